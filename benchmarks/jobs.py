#!/usr/bin/env python3
"""What several processes gain: the wall time of the command on many files, with one and with more, in turn.

    python benchmarks/jobs.py [--files 6000] [--jobs 2] [--times 3]

Prints the ratio of the medians, and the largest resident set of any process. The reports have to be the same.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from manifests import made_up, written

PART = """import resource, runpy, sys
sys.argv[0] = "kubefence"
try:
    runpy.run_module("kubefence", run_name="__main__")
finally:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(max(own.ru_maxrss, others.ru_maxrss), file=sys.stderr)
"""


def run(folder: Path, jobs: int) -> tuple[float, int, object]:
    """Seconds, KiB of the largest process, and the report."""
    command = [sys.executable, "-c", PART, str(folder), "--no-cache", "--no-lint", "--format", "json"]
    started = time.perf_counter()
    done = subprocess.run([*command, "--jobs", str(jobs)], capture_output=True, text=True, check=False)
    took = time.perf_counter() - started
    report = json.loads(done.stdout)
    del report["summary"]["seconds"]
    return took, int(done.stderr.split()[-1]), report


def main() -> int:
    """Measure both in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=6_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        written(islice(made_up(), options.files), Path(place))
        runs: dict[int, list[tuple[float, int, object]]] = {1: [], options.jobs: []}
        for _ in range(options.times):
            for jobs, known in runs.items():
                known.append(run(Path(place), jobs))
    medians = {jobs: statistics.median(took for took, *_ in known) for jobs, known in runs.items()}
    for jobs, known in runs.items():
        memory = max(size for _, size, _ in known) / 1024
        print(f"{jobs} process{'es' if jobs > 1 else ''}: {medians[jobs]:.2f} s, {memory:.0f} MiB")
    print(f"ratio: {medians[options.jobs] / medians[1]:.2f}")
    reports = [report for known in runs.values() for *_, report in known]
    if any(report != reports[0] for report in reports):
        print("the reports differ")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
