"""The text of a file with some of it replaced, as exactly as its author wrote the rest: line ends, marks, prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kubefence.findings import Fix, Replacement

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Text:
    """A file, line by line, each with the end that it has."""

    def __init__(self, data: bytes) -> None:
        """Raises `UnicodeDecodeError`."""
        text = data.decode("utf-8")
        self._mark = "\ufeff" if text.startswith("\ufeff") else ""
        self.lines = _LINE.findall(text.removeprefix(self._mark)) or [""]

    @property
    def read(self) -> str:
        """What a verifier is given of it."""
        return "".join(f"{_without_end(line)}\n" if _end(line) else line for line in self.lines)

    @property
    def data(self) -> bytes:
        """The content of the file."""
        return (self._mark + "".join(self.lines)).encode()

    def with_(self, fixes: Iterable[Fix]) -> Text:
        """The file once these are done, which touch no place twice; see `apart`."""
        new = Text(b"")
        new._mark, new.lines = self._mark, [*self.lines]
        every = [replacement for fix in fixes for replacement in fix.replacements]
        for replacement in sorted(every, key=lambda each: each.place.span, reverse=True):
            new._replace(replacement)
        return new

    def _replace(self, replacement: Replacement) -> None:
        line, column, last, end_column = replacement.place.span
        first, rest = self.lines[line - 1], self.lines[last - 1]
        prefix = first[: column - 1]
        end = _end(first) or next((found for each in self.lines if (found := _end(each))), "\n")
        text = replacement.text.replace("\n", end + prefix)
        self.lines[line - 1 : last] = [prefix + text + rest[end_column - 1 :]]


def apart(fixes: Sequence[Fix]) -> list[Fix]:
    """Those of the fixes that touch no place that another before them touches."""
    kept: list[Fix] = []
    taken: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for fix in fixes:
        spans = [each.place.span for each in fix.replacements]
        stretch = min(span[:2] for span in spans), max(span[2:] for span in spans)
        if all(stretch[1] < start or end < stretch[0] for start, end in taken):
            kept.append(fix)
            taken.append(stretch)
    return kept


def _end(line: str) -> str:
    return line[len(_without_end(line)) :]


def _without_end(line: str) -> str:
    return line.rstrip("\r\n")
