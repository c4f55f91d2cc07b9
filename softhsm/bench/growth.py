"""growth.py OUTPUT: what divan printed, as a Markdown table: a row a benchmark, the ratio at each step of ten."""

import re
import sys

NAMES = {
    "bundle open": "opening a bundle, certificates above the leaf",
    "inventory sort": "sorting what a token holds, objects",
    "inventory compare": "comparing two looks, objects",
    "journal append": "adding a line to a journal, lines in it",
    "journal check": "`journal verify`, lines",
    "plan draw": "drawing a plan and its digest, objects",
}
UNITS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0}
LINE = re.compile(r"^([│ ]*)[├╰]─ (\S+)\s+(.*)$")


def seconds(cell):
    number, unit = cell.split()
    return float(number) * UNITS[unit]


def medians(text):
    """The median of each benchmark and argument, seconds, by the path of names."""
    path, found = [], {}
    for line in text.splitlines():
        match = LINE.match(line)
        if not match:
            continue
        depth = len(match.group(1)) // 3
        path = [*path[:depth], match.group(2)]
        # fastest │ slowest │ median │ mean │ samples │ iters
        cells = [cell.strip() for cell in match.group(3).split("│")]
        if len(cells) >= 4 and cells[2]:
            found[" ".join(path[:-1]), int(path[-1])] = seconds(cells[2])
    return found


def shown(value):
    for unit, factor in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= factor:
            return f"{value / factor:.3g} {unit}"
    return f"{value / 1e-9:.3g} ns"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        found = medians(file.read())
    names = list(dict.fromkeys(name for name, _ in found))
    missing = set(NAMES) - set(names)
    if missing:
        sys.exit(f"not measured: {', '.join(sorted(missing))}")
    print("| work | three sizes | times | at ×10 | at ×10 again |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name in names:
        sizes = sorted(size for other, size in found if other == name)
        times = [found[name, size] for size in sizes]
        ratios = [f"{after / before:.1f}" for before, after in zip(times, times[1:])]
        print(f"| {NAMES.get(name, name)} | {', '.join(f'{size:,}' for size in sizes)} "
              f"| {', '.join(shown(time) for time in times)} | {' | '.join(ratios)} |")
    print("\n- Medians; a ratio of 10 is linear, 1 does not grow.")


main()
