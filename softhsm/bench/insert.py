"""insert.py DOCUMENT NAME FRAGMENT: replaces what stands between `<!-- NAME: begin -->` and `<!-- NAME: end -->`."""

import sys


def main():
    document, name, fragment = sys.argv[1:]
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
    with open(document, encoding="utf-8") as file:
        text = file.read()
    before, rest = text.split(begin, 1)
    _, after = rest.split(end, 1)
    with open(fragment, encoding="utf-8") as file:
        body = file.read().strip()
    with open(document, "w", encoding="utf-8") as file:
        file.write(f"{before}{begin}\n{body}\n\n{end}{after}")


main()
