"""The head of a table: each of its cells says what stands below, to those who hear the table too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.findings import Text
from studybook.claims import prose

_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")


def problems(page: str) -> Iterator[tuple[int, Text]]:
    """Line and fault of every head with an empty cell."""
    number, head = 0, ""
    for below, line in prose.lines(page):
        if below == number + 1 and _ROW.fullmatch(head) and _RULE.fullmatch(line):
            for place, cell in enumerate(head.strip()[1:-1].split("|"), 1):
                if not cell.strip():
                    yield number, _empty(place)
        number, head = below, line


def _empty(place: int) -> Text:
    return Text(
        f"表头第 {place} 格是空的：读屏软件靠它说出这一列是什么；比较用的表写“方面”",
        f"cell {place} of the head is empty: screen readers say by it what the column is",
    )
