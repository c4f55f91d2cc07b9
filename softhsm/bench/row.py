"""row.py ROUTE LATENCY WALL_US RUN CALLS TRACED VERDICT: one measured run as a line of tab-separated values."""

import os
import re
import sys


def main():
    route, latency, wall, run, log, traced, verdict = sys.argv[1:]
    calls, inside, loaded = 0, 0, {}
    # The way that does nothing calls nothing.
    if os.path.exists(log):
        with open(log, encoding="utf-8") as lines:
            for line in lines:
                found = re.search(r" seq=\d+ .*\bus=(\d+)", line)
                if found:
                    calls += 1
                    inside += int(found.group(1))
                # `C_GetFunctionList` is not counted, but it loads the real module.
                loading = re.search(r"^pid=(\d+) load_us=(\d+)", line)
                if loading:
                    loaded[loading.group(1)] = int(loading.group(2))
    inside += sum(loaded.values())
    with open(f"{run}/time", encoding="utf-8") as file:
        memory = re.search(r"Maximum resident set size \(kbytes\): (\d+)", file.read()).group(1)
    programs, clear = traced.split()
    print(route, latency, wall, calls, inside, memory, programs, clear, verdict, sep="\t")


main()
