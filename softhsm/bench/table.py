"""table.py RESULTS: the medians of all runs as a Markdown table, one row a route."""

import csv
import statistics
import sys
from collections import Counter, defaultdict

NAMES = {
    "tokendesk": "`tokendesk reuse`, direct",
    "tokendesk-wrapped": "`tokendesk reuse`, wrapped",
    "tokendesk-quick": "`tokendesk reuse`, direct, keys derived in one round",
    "pkcs11-tool": "pkcs11-tool + openssl",
    "p11tool": "p11tool + openssl",
    "nss": "NSS: pk12util, certutil",
    "keytool": "keytool + openssl",
}


def main():
    runs = defaultdict(list)
    with open(sys.argv[1], encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t"):
            runs[row[0], int(row[1])].append(row)
    latencies = sorted({latency for _, latency in runs})
    nothing = statistics.median(int(row[2]) for row in runs["nothing", latencies[0]]) / 1e3
    routes = [route for route in dict.fromkeys(route for route, _ in runs) if route != "nothing"]
    wall = {}
    for key, rows in runs.items():
        wall[key] = statistics.median(int(row[2]) for row in rows) / 1e6
    walls = " | ".join(f"wall, {latency} ms a call" for latency in latencies)
    print(f"| way | {walls} | programs | C calls | outside the module | peak memory | clear key on disk | result |")
    print("| --- |" + " ---: |" * (len(latencies) + 5) + " --- |")
    for route in routes:
        every = [row for latency in latencies for row in runs[route, latency]]
        first = runs[route, latencies[0]]
        outside = statistics.median(int(row[2]) - int(row[4]) for row in first) / 1e3 - nothing
        cells = [NAMES.get(route, route)]
        cells += [f"{wall[route, latency]:.3f} s" for latency in latencies]
        cells.append(every[0][6])
        cells.append(f"{statistics.median(int(row[3]) for row in every):.0f}")
        cells.append(f"{outside:.0f} ms")
        cells.append(f"{statistics.median(int(row[5]) for row in every) / 1024:.0f} MiB")
        cells.append(every[0][7])
        verdicts = Counter(row[8] for row in every)
        if len(verdicts) == 1:
            cells.append(next(iter(verdicts)))
        else:
            cells.append(", ".join(f"{text} ({times} of {len(every)})" for text, times in verdicts.most_common()))
        print("| " + " | ".join(cells) + " |")
    print()
    peers = [route for route in routes if not route.startswith("tokendesk")]
    for route in (route for route in routes if route in ("tokendesk", "tokendesk-wrapped")):
        for latency in latencies:
            # A route that did not do the job is no measure.
            honest = [peer for peer in peers if all(row[8].startswith("done") for row in runs[peer, latency])]
            if not honest:
                continue
            fastest = min(honest, key=lambda peer: wall[peer, latency])
            share = wall[route, latency] / wall[fastest, latency]
            print(f"- {NAMES[route]}, {latency} ms a call: {share:.2f} of the wall time of the fastest other way ({NAMES[fastest]}).")
    print(f"- Starting a way that does nothing: {nothing:.1f} ms, taken off what is outside the module.")
    print(f"- Medians of {len(next(iter(runs.values())))} runs each.")


main()
