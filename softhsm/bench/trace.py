"""trace.py TRACE KEY: prints how many programs a trace started, and how many bytes of files held the key in the clear.

TRACE is strace's output (-f -y -xx), KEY an RSAPrivateKey in DER. Every program but the route's own shell counts.
"""

import base64
import re
import sys

WRITE = re.compile(r'^(\d+) .*?\b(?:p?write(?:64|v)?)\(\d+<((?:\\x[0-9a-f]{2})+|[^>]*)>, (.*)')
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
STARTED = re.compile(r"\bexecve\(.*= 0$|<\.\.\. execve resumed>.*= 0$")
PEM = re.compile(rb"-----BEGIN (?:RSA )?PRIVATE KEY-----(.*?)-----END", re.DOTALL)


def unescape(text):
    return bytes.fromhex(text.replace("\\x", ""))


def needles(key):
    """Pieces of everything after the modulus: exponent, primes, coefficient."""
    return [key[at : at + 16] for at in range(300, len(key) - 16, 64)]


def shows(data, pieces):
    clear = [data]
    for armoured in PEM.findall(data):
        clear.append(base64.b64decode(b"".join(armoured.split()) + b"==="))
    return any(piece in body for body in clear for piece in pieces)


def main():
    trace, key = sys.argv[1:]
    with open(key, "rb") as file:
        pieces = needles(file.read())
    started = 0
    written = {}
    with open(trace, encoding="ascii", errors="replace") as lines:
        for line in lines:
            if STARTED.search(line.rstrip()):
                started += 1
            found = WRITE.match(line)
            if not found:
                continue
            process, place, rest = found.groups()
            place = unescape(place).decode() if place.startswith("\\x") else place
            if place.startswith("/") and not place.startswith(("/dev/", "/proc/")):
                data = b"".join(unescape(text) for text in STRING.findall(rest))
                written.setdefault((process, place), bytearray()).extend(data)
    clear = sum(len(data) for data in written.values() if shows(bytes(data), pieces))
    # The route's own shell is the first.
    print(started - 1, clear)


main()
