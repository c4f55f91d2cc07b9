"""source.py PROGRAM FOLDER RUNS: times the check of FOLDER/cd on one core and on more; prints a Markdown table."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time


def check(program, folder, cores):
    """Wall and processor time of one check that may use so many cores, seconds; how many bundles were opened."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    run = subprocess.run(
        ["taskset", "-c", f"0-{cores - 1}", program, "batch", f"{folder}/cd", "--dry-run", "--json",
         "--password-file", f"{folder}/password"],
        capture_output=True, check=False,
        env={"HOME": folder, "PATH": os.environ["PATH"], "TOKENDESK_JOURNAL": f"{folder}/journal.jsonl"},
    )
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    batch = json.loads(run.stdout)["batch"]
    assert len(batch["offers"]) == batch["bundles"], run.stdout
    return wall, work, batch["bundles"], after.ru_maxrss


def main():
    program, folder, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    check(program, folder, 1)
    counts = [1]
    while counts[-1] * 2 <= os.cpu_count():
        counts.append(counts[-1] * 2)
    # The counts take turns: what else the computer does falls on all of them.
    found = {cores: [] for cores in counts}
    for _ in range(runs):
        for cores in counts:
            found[cores].append(check(program, folder, cores))
    print("| cores | wall | processor time | bundles a second | against one core |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    alone = statistics.median(wall for wall, *_ in found[1])
    for cores in counts:
        wall = statistics.median(wall for wall, *_ in found[cores])
        work = statistics.median(work for _, work, *_ in found[cores])
        bundles = found[cores][0][2]
        print(f"| {cores} | {wall:.2f} s | {work:.2f} s | {bundles / wall:.0f} | {alone / wall:.2f} |")
    peak = max(rss for *_, rss in (run for all_runs in found.values() for run in all_runs))
    print(f"\n- {bundles} bundles; medians of {runs} runs each, taking turns. Peak memory {peak / 1024:.0f} MiB.")


main()
