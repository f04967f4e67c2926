"""From the lines that superfences saw back to the files they were written in.

Between the file on disk and the fence parser stand front matter, includes and whatever other
preprocessors do. Mostly nothing changes and a constant shift is enough; where includes are expanded
each line carries its origin; and where some other extension rewrote lines, they are aligned.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kubefence.positions import Place, Span

_MANY = 1_000_000
"""Pairs of lines above which alignment has to be quick rather than good."""


class SourceLine(NamedTuple):
    """A line as it stands in a file."""

    path: str
    number: int
    """1-based."""
    text: str
    added: int = 0
    """Columns that an include put before it."""
    exact: bool = True
    """False where only the neighbourhood is known: then a place is the whole line."""


class LineMap:
    """The origin of every line that superfences saw."""

    def __init__(self, lines: Sequence[SourceLine], seen: Sequence[str], tab_length: int) -> None:
        self._lines = lines
        self._seen = seen
        self._tab_length = tab_length

    def place(self, line: int, column: int, end_line: int, end_column: int) -> Place:
        """See `kubefence.positions.TextMap`; columns count in the lines that superfences saw."""
        start, end = self._at(line), self._at(end_line)
        column, end_column = self._width(line, column), self._width(end_line, end_column)
        if not start.exact or not end.exact or start.path != end.path:
            return Place(start.path, Span(start.number, 1, start.number, len(start.text) + 1))
        return Place(
            start.path,
            Span(start.number, self._column(start, column), end.number, self._column(end, end_column)),
        )

    def whole(self, line: int) -> Place:
        """A whole line without the white space around it."""
        source = self._at(line)
        text = source.text.rstrip()
        indent = len(text) - len(text.lstrip())
        return Place(source.path, Span(source.number, indent + 1, source.number, len(text) + 1))

    def text(self, line: int) -> str:
        """The line as its file has it."""
        return self._at(line).text

    def tab(self, line: int, indent: int) -> tuple[int, int] | None:
        """Columns beyond ``indent`` that a tab in the line's indentation fills, None without one."""
        source = self._at(line)
        width = source.added
        for character in source.text:
            if character not in " \t>":
                return None
            size = self._tab_length - width % self._tab_length if character == "\t" else 1
            if character == "\t" and width + size > indent:
                return max(width - indent, 0), width + size - indent
            width += size
        return None

    def _width(self, line: int, column: int) -> int:
        """The column once tabs are expanded; the setting ``preserve_tabs`` leaves them in."""
        text = self._seen[line] if line < len(self._seen) else ""
        starts = _starts(text, self._tab_length)
        return column if starts is None else starts[min(column, len(text))] + max(column - len(text), 0)

    def expanded(self, line: int) -> bool:
        """Whether the line has no tabs, or none any more."""
        return line >= len(self._seen) or "\t" not in self._seen[line]

    def _at(self, line: int) -> SourceLine:
        return self._lines[min(line, len(self._lines) - 1)]

    def _column(self, source: SourceLine, column: int) -> int:
        wanted = column - source.added
        starts = _starts(source.text, self._tab_length)
        if starts is None:
            return max(wanted, 0) + 1
        return bisect_left(starts, wanted) + 1 + max(wanted - starts[-1] - 1, 0)


@lru_cache(maxsize=8)
def _starts(text: str, tab_length: int) -> Sequence[int] | None:
    """Where each character, and the end, stands once tabs are expanded; None without tabs.

    Kept for the last few lines: one long line may have many findings, and is not to be looked through for each.
    """
    if "\t" not in text:
        return None
    width, starts = 0, []
    for character in text:
        starts.append(width)
        width += tab_length - width % tab_length if character == "\t" else 1
    return [*starts, width]


def align(known: Sequence[SourceLine], seen: Sequence[str], tab_length: int) -> LineMap:
    """The map for ``seen``, given the origins of the lines before other preprocessors ran."""
    return LineMap(origins(known, seen, tab_length), seen, tab_length)


def origins(known: Sequence[SourceLine], seen: Sequence[str], tab_length: int) -> Sequence[SourceLine]:
    """The origin of every line of ``seen``, up to the blank ones at its end."""
    before = [_normal(line, tab_length) for line in known]
    after = [(line.expandtabs(tab_length) if "\t" in line else line).rstrip() for line in seen]
    for lines in before, after:
        while lines and not lines[-1]:
            lines.pop()
    if before[: len(after)] == after:
        return known
    found: list[SourceLine] = [known[0]] * len(after)
    for tag, start, end, first, last in _changes(before, after):
        for index in range(first, last):
            if tag == "equal":
                found[index] = known[start + index - first]
            else:
                near = known[min(start + (index - first if index - first < end - start else 0), len(known) - 1)]
                found[index] = near._replace(exact=False)
    return found or known


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Equal and different ranges, like those of difflib, which takes long with much text that is alike."""
    head = _alike(before, after)
    tail = min(_alike(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    one, two = before[head : len(before) - tail], after[head : len(after) - tail]
    yield "equal", 0, head, 0, head
    for tag, start, end, first, last in difflib.SequenceMatcher(
        None, one, two, autojunk=len(one) * len(two) > _MANY
    ).get_opcodes():
        yield tag, start + head, end + head, first + head, last + head
    yield "equal", len(before) - tail, len(before), len(after) - tail, len(after)


def _alike(one: Sequence[str], two: Sequence[str]) -> int:
    """How many lines from the beginning are the same."""
    pairs = zip(one, two, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))


def _normal(line: SourceLine, tab_length: int) -> str:
    text = line.text.expandtabs(tab_length) if "\t" in line.text else line.text
    return (" " * line.added + text).rstrip()
