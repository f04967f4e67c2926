"""A stream of YAML cut into texts of one document each, as kubectl cuts it before it reads any of them.

``YAMLReader`` of ``apimachinery/pkg/util/yaml`` knows nothing of YAML but lines that begin with ``---``. Of each
text between two of them its parser (go.yaml.in/yaml/v2) reads the first document only: what follows a line ``...``
is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kubefence.positions import Relined, ShiftedMap, TextMap

BREAKS = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line for a parser of YAML 1.1, though not for an editor."""
BYTE_ORDER_MARK = "\ufeff"

_SEPARATOR = re.compile(r"---\s*(?:#.*)?")
_LINE_END = re.compile("[\n\x85\u2028\u2029]")
_LINE = "(?:\\A|(?<=[\n\x85\u2028\u2029]))"
_ENDED = "(?=[ \t\n\x85\u2028\u2029]|\\Z)"
_END = re.compile(rf"{_LINE}\.\.\.{_ENDED}")
_NEXT = re.compile(f"(?<=[\x85\u2028\u2029])---{_ENDED}")
"""The beginning of a document that kubectl does not see, since it looks for it in lines as an editor has them."""
_CONTENT = re.compile(rf"{_LINE}[ \t]*(?!\.\.\.|---|%)([^\s#])")

_BEGUN = re.compile(rf"\A---|{_CONTENT.pattern}")
_HEADS = [re.compile(rf"(?:{_LINE}|(?<=[{{,]))[ \t]*[\"']?{name}[\"']?[ \t]*:") for name in ("apiVersion", "kind")]
"""What an object of its own has, in a style of YAML or in JSON."""


class Lost(NamedTuple):
    """Text behind the end of a document, which is not read: where the end is marked, where the text begins."""

    marker: tuple[int, int]
    begin: tuple[int, int]
    whole: bool
    """Whether it is an object of its own, and not the rest of the one before."""


class Part(NamedTuple):
    """A text of one document, with where it begins in the whole: a line, and a column of it."""

    text: str
    line: int
    column: int = 0
    lost: Lost | None = None

    def at(self, line: int, column: int) -> tuple[int, int]:
        """Where in the whole a place is that the parser has named."""
        starts = self._starts()
        if starts is None:
            return self.line + line, column
        first_line, first_column = starts[min(line, len(starts) - 1)]
        return first_line, first_column + column

    def offset(self, index: int) -> tuple[int, int]:
        """Where in the whole a character of the text is."""
        begin = self.text.rfind("\n", 0, index) + 1
        return self.line + self.text.count("\n", 0, index), index - begin + (0 if begin else self.column)

    def map(self, source: TextMap) -> TextMap:
        """Leads from the places that the parser names to the source of the whole."""
        starts = self._starts()
        if starts is not None:
            return Relined(source, starts)
        return ShiftedMap(source, self.line) if self.line else source

    def _starts(self) -> list[tuple[int, int]] | None:
        """Where the lines of the parser begin, None where they are those of the text."""
        if not self.column and (self.text.isascii() or not BREAKS.search(self.text)):
            return None
        line, begin = self.line, -self.column
        starts = [(line, self.column)]
        for found in _LINE_END.finditer(self.text):
            if found[0] == "\n":
                line, begin = line + 1, found.end()
            starts.append((line, found.end() - begin))
        return starts


class Refused(NamedTuple):
    """A line (from 0) that begins with ``---`` and goes on, at which kubectl stops."""

    line: int


def parts(text: str, line: int = 0, column: int = 0) -> Iterator[Part | Refused]:
    """The documents of ``text``, which begins at that place of the whole."""
    if "---" not in text:
        yield _first_document(text if text.endswith("\n") else f"{text}\n", line, column)
        return
    lines = text.removesuffix("\n").split("\n")
    begin: int | None = 0
    for number, content in enumerate(lines):
        if not content.startswith("---"):
            continue
        if begin is not None and begin < number:
            yield _first_document("\n".join(lines[begin:number]) + "\n", line + begin, 0 if begin else column)
            begin = number + 1  # a separator with nothing before it is left to the parser
        if not _SEPARATOR.fullmatch(content):
            if begin is not None:
                yield Refused(line + number)
            begin = None  # the text up to the next separator belongs to this one
        elif begin is None:
            begin = number
    if begin is not None and begin < len(lines):
        yield _first_document("\n".join(lines[begin:]) + "\n", line + begin, 0 if begin else column)


def _first_document(text: str, line: int, column: int) -> Part:
    """The only document of a text that is read, without the mark that its file may begin with."""
    if text.startswith(BYTE_ORDER_MARK):
        text, column = text[1:], column + 1
    part = Part(text, line, column)
    end = _end(text)
    if end is None:
        return part
    found = _CONTENT.search(text, end + 3)
    if not found:
        return Part(text[:end], line, column)
    whole = all(head.search(text, end) for head in _HEADS)
    return Part(text[:end], line, column, Lost(part.offset(end), part.offset(found.start(1)), whole))


def _end(text: str) -> int | None:
    """Where the mark stands at which the first document ends, None where the whole text is one."""
    odd = not text.isascii() and BREAKS.search(text) is not None
    if "..." not in text and not odd:
        return None
    begun = _BEGUN.search(text)
    ends = [_END.search(text, begun.end()), _NEXT.search(text, begun.end()) if odd else None] if begun else []
    return min((found.start() for found in ends if found), default=None)
