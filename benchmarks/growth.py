#!/usr/bin/env python3
"""How time grows with the size of what an author writes: in proportion, for every kind of input.

    python benchmarks/growth.py [NAME ...] [--largest 1000000] [--doublings 3]

Each kind is doubled until it is as large as --largest. A text is verified with all rules, style and the rules of
pages, its report is written in every format, and a page that may be rendered is rendered as this site does it and
held against the seal. The time is that of the CPU, of a process of its own, which is ended after a minute. The
exponent is fitted to all sizes; where it is above 1.2, or a text takes longer than 60 s, the kind is named and the
script fails. NAME is a part of the names of the kinds to measure.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from statistics import linear_regression
from typing import Any, NamedTuple

from markdown import Markdown
from mkdocs.config import load_config

from growth_inputs import KINDS, Kind
from kubefence import Config, Page, PageReport, Report, Verifier
from kubefence.edge.published import UNREAD
from kubefence.html.rules import RULES
from kubefence.markdown.fences import FenceExtension
from kubefence.report.formats import FORMATS, Context
from kubefence.seal import unproven

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 1.2
"""The exponent above which the time does not grow in proportion: half-way to n log n, and what chance may add."""
SECONDS = 60
"""What one text may take: minutes are too much for a megabyte."""
_SHORT = 0.1
"""Seconds below which the fixed part of the time would hide how the rest grows."""
_AGAIN = 3
"""How often to measure where it looks bad: other processes only ever add."""


class Measured(NamedTuple):
    """The time for each size; None for one that took too long."""

    sizes: Sequence[int]
    seconds: Sequence[float | None]

    @property
    def exponent(self) -> float:
        """That of the power of the size with which the time grows: the slope where both are logarithms."""
        points = [(math.log(n), math.log(s)) for n, s in zip(self.sizes, self.seconds, strict=False) if s]
        if not self.seconds[-1]:
            return math.inf
        if self.seconds[-1] < _SHORT:
            return 0.0
        return linear_regression(*zip(*points, strict=True)).slope


def main() -> int:
    """Measure, print a table, and say which kinds grow too fast."""
    options = _options()
    names = [name for name in KINDS if any(part in name for part in options.names or [""])]
    sizes = [options.largest >> doubling for doubling in range(options.doublings, -1, -1)]
    _verifier(), _markdown()  # everything is loaded and compiled before the first process is split off
    print(f"{'kind':48} {'seconds for ' + ' · '.join(f'{size:,}' for size in sizes):56} exponent")
    bad = [name for name in names if not _measured(name, KINDS[name], sizes)]
    print(f"{len(names) - len(bad)} of {len(names)} kinds in proportion", *bad, sep="\n  ")
    return 1 if bad else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--largest", type=int, default=1_000_000, help="characters (default 1000000)")
    parser.add_argument("--doublings", type=int, default=3, help="how often to double up to there (default 3)")
    return parser.parse_args()


def _measured(name: str, kind: Kind, sizes: Sequence[int]) -> bool:
    """Print the line of one kind; whether it is in proportion."""
    best = _times(kind, sizes)
    for _ in range(_AGAIN):
        if best.exponent <= LIMIT:
            break
        again = _times(kind, sizes)
        best = min(best, again, key=lambda measured: measured.exponent)
    spoken = " · ".join("—" if seconds is None else f"{seconds:.2f}" for seconds in best.seconds)
    mark = "" if best.exponent <= LIMIT else "  <<<"
    print(f"{name:48} {spoken:56} {best.exponent:5.2f}{mark}", flush=True)
    return not mark


def _times(kind: Kind, sizes: Sequence[int]) -> Measured:
    times: list[float | None] = []
    for size in sizes:
        text = kind.text(size)
        times.append(_in_a_process(partial(_worked, kind.name, text)))
        if times[-1] is None:
            break
    return Measured(sizes, times)


def _in_a_process(work: Callable[[], None]) -> float | None:
    """The CPU time of some work in a process that is split off; None where it takes too long."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + SECONDS, resource.RLIM_INFINITY))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        started = time.process_time()
        work()
        os.write(writing, struct.pack("d", time.process_time() - started))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return float(struct.unpack("d", answer)[0]) if answer else None


def _worked(name: str, text: str) -> None:
    """All that is done with a file before it is published."""
    page = Page(name, text, markdown=name.endswith(".md"))
    report = _verifier().verify(page)
    lines = text.split("\n")
    for form in FORMATS.values():
        form.render(Report((report,)), Context(lines=lambda _: lines))
    if page.markdown and not any(finding.rule in UNREAD for finding in report.findings):
        _rendered(text, report)


def _rendered(text: str, report: PageReport) -> None:
    for _ in unproven(_markdown().convert(text), lambda *_: None):
        pass


@cache
def _verifier() -> Verifier:
    verifier = Verifier(Config(page_rules=tuple(RULES)))
    for page in (Page("a.md", "```yaml\na: b\n```\n"), Page("a.yaml", "a: b\n", markdown=False)):
        verifier.verify(page)
    return verifier


@cache
def _markdown() -> Markdown:
    """What renders the pages of this site, while serving: a build ends at an include that is missing."""
    config: Any = load_config(str(ROOT / "mkdocs.yml"))
    config.mdx_configs["pymdownx.snippets"]["check_paths"] = False
    extensions = [*config.markdown_extensions, FenceExtension()]
    return Markdown(extensions=extensions, extension_configs=config.mdx_configs)


if __name__ == "__main__":
    sys.exit(main())
