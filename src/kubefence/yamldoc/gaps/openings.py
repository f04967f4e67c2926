"""Where something is left out: the mappings and lists that a mark stands in, by its line and column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from kubefence.yamldoc.document import Path, key_name
from kubefence.yamldoc.gaps.excerpt import Mark


class _Level(NamedTuple):
    """A mapping or list, within others."""

    path: Path
    column: int
    """Where its keys or dashes stand."""
    last: int
    """The last line of one in brackets, -1 for others."""
    list: bool
    outer: _Level | None

    def chain(self) -> Iterator[_Level]:
        """This one and all around it, the innermost first."""
        level: _Level | None = self
        while level is not None:
            yield level
            level = level.outer


class _Entry(NamedTuple):
    """A key or an item: where it stands, what it is in, and where its value begins (-1: nowhere)."""

    line: int
    path: Path
    column: int
    level: _Level
    begins: int


def opened(root: Node, marks: Iterable[Mark]) -> Iterator[Path]:
    """The paths of the mappings and lists in which something is left out."""
    entries = list(_entries(root))
    lines = [entry.line for entry in entries]
    for mark in marks:
        own = bisect_left(lines, mark.line + 1)
        beside = mark.comment and own > 0 and lines[own - 1] == mark.line
        if beside:
            yield _beside(entries[own - 1], mark)
        else:
            yield from _between(entries[own - 1] if own else None, own == len(entries), mark)


def _beside(entry: _Entry, mark: Mark) -> Path:
    """What a comment behind an entry leaves open: its value, if that is still to come."""
    return entry.path if not 0 <= entry.begins <= mark.line else entry.level.path


def _between(before: _Entry | None, last: bool, mark: Mark) -> Iterator[Path]:
    if before is None:
        yield ()
        return
    levels = list(before.level.chain())
    bracketed = next((level for level in levels if level.last >= mark.line), None)
    if bracketed:
        yield bracketed.path
        return
    waiting = not 0 <= before.begins <= mark.line
    if waiting:
        yield before.path
        if mark.column > before.column:
            return
    if mark.item:
        levels = [level for level in levels if level.list] or levels
    if last:  # whatever has not been closed with a column further left may go on
        inner = [level for level in levels if level.column >= mark.column]
    else:
        inner = [level for level in levels if level.column == mark.column]
    if inner:
        yield from (level.path for level in inner)
    elif not waiting:
        yield next((level.path for level in levels if level.column < mark.column), ())


def _entries(root: Node) -> Iterator[_Entry]:
    """All keys and items in the order in which they are written."""
    seen: set[int] = set()
    waiting: list[tuple[Path, Node, Node, _Level]] = []

    def enter(node: Node, path: Path, outer: _Level | None) -> None:
        if isinstance(node, CollectionNode) and id(node) not in seen:  # an alias leads back to what was met before
            seen.add(id(node))
            last = node.end_mark.line if node.flow_style else -1
            level = _Level(path, node.start_mark.column, last, not isinstance(node, MappingNode), outer)
            waiting.extend(((*path, step), key, value, level) for step, key, value in reversed(_children(node)))

    enter(root, (), None)
    while waiting:
        path, key, value, level = waiting.pop()
        line = key.start_mark.line
        empty = isinstance(value, ScalarNode) and value.start_mark.index == value.end_mark.index
        begins = -1 if empty else line if id(value) in seen else value.start_mark.line
        yield _Entry(line, path, key.start_mark.column if isinstance(path[-1], str) else level.column, level, begins)
        enter(value, path, level)


def _children(node: CollectionNode) -> Sequence[tuple[str | int, Node, Node]]:
    if isinstance(node, MappingNode):
        return [(key_name(key), key, value) for key, value in node.value if isinstance(key, ScalarNode)]
    return [(index, item, item) for index, item in enumerate(node.value)]
