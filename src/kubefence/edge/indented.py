"""YAML indented alike throughout: the style that most of a text has already, for all of it.

Only the blanks at the beginning of lines change. What is inside of a text of several lines, or of brackets, moves with
the line that it begins on, and a comment with what it stands above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from kubefence.findings import Fix, Replacement, Text
from kubefence.positions import TextMap

_STEP = 2
"""Blanks of a level where a text does not say."""


def fix(text: str, source: TextMap) -> Fix | None:
    """What to write in the file of a text so that it is indented alike, None where that is nothing."""
    changed = []
    for number, (old, new) in enumerate(zip(text.split("\n"), indented(text) or (), strict=False)):
        if old != new:
            place = source.place(number, 0, number, _blanks(old))
            changed.append(Replacement(place, " " * _blanks(new)))
    return Fix(Text("统一缩进", "indent it alike"), tuple(changed)) if changed else None


def indented(text: str) -> list[str] | None:
    """The lines of a text, indented alike; None where it cannot be read."""
    lines = text.split("\n")
    try:
        roots = [root for root in yaml.compose_all(text, yaml.CSafeLoader) if root is not None]
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    every = sorted((pair for root in roots for pair in _inside(root)), key=lambda pair: pair[1].start_mark.line)
    steps = Counter(_step(outer, inner) for outer, inner in every if isinstance(inner, MappingNode))
    offsets = Counter(_step(outer, inner) for outer, inner in every if isinstance(inner, SequenceNode))
    likely = [(step, count) for step, count in (steps + offsets).items() if step > 0]
    step = max(likely, key=lambda pair: (pair[1], -pair[0]))[0] if likely else _STEP
    deeper = sum(count for offset, count in offsets.items() if offset)
    flat = offsets[0] > deeper or (offsets[0] == deeper and next(iter(offsets), 0) == 0)  # the first decides
    layout = _Layout(lines, step, 0 if flat else step)
    for root in roots:
        layout.place(root, root.start_mark.column)
    return layout.made()


def _inside(node: Node) -> Iterator[tuple[MappingNode, Node]]:
    """Block mappings, with the block collections that begin below one of their keys."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, MappingNode):
            for key, value in here.value:
                waiting.append(value)
                if _is_block(value) and not here.flow_style and value.start_mark.line > key.start_mark.line:
                    yield here, value
        elif isinstance(here, SequenceNode):
            waiting += here.value


def _is_block(node: Node) -> bool:
    return isinstance(node, CollectionNode) and not node.flow_style


def _step(outer: Node, inner: Node) -> int:
    return int(inner.start_mark.column - outer.start_mark.column)


class _Layout:
    """Where each line is to begin."""

    def __init__(self, lines: list[str], step: int, of_items: int) -> None:
        self._lines, self._step, self._of_items = lines, step, of_items
        self._new: dict[int, int] = {}

    def place(self, node: Node, column: int) -> None:
        """A node begins at a column; so does what follows it in the same block."""
        if isinstance(node, MappingNode) and not node.flow_style:
            self._mapping(node, column)
        elif isinstance(node, SequenceNode) and not node.flow_style:
            self._sequence(node, column)
        else:
            self._following(node)

    def _mapping(self, node: MappingNode, column: int) -> None:
        for key, value in node.value:
            self._begin(key.start_mark.line, key.start_mark.column, column)
            below = _is_block(value) and value.start_mark.line > key.start_mark.line
            deeper = self._of_items if isinstance(value, SequenceNode) else self._step
            self.place(value, column + deeper if below else value.start_mark.column)

    def _sequence(self, node: SequenceNode, column: int) -> None:
        dash = node.start_mark.column
        for item in node.value:
            self._begin(item.start_mark.line, dash, column)
            self.place(item, column + item.start_mark.column - dash)

    def _begin(self, line: int, column: int, new: int) -> None:
        """An entry of a block at a column goes to another, if the line begins with it."""
        if not self._lines[line][:column].strip():
            self._new.setdefault(line, new)

    def _following(self, node: Node) -> None:
        """The lines of a text, or of brackets, move with the first."""
        first, last = node.start_mark.line, node.end_mark.line
        last -= 1 if node.end_mark.column == 0 else 0
        shift = self._new.get(first, _blanks(self._lines[first])) - _blanks(self._lines[first])
        for line in range(first + 1, last + 1):
            self._new[line] = max(_blanks(self._lines[line]) + shift, 0)

    def made(self) -> list[str]:
        """All lines. A comment stands as what follows it, if it stood so before."""
        content = [number for number, line in enumerate(self._lines) if number in self._new or not _is_comment(line)]
        for before, after in pairwise([*content, len(self._lines)]):
            for number in range(before + 1, after):
                beside = after if self._stands_alike(number, after) else before
                shift = self._new.get(beside, 0) - _blanks(self._lines[beside]) if beside in self._new else 0
                self._new[number] = max(_blanks(self._lines[number]) + shift, 0)
        return [
            " " * self._new[number] + line.lstrip(" ") if number in self._new and line.strip() else line
            for number, line in enumerate(self._lines)
        ]

    def _stands_alike(self, number: int, after: int) -> bool:
        return after in self._new and _blanks(self._lines[after]) == _blanks(self._lines[number])


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
