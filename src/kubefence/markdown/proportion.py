"""Steps of superfences and Python-Markdown that take time with the square of what a page has, done in one go.

What comes out is the same. A page as people write them is read as before: what is replaced differs only where there
are very many of something.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import Any, SupportsIndex
from xml.etree.ElementTree import Element

from markdown import Markdown

MANY = 10_000
"""Paragraphs that a list can be robbed of one by one."""


def reads_in_one_go(md: Markdown, superfences: Any) -> None:
    """Replace those steps in ``md``; ``superfences`` is the preprocessor that it has."""
    superfences.reassemble = partial(_reassembled, superfences)
    superfences.parse_hl_lines = partial(_highlighted, superfences.parse_hl_lines)
    # The parser calls itself by this name, so here alone every level is met.
    md.parser.parseBlocks = partial(_parsed, md.parser.parseBlocks)  # type: ignore[method-assign]


class Paragraphs(deque[str]):
    """What is left to parse: a list, as far as block processors use one, that gives its first and moves no other."""

    def pop(self, index: SupportsIndex = -1) -> str:
        """Take one out."""
        if index == 0:
            return self.popleft()
        taken: str = self[index]
        del self[index]
        return taken

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index] if isinstance(index, slice) else super().__getitem__(index)


def _parsed(parse: Any, parent: Element, blocks: list[str]) -> None:
    """``parseBlocks`` takes a paragraph out at the front, and may put its rest back, until there is none."""
    if len(blocks) <= MANY:
        parse(parent, blocks)
        return
    left = Paragraphs(blocks)
    blocks.clear()
    parse(parent, left)


def _reassembled(preprocessor: Any, lines: list[str]) -> list[str]:
    """The lines with what stands for each fence in its place; superfences copies all lines anew for each of them."""
    parts: list[str] = []
    position = 0
    for shown, start, end in preprocessor.stack:
        parts += [*lines[position:start], shown]
        position = end
    preprocessor.stack.clear()
    return [*parts, *lines[position:]]


def _highlighted(parse: Any, ranges: str | None) -> list[int]:
    """The numbers of highlighted lines; superfences writes out each range, however often it has a line already."""
    entries = [entry.partition("-") for entry in (ranges or "").split()]
    lines: list[int] = parse(" ".join(_joined((int(first), int(last or first)) for first, _, last in entries)))
    return lines


def _joined(ranges: Iterable[tuple[int, int]]) -> Iterable[str]:
    """The same lines in ranges of which none overlap."""
    end = -1
    for first, last in sorted(ranges):
        if last > end:
            yield f"{max(first, end + 1)}-{last}"
            end = last
