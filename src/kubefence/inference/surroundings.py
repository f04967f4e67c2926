"""What stands around a block of a page and may say what it is a part of: a sentence, a heading, whole manifests."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from kubefence.findings import Text
from kubefence.yamldoc.document import Document, Json

_WORDS = re.compile(r"[A-Za-z]+")
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_FENCE = re.compile(r"\s*(```|~~~)")
_NEAR = 8
"""Lines before a block in which the sentence stands that leads to it."""
_SHOWN = 64
"""Kinds before a block that it may be a part of: the last that a page has introduced."""
Named = tuple[str, str]
"""``apiVersion`` and ``kind``."""


class Prose:
    """The lines of a page; its headings are looked for once."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    @cached_property
    def headings(self) -> Sequence[tuple[int, str]]:
        """Line and text of each heading, outside of fences."""
        found: list[tuple[int, str]] = []
        fence = ""
        for number, line in enumerate(self.lines):
            opening = _FENCE.match(line)
            if opening and (not fence or opening[1] == fence):
                fence = "" if fence else opening[1]
            elif not fence and _HEADING.match(line):
                found.append((number, line))
            elif not fence and number and _UNDERLINE.match(line) and self.lines[number - 1].strip():
                found.append((number, self.lines[number - 1]))
        return found


class Surroundings:
    """What stands before a block. It is looked at only where a part of an object is met."""

    def __init__(self, prose: Prose, line: int, shown: Shown, number: int) -> None:
        """``line`` is that of the opening fence, ``number`` says which block of the page it is; both from 0."""
        self._prose, self._line, self._shown, self._number = prose, line, shown, number
        self.taken: list[Text] = []
        """What the documents of the block were taken for."""
        self.parts = 0
        """How many of them for parts of objects."""

    def anew(self) -> Surroundings:
        """The same, as nothing was taken for anything yet."""
        return Surroundings(self._prose, self._line, self._shown, self._number)

    @cached_property
    def sentence(self) -> frozenset[str]:
        """The words right before the block, and those of its opener (a title)."""
        lines = self._prose.lines[: self._line + 1]
        near = lines[self._line :]
        for line in reversed(lines[max(self._line - _NEAR, 0) : self._line]):
            ends = not line.strip() or _HEADING.match(line)
            if _FENCE.match(line) or (ends and any(map(str.strip, near[1:]))):
                break
            near.append(line)
        return _words(near)

    @cached_property
    def heading(self) -> frozenset[str]:
        """The words of the nearest heading."""
        above = bisect_left(self._prose.headings, (self._line,))
        return _words([self._prose.headings[above - 1][1]]) if above else frozenset()

    @cached_property
    def kinds(self) -> tuple[Named, ...]:
        """``apiVersion`` and ``kind`` of the whole objects before it, of the last that were new."""
        return self._shown.before(self._number)

    @property
    def custom(self) -> bool:
        """Whether there are custom resources among them, of which the block may be a part as well."""
        groups = {api_version.rpartition("/")[0] for api_version, _ in self.kinds}
        return any("." in group and not group.endswith(".k8s.io") for group in groups)

    def speaks_of(self, named: Callable[[str], bool]) -> bool:
        """Whether a word right before the block, or of its heading, is ``named`` so."""
        return any(word[:1].isupper() and named(word) for word in self.sentence | self.heading)


class Shown:
    """The whole objects that a page shows, block by block."""

    def __init__(self, blocks: Callable[[], Iterable[Iterable[Document]]]) -> None:
        """``blocks`` gives the documents of each block; it is asked once, when somebody wants to know."""
        self._blocks = blocks

    @cached_property
    def _first(self) -> list[tuple[int, Named]]:
        """Each name with the block that has it first, in their order."""
        found: dict[Named, int] = {}
        for number, documents in enumerate(self._blocks()):
            for value in (value for document in documents for value in _objects(document.value)):
                kind, api_version = value.get("kind"), value.get("apiVersion")
                if isinstance(kind, str) and isinstance(api_version, str):
                    found.setdefault((api_version, kind), number)
        return [(number, name) for name, number in found.items()]

    def before(self, number: int) -> tuple[Named, ...]:
        """The names of the objects before a block."""
        end = bisect_left(self._first, number, key=lambda first: first[0])
        return tuple(name for _, name in self._first[max(end - _SHOWN, 0) : end])


def _objects(value: Json) -> Iterable[dict[str, Json]]:
    if not isinstance(value, dict):
        return []
    items = value.get("items")
    return [value, *(item for item in items if isinstance(item, dict))] if isinstance(items, list) else [value]


def _words(lines: Iterable[str]) -> frozenset[str]:
    """The words of some lines, those in the plural also in the singular."""
    words = {word for line in lines for word in _WORDS.findall(line)}
    return frozenset(words | {word.removesuffix("s") for word in words} | {word.removesuffix("es") for word in words})
