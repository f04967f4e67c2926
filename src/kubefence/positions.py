"""Places in source files: 1-based lines and columns, columns in code points, ends exclusive."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """A stretch of one file; ``end_column`` is the first column that does not belong to it."""

    line: int
    column: int
    end_line: int
    end_column: int

    def through(self, other: Span) -> Span:
        """The span from the start of this one to the end of ``other``."""
        return Span(self.line, self.column, other.end_line, other.end_column)


class Place(NamedTuple):
    """A span and the file it lies in (``path`` as the caller named the page)."""

    path: str
    span: Span

    def holds(self, other: Place) -> bool:
        """Whether the other place begins in a line of this one."""
        return self.path == other.path and self.span.line <= other.span.line <= self.span.end_line


class TextMap(Protocol):
    """Leads from 0-based positions in an extracted text back to the file it came from."""

    def place(self, line: int, column: int, end_line: int, end_column: int) -> Place:
        """The place in the source of the given stretch of the extracted text."""
        ...


class FileMap(NamedTuple):
    """The text is the file: positions only change from 0-based to 1-based."""

    path: str

    def place(self, line: int, column: int, end_line: int, end_column: int) -> Place:
        """See `TextMap.place`."""
        return Place(self.path, Span(line + 1, column + 1, end_line + 1, end_column + 1))


class ShiftedMap(NamedTuple):
    """A text that is a part of another: its line 0 is line ``line`` of ``outer``, indented by ``column``."""

    outer: TextMap
    line: int
    column: int = 0

    def place(self, line: int, column: int, end_line: int, end_column: int) -> Place:
        """See `TextMap.place`."""
        return self.outer.place(line + self.line, column + self.column, end_line + self.line, end_column + self.column)


class Relined(NamedTuple):
    """A text whose lines are not those of ``outer``: each begins at one of ``starts``, a line and a column."""

    outer: TextMap
    starts: Sequence[tuple[int, int]]

    def place(self, line: int, column: int, end_line: int, end_column: int) -> Place:
        """See `TextMap.place`."""
        return self.outer.place(*self._at(line, column), *self._at(end_line, end_column))

    def _at(self, line: int, column: int) -> tuple[int, int]:
        first_line, first_column = self.starts[min(line, len(self.starts) - 1)]
        return first_line, first_column + column


class Pieces(NamedTuple):
    """A text that is put together of pieces of ``outer``, such as one whose quotes and escapes are taken away."""

    outer: TextMap
    lines: Sequence[Sequence[tuple[int, int, int]]]
    """The pieces of each line: the column where one begins, and the line and column that is of ``outer``."""

    def place(self, line: int, column: int, end_line: int, end_column: int) -> Place:
        """See `TextMap.place`."""
        first_line, first_column = self._at(line, column)
        last_line, last_column = self._at(end_line, max(end_column - 1, 0))  # its last letter, not what follows
        return self.outer.place(first_line, first_column, last_line, last_column + min(end_column, 1))

    def _at(self, line: int, column: int) -> tuple[int, int]:
        pieces = self.lines[min(line, len(self.lines) - 1)]
        begin, outer_line, outer_column = pieces[max(bisect_right(pieces, column, key=_column) - 1, 0)]
        return outer_line, outer_column + column - begin


def _column(piece: tuple[int, int, int]) -> int:
    return piece[0]
