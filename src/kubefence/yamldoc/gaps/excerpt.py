"""A text as a parser can read it whatever is left out of it, and where its signs stand; nothing changes its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kubefence.yamldoc.gaps.signs import COMMENT, SHORTCODE, Signs, is_template, without_raw

FILLER, FILLED = "\ue010", "\ue011"
"""What stands for the first character of a placeholder, and for each of the others."""
_SEPARATOR = re.compile(r"---(?:\s|$)")
_END = re.compile(r"\.\.\.[ \t]*(?:#.*)?")
_HEAD = re.compile(r"[\"']?(apiVersion|kind)[\"']?[ \t]*:")
_TEXT = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s#].*:[ ]+)?(?:[!&]\S*[ ]+)*[|>][-+0-9]{0,2}[ ]*(?:#.*)?")
"""A line that begins a block of text: what is deeper than its key, or its dash, belongs to it."""
_INSERTED = re.compile(rf"{SHORTCODE}|\$\{{?\w+\}}?")
"""What something is put in the place of, so that it breaks nothing."""


class Mark(NamedTuple):
    """That something is left out: where (from 0), and how that is written."""

    line: int
    column: int
    written: str
    comment: bool = False
    """As a comment, so that nothing had to be put in its place."""
    item: bool = False
    """As an item of a list."""


class Excerpt(NamedTuple):
    """A text with signs."""

    text: str
    """The text with something harmless in the place of each that a parser would stumble over."""
    marks: Sequence[Mark]
    replaced: Sequence[tuple[int, str]]
    """The lines in which there are runs of `FILLER` and `FILLED`, and what was written there."""
    breaking: Mark | None
    """The first mark with which the text as it is written is no YAML, or not what is meant."""
    separators: Sequence[int]
    """The lines that begin a document."""
    signs: Signs

    def within(self, first: int) -> Sequence[Mark]:
        """The marks of the document that begins with a line, counted from there."""
        after = bisect_right(self.separators, first)
        last = self.separators[after] if after < len(self.separators) else self.text.count("\n") + 1
        low, high = (bisect_left(self.marks, (line,)) for line in (first, last))
        return [mark._replace(line=mark.line - first) for mark in self.marks[low:high]]


def excerpt(text: str, signs: Signs) -> Excerpt | None:
    """What is to be known of a text that may be an excerpt, None for one that is to be read as it stands."""
    if not signs.any_in(text) or FILLER in text or FILLED in text:
        return None
    scanned = _Scan(text, signs)
    return None if scanned.template else scanned.result()


class _Scan:
    """One way through the lines of a text."""

    def __init__(self, text: str, signs: Signs) -> None:
        self.template = False
        self._signs = signs
        self._token = signs.token
        self._lines = text.split("\n")
        self._json = text.lstrip().startswith("{")
        self._last_quote = {quote: _last(self._lines, quote) for quote in "\"'"}
        self._separators = [number for number, line in enumerate(self._lines) if _SEPARATOR.match(line)]
        self._marks: list[Mark] = []
        self._replaced: list[tuple[int, str]] = []
        self._breaking: Mark | None = None
        self._end: Mark | None = None
        """The last mark, if so far it can be taken for the end of the document."""
        self._deeper: int | None = None
        """What is indented deeper than this belongs to a block of text."""
        self._quote = ""
        """The quote that ends the text which has begun on a line before."""
        self._objects = [*_heads(self._lines, self._separators)]
        self._out: list[str] = []
        for number, line in enumerate(self._lines):
            self._out.append(line if self._in_text(line) else self._read(number, line))
            if self.template:
                break

    def result(self) -> Excerpt:
        """What was found."""
        text = "\n".join(self._out)
        return Excerpt(text, self._marks, self._replaced, self._breaking, self._separators, self._signs)

    def _in_text(self, line: str) -> bool:
        """Whether a line belongs to a text in quotes or to a block of text."""
        if self._quote:
            self._quote = "" if _closes(line, self._quote) else self._quote
            return True
        if self._deeper is None:
            return False
        inside = not line.strip() or len(line) - len(line.lstrip(" ")) > self._deeper
        self._deeper = self._deeper if inside else None
        return inside

    def _read(self, number: int, line: str) -> str:
        if _SEPARATOR.match(line):
            self._end = None
            return line
        found = self._signs.mark(line)
        if found and not (_END.fullmatch(line) and self._between_objects(number)):
            return self._marked(number, line, found)
        if not line.strip():
            return line
        if line.lstrip().startswith("#"):
            self._comment(number, len(line) - len(line.lstrip()), line)
            return line
        self._breaking = self._breaking or self._end
        return self._content(number, without_raw(line))

    def _between_objects(self, number: int) -> bool:
        """Whether a line stands between two objects, so that one ends there."""
        first, last = self._objects[bisect_right(self._separators, number)]
        return first < number < last

    def _marked(self, number: int, line: str, found: re.Match[str]) -> str:
        """What stands in the place of a line that is a mark."""
        indent, written = found["indent"], found["mark"]
        mark = Mark(number, len(indent), written, item=bool(found["item"]))
        self._marks.append(mark)
        if not mark.item and not _INSERTED.fullmatch(written):
            if _END.fullmatch(line):
                self._end = self._end or mark
            else:
                self._breaking = self._breaking or self._end or mark
        width = len(line) - len(indent)
        return " " * len(line) if self._json else " " * len(indent) + ("# " if width > 2 else "#").ljust(width, ".")

    def _comment(self, number: int, column: int, line: str) -> None:
        if COMMENT.match(line, column):
            self._marks.append(Mark(number, column, line[column:].rstrip(), comment=True))

    def _content(self, number: int, line: str) -> str:
        """A line with nothing in it that a parser would stumble over."""
        pieces: list[str] = []
        at = 0
        for token in self._token.finditer(line):
            if token.lastgroup == "comment":
                self._comment(number, token.start(), line)
            elif token.lastgroup == "open":
                quote = line[token.start()]
                self._quote = quote if self._last_quote[quote] > number else ""
            elif token.lastgroup == "place":
                if is_template(token[0]):
                    self.template = True
                self._replaced.append((number, token[0]))
                pieces += (line[at : token.start()], self._stand_in(line, token))
                at = token.end()
        begun = _TEXT.fullmatch(line) if line.rstrip().endswith(("|", ">", "-", "+")) or "|" in line else None
        if begun:
            self._deeper = len(begun["lead"]) if begun["key"] else max(len(begun["lead"].rstrip()) - 1, 0)
        return "".join((*pieces, line[at:])) if pieces else line

    def _stand_in(self, line: str, token: re.Match[str]) -> str:
        """What stands in the place of a placeholder; JSON has no texts without quotes."""
        width = token.end() - token.start()
        alone = line[: token.start()][-1:] in _BEFORE and line[token.end() :][:1] in _BEHIND
        if self._json and width > 2 and alone:
            return f'"{FILLER.ljust(width - 2, FILLED)}"'
        return FILLER.ljust(width, FILLED)


_BEFORE, _BEHIND = frozenset(("", *" :,[{")), frozenset(("", *" ,]}"))
"""What may stand beside a value of JSON."""


def _last(lines: Sequence[str], quote: str) -> int:
    return next((number for number in range(len(lines) - 1, -1, -1) if quote in lines[number]), -1)


def _closes(line: str, quote: str) -> bool:
    return any(found[0] == quote for found in _IN_QUOTES[quote].finditer(line))


_IN_QUOTES = {'"': re.compile(r'\\.|"'), "'": re.compile(r"''|'")}


def _heads(lines: Sequence[str], separators: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Of each part: the line with which it has begun an object, and the one before which it begins another."""
    for begin, end in zip((0, *separators), (*separators, len(lines)), strict=True):
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for number in range(begin, end):
            found = _HEAD.match(lines[number])
            if found:
                first.setdefault(found[1], number)
                last[found[1]] = number
        both = len(first) == 2
        yield (max(first.values()), min(last.values())) if both else (len(lines), -1)
