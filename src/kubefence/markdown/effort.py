"""Markdown that would take minutes to read: found by counting, before anything reads it.

Python-Markdown looks for the end of a bracket or a tag through the rest of the paragraph or page, again from each
beginning; it copies a paragraph for each mark in it, and for each heading that no blank line sets apart. Here that
work is added up, in linear time. What is allowed takes about two seconds, and is a hundred times what pages in use
need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.markdown.measures import MEASURES, Measure, Run, count

MAX_PAGE = 2 * 1024 * 1024
"""Characters of a page, its includes among them."""
MAX_NESTING = 100
"""Levels of lists and quotes; twice as many end in an error of Python-Markdown."""


class Excess(NamedTuple):
    """Where a page begins to take too long, a line and a column from 0, and what is the matter."""

    line: int
    column: int
    text: Text
    rule: str = "too-intricate"


def excess(lines: Sequence[str]) -> Excess | None:
    """Where the lines of a page, without its fences, begin to take too long to read."""
    page = Run(0, "\n".join(lines))
    runs: list[Run] = []
    for measure in MEASURES:
        if _at_most(measure, page.text) <= measure.most:
            continue  # so it is with nearly every page
        runs = runs or list(_runs(lines))
        found = _first(measure, [page] if measure.whole else runs)
        if found:
            return found
    return _nesting(lines)


def _at_most(measure: Measure, text: str) -> float:
    length = len(text)
    if length * length <= measure.most:
        return length * length
    signs = count(measure.sign, text)
    return length * (length if signs and measure.squared else signs)


def _first(measure: Measure, runs: Sequence[Run]) -> Excess | None:
    total = 0.0
    for run in runs:
        for steps, at in measure.work(run):
            total += steps
            if total > measure.most:
                line = run.line + run.text.count("\n", 0, at)
                return Excess(line, at - run.text.rfind("\n", 0, at) - 1, measure.text)
    return None


def _runs(lines: Sequence[str]) -> Iterator[Run]:
    blank = [-1, *(number for number, line in enumerate(lines) if not line.strip()), len(lines)]
    for before, after in pairwise(blank):
        if after - before > 1:
            yield Run(before + 1, "\n".join(lines[before + 1 : after]))


def _nesting(lines: Sequence[str]) -> Excess | None:
    for number, line in enumerate(lines):
        prefix = _PREFIX.match(line) if len(line) > MAX_NESTING else None
        if prefix and len(_LEVEL.findall(prefix[0].expandtabs(4))) > MAX_NESTING:
            return Excess(number, 0, _NESTED_TEXT, "too-deep")
    return None


_PREFIX = re.compile(r"(?:[ \t]*(?:>|[-*+:](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|!!!|\?\?\?|===))+")
_LEVEL = re.compile(r" {4}|>| *[^ >]+")
_NESTED_TEXT = Text(
    f"列表和引用嵌套超过 {MAX_NESTING} 层；减少层次",
    f"lists and quotes are nested deeper than {MAX_NESTING} levels; nest less",
)
