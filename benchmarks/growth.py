#!/usr/bin/env python3
"""How time grows with the size of what an author writes: in proportion, for every kind of input.

    python benchmarks/growth.py [NAME ...] [--largest 1000000] [--seconds 0.3]

Each kind is doubled until it is as large as --largest, or takes --seconds and has grown in proportion so far. A text
is verified with all rules, style and the rules of pages, its report is written in every format, and a page that may
be rendered is rendered as this site does it and held against the seal. The time is that of the CPU, of a process of
its own, which is ended after a minute; in brackets stands that of a page which is refused, because it would take
minutes to render. The exponent is fitted to the last four sizes; where it is above 1.2, or a text takes longer than
60 s, the kind is named and the script fails. NAME is a part of the names of the kinds to measure.

What is measured are many kinds in some ten minutes; `--seconds 10` looks further into a few of them.
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

from growth_kinds import KINDS
from growth_kinds.kind import Kind
from kubefence import Config, Page, Report, Verifier
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
_FITTED = 4
"""How many sizes, the last ones, say how the time grows; smaller ones show how it starts."""
_AGAIN = 2
"""How often to measure again where it looks bad: other processes only ever add."""
_DOUBLINGS = 6
_WARM = 2_000
"""Characters of each kind that are worked on before any time is taken."""


class Took(NamedTuple):
    """How long a text took, in seconds, and whether it was refused."""

    size: int
    seconds: float
    refused: bool

    def __str__(self) -> str:
        return f"({self.seconds:.2f})" if self.refused else f"{self.seconds:.2f}"


class Measured(NamedTuple):
    """What texts of one kind took; ``ended`` where the last did not come to an end."""

    times: Sequence[Took]
    ended: bool = False

    @property
    def exponent(self) -> float:
        """That of the power of the size with which the time grows: the slope where both are logarithms."""
        if self.ended:
            return math.inf
        last = self.times[-_FITTED:]
        if len(last) < 2 or last[-1].seconds < _SHORT:
            return 0.0
        return linear_regression(
            [math.log(took.size) for took in last], [math.log(took.seconds) for took in last]
        ).slope


def main() -> int:
    """Measure, print a table, and say which kinds grow too fast."""
    options = _options()
    names = [name for name in KINDS if any(part in name for part in options.names or [""])]
    sizes = [options.largest >> doubling for doubling in range(_DOUBLINGS, -1, -1)]
    _verifier(), _markdown()  # everything is loaded and compiled before the first process is split off
    print(f"{'kind':52} {f'seconds for {sizes[0]:,} characters, twice as many, …':58} exponent")
    bad = [name for name in names if not _measured(name, KINDS[name], sizes, options.seconds)]
    print(f"{len(names) - len(bad)} of {len(names)} kinds in proportion", *bad, sep="\n  ")
    return 1 if bad else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--largest", type=int, default=1_000_000, help="characters (default 1000000)")
    parser.add_argument("--seconds", type=float, default=0.3, help="how long the largest is to take (default 0.3)")
    return parser.parse_args()


def _measured(name: str, kind: Kind, sizes: Sequence[int], seconds: float) -> bool:
    """Print the line of one kind; whether it is in proportion."""
    _worked(kind.name, kind.text(_WARM))  # what is compiled once is no part of what grows
    best = _times(kind, sizes, seconds)
    for _ in range(_AGAIN):
        if best.exponent <= LIMIT:
            break
        best = min(best, _times(kind, sizes, seconds), key=lambda measured: measured.exponent)
    spoken = " · ".join([*map(str, best.times), *(["—"] if best.ended else [])])
    mark = "" if best.exponent <= LIMIT else "  <<<"
    print(f"{name:52} {spoken:58} {best.exponent:5.2f}{mark}", flush=True)
    return not mark


def _times(kind: Kind, sizes: Sequence[int], seconds: float) -> Measured:
    times: list[Took] = []
    for size in sizes:
        answer = _in_a_process(partial(_worked, kind.name, kind.text(size)))
        if answer is None:
            return Measured(times, ended=True)
        times.append(Took(size, *answer))
        if answer[0] >= seconds and len(times) >= _FITTED and Measured(times).exponent <= LIMIT:
            break
    return Measured(times)


def _in_a_process(work: Callable[[], bool]) -> tuple[float, bool] | None:
    """The CPU time of some work in a process that is split off, and its answer; None where it takes too long."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + SECONDS, resource.RLIM_INFINITY))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        started = time.process_time()
        answer = work()
        os.write(writing, _ANSWER.pack(time.process_time() - started, answer))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return _ANSWER.unpack(told) if told else None


_ANSWER = struct.Struct("d?")


def _worked(name: str, text: str) -> bool:
    """All that is done with a file before it is published; whether it is refused."""
    page = Page(name, text, markdown=name.endswith(".md"))
    report = _verifier().verify(page)
    lines = text.split("\n")
    for form in FORMATS.values():
        form.render(Report((report,)), Context(lines=lambda _: lines))
    refused = any(finding.rule in UNREAD for finding in report.findings)
    if page.markdown and not refused:
        _rendered(text)
    return refused


def _rendered(text: str) -> None:
    for _ in unproven(_markdown().reset().convert(text), lambda *_: None):
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
