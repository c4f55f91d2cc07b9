"""batch_tray.py MEMORY FOLDER TOKENS MODULE: makes tokens with an expired identity each, and a folder of new bundles."""

import os
import subprocess
import sys


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout.decode()}")


def main():
    memory, folder, tokens, module = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    at = lambda name: os.path.join(folder, name)
    with open(at("index.txt"), "w", encoding="utf-8"):
        pass
    with open(at("root.cnf"), "w", encoding="utf-8") as file:
        file.write("basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\n")
    with open(at("ca.cnf"), "w", encoding="utf-8") as file:
        file.write(
            f"[ca]\ndefault_ca=desk\n[desk]\ndatabase={at('index.txt')}\nnew_certs_dir={folder}\ndefault_md=sha256\n"
            "policy=names\nrand_serial=yes\nunique_subject=no\n[names]\nC=optional\nO=optional\nCN=supplied\n"
        )
    with open(at("leaf.cnf"), "w", encoding="utf-8") as file:
        file.write(
            "basicConstraints=critical,CA:false\nextendedKeyUsage=clientAuth\nkeyUsage=critical,digitalSignature\n"
        )
    request("Example Issuing CA", at("ca.key"), at("ca.req"))
    run("openssl", "x509", "-req", "-in", at("ca.req"), "-signkey", at("ca.key"), "-days", "3650",
        "-extfile", at("root.cnf"), "-out", at("ca.pem"))
    for number in range(1, tokens + 1):
        name, label = f"operator {number:04}", f"tray-{number:04}"
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", "123456", "--so-pin", "12345678")
        request(name, at("old.key"), at("old.req"))
        sign(at, "old", ["-startdate", "20240101000000Z", "-enddate", "20260101000000Z"])
        for kind, source in (("privkey", "old.key"), ("cert", "old.pem")):
            form = ["-inform", "PEM", "-outform", "DER", "-in", at(source), "-out", at("object")]
            if kind == "privkey":
                run("openssl", "pkcs8", "-topk8", "-nocrypt", *form)
            else:
                run("openssl", "x509", *form)
            run("pkcs11-tool", "--module", module, "--token-label", label, "--login", "--pin", "123456",
                "--write-object", at("object"), "--type", kind, "--id", "01", "--label", name)
        request(name, at("new.key"), at("new.req"))
        sign(at, "new", ["-days", "730"])
        run("openssl", "pkcs12", "-export", "-inkey", at("new.key"), "-in", at("new.pem"), "-certfile", at("ca.pem"),
            "-name", name, "-passout", f"file:{at('password')}", "-out", os.path.join(memory, "cd", f"{number:04}.p12"))


def request(name, key, file):
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/C=JP/O=Example Energy/CN={name}",
        "-keyout", key, "-out", file)


def sign(at, name, dates):
    """`openssl x509` sets no date in the past before OpenSSL 3.4; `ca` always did."""
    run("openssl", "ca", "-batch", "-notext", "-config", at("ca.cnf"), "-cert", at("ca.pem"), "-keyfile", at("ca.key"),
        "-extfile", at("leaf.cnf"), "-in", at(f"{name}.req"), "-out", at(f"{name}.pem"), *dates)


main()
