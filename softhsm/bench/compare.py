"""compare.py RUNS NAME COMMAND [NAME COMMAND ...]: medians of commands that take turns, as rows of a Markdown table.

The ratio is to the last command.
"""

import os
import shlex
import statistics
import subprocess
import sys
import time


def main():
    runs, pairs = int(sys.argv[1]), sys.argv[2:]
    names, commands = pairs[::2], [shlex.split(command) for command in pairs[1::2]]
    times = [[] for _ in commands]
    with open(os.devnull, "w", encoding="ascii") as nowhere:
        for _ in range(runs):
            for command, taken in zip(commands, times):
                begin = time.perf_counter()
                subprocess.run(command, stdout=nowhere, stderr=nowhere, check=True)
                taken.append(time.perf_counter() - begin)
    medians = [statistics.median(taken) * 1e3 for taken in times]
    for name, median in zip(names, medians):
        print(f"| {name} | {median:.1f} ms | {median / medians[-1]:.2f} |")


main()
