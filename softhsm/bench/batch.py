"""batch.py PROGRAM TRAINER MODULE MEMORY FOLDER JOBS LATENCY_MS: runs the batch and prints what was measured.

Three runs on fresh copies of the tokens, their files in memory: without latency (memory, time a token), then with it,
one token at a time and several at once. This program is the operator: it keeps ten tokens in, takes out those that are
done and puts in the next ones. Those that are far from their turn lie in a drawer, where SoftHSM2 does not see them:
it reads every token of its folder at every start, and no reader does that.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time

# The readers that Windows shows at once.
READERS = 10

# How many more SoftHSM2 holds, told to be absent: a process knows only the tokens that were there when it began.
AHEAD = 40


class Run:
    """One batch from its first token to its last."""

    def __init__(self, setting, jobs, latency, count=None):
        program, trainer, module, memory, folder = setting
        self.memory = os.path.join(memory, "run")
        shutil.rmtree(self.memory, ignore_errors=True)
        shutil.copytree(os.path.join(memory, "template"), self.memory)
        os.makedirs(os.path.join(self.memory, "state"))
        with open(os.path.join(self.memory, "softhsm2.conf"), "w", encoding="utf-8") as file:
            file.write(f"directories.tokendir = {self.memory}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": self.memory,
            "LC_ALL": "C.UTF-8",
            "SOFTHSM2_CONF": f"{self.memory}/softhsm2.conf",
            "TOKENDESK_MODULE": trainer,
            "TOKENDESK_JOURNAL": f"{self.memory}/journal.jsonl",
            "EPASS2003_MODULE": module,
            "EPASS2003_PROFILE": "transparent",
            "EPASS2003_STATE": f"{self.memory}/state",
            "EPASS2003_LATENCY_MS": "0",
        }
        self.program = program
        self.command = [program, "batch", os.path.join(memory, "cd"), "--password-file", f"{folder}/password"]
        tokens = self.ask(["list", "--json"], program)["tokens"]
        by_label = {token["label"]: token["serial"] for token in tokens}
        self.outside = [by_label[label] for label in sorted(by_label)]
        for serial in self.outside:
            os.makedirs(os.path.join(self.memory, "state", serial))
            self.pull(serial)
        os.makedirs(os.path.join(self.memory, "drawer"))
        self.folders = {folder.replace("-", "")[-16:]: folder for folder in os.listdir(f"{self.memory}/tokens")}
        for serial in self.outside:
            self.move(serial, "tokens", "drawer")
        if count:
            self.outside = self.outside[:count]
        self.drawer = list(self.outside)
        for _ in range(READERS + AHEAD):
            self.take_from_drawer()
        self.total = len(self.outside)
        self.digest = self.ask([*self.command[1:], "--dry-run", "--json"], program)["batch"]["digest"]
        self.environment["EPASS2003_LATENCY_MS"] = str(latency)
        self.jobs = jobs
        self.times, self.parent, self.workers = [], [], []
        self.begun = {}

    def ask(self, arguments, program):
        done = subprocess.run([program, *arguments], env=self.environment, stdout=subprocess.PIPE, check=False)
        return json.loads(done.stdout)

    def pull(self, serial):
        with open(os.path.join(self.memory, "state", serial, "absent"), "w", encoding="utf-8"):
            pass

    def move(self, serial, *places):
        source, target = (os.path.join(self.memory, place, self.folders[serial]) for place in places)
        os.rename(source, target)

    def take_from_drawer(self):
        if self.drawer:
            self.move(self.drawer.pop(0), "drawer", "tokens")

    def insert_next(self):
        self.take_from_drawer()
        if self.outside:
            os.remove(os.path.join(self.memory, "state", self.outside.pop(0), "absent"))

    def go(self):
        for _ in range(READERS):
            self.insert_next()
        more = ["--json", "--plan", self.digest, "--pin-file", f"{os.path.dirname(self.command[-1])}/pin"]
        more += ["--jobs", str(self.jobs), "--wait", "20"]
        process = subprocess.Popen([*self.command, *more], env=self.environment, stdout=subprocess.PIPE)
        sampler = threading.Thread(target=self.sample, args=(process.pid,), daemon=True)
        sampler.start()
        finished, first, last = 0, None, None
        for line in process.stdout:
            now = time.monotonic()
            event = json.loads(line)
            kind = event.get("event")
            if kind == "assigned":
                first = first or now
                self.begun[event["serial"]] = now
            elif kind == "finished":
                if event["exit"] != 0:
                    print(line.decode(), file=sys.stderr)
                finished += 1
                last = now
                self.times.append(now - self.begun[event["serial"]])
                self.parent.append(resident(process.pid))
                self.pull(event["serial"])
                # The folder keeps its size: what SoftHSM2 takes to start is the same for every token.
                if self.drawer:
                    self.move(event["serial"], "tokens", "drawer")
                self.insert_next()
                if finished == self.total:
                    process.terminate()
        process.wait()
        if finished != self.total:
            sys.exit(f"{finished} of {self.total} tokens were finished")
        return last - first

    def sample(self, parent):
        """The largest sum of the workers' resident memory between two tokens."""
        while True:
            children = [pid for pid, command in children_of(parent) if b"--worker=" in command]
            total = sum(resident(pid) or 0 for pid in children)
            if total:
                self.workers.append((len(self.times), total, len(children)))
            time.sleep(0.02)


def children_of(parent):
    found = []
    try:
        for task in os.listdir(f"/proc/{parent}/task"):
            with open(f"/proc/{parent}/task/{task}/children", encoding="utf-8") as file:
                for pid in file.read().split():
                    with open(f"/proc/{pid}/cmdline", "rb") as command:
                        found.append((pid, command.read()))
    except OSError:
        pass
    return found


def resident(pid):
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as file:
            for line in file:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return None


def mib(kib):
    return f"{kib / 1024:.1f} MiB"


def main():
    setting, jobs, latency = sys.argv[1:6], int(sys.argv[6]), int(sys.argv[7])
    # Three runs: a machine that does something else for a while shows in one of them alone.
    plains = []
    for _ in range(3):
        plains.append(Run(setting, 1, 0))
        plains[-1].go()
    plain = plains[0]
    total = plain.total
    plain.times = [statistics.median(times) for times in zip(*(run.times for run in plains))]
    # While the last ones are worked on none are put in any more, and nothing else is done beside them.
    end = max(29, total - READERS)
    early, late = plain.times[9:29], plain.times[end - 20:end]
    blocks = [plain.times[start:start + 20] for start in range(9, end - 19, 20)]
    growth = statistics.median(late) / statistics.median(early)
    peak = lambda samples: max((total for _, total, _ in samples), default=0)
    workers_early = peak([sample for sample in plain.workers if 9 <= sample[0] < 29])
    workers_late = peak([sample for sample in plain.workers if sample[0] >= total - 20])
    tenth = plain.parent[min(9, total - 1)]
    print("\n| what | first | last |\n| --- | ---: | ---: |")
    print(f"| time a token, 0 ms a call: median of tokens 10–29, of {end - 19}–{end} of {total} "
          f"| {statistics.median(early) * 1000:.0f} ms | {statistics.median(late) * 1000:.0f} ms |")
    print(f"| memory of the leading process: at token 10, at token {total} | {mib(tenth)} | {mib(plain.parent[-1])} |")
    print(f"| memory of the worker, largest: tokens 10–29, the last 20 | {mib(workers_early)} | {mib(workers_late)} |")
    alone = Run(setting, 1, latency, min(total, 24))
    alone_wall = alone.go() / alone.total
    together = Run(setting, jobs, latency, min(total, 24 * jobs))
    together_wall = together.go() / together.total
    most = max((count for _, _, count in together.workers), default=0)
    print(f"\n| {latency} ms a C call | tokens | wall a token | tokens a minute |\n| --- | ---: | ---: | ---: |")
    for name, run, wall in (("one at a time", alone, alone_wall), (f"{jobs} at once", together, together_wall)):
        print(f"| {name} | {run.total} | {wall:.2f} s | {60 / wall:.1f} |")
    each = ", ".join(f"{statistics.median(block) * 1000:.0f}" for block in blocks)
    print(f"\n- Time a token from the 10th to the {end}th: × {growth:.2f}; medians of each twenty from the 10th on: {each} ms, each token's time the median of three runs.")
    print(f"- Throughput of {jobs} at once: {alone_wall / together_wall:.1f} times that of one at a time; "
          f"{most} workers were seen at once, {mib(peak(together.workers))} together.")


main()
