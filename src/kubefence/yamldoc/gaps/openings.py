"""Where something is left out: the mappings and lists that a mark stands in, by its line and column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
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


class Openings(NamedTuple):
    """What marks leave open."""

    open: Collection[Path]
    """Mappings and lists in which something is left out."""
    headless: Collection[Path]
    """Those of them whose beginning is left out."""
    astray: Collection[Path]
    """Entries of them that may be those of another one, which has begun where something is left out."""


def openings(root: Node, marks: Iterable[Mark]) -> Openings:
    """What the marks in a document leave open."""
    entries = list(_entries(root))
    lines = [entry.line for entry in entries]
    found, headless, astray = set[Path](), set[Path](), dict[Path, int]()
    for mark in marks:
        own = bisect_left(lines, mark.line + 1)
        before, after = entries[own - 1] if own else None, entries[own] if own < len(entries) else None
        if before is not None and mark.comment and before.line == mark.line:
            found.add(_beside(before, mark))
            continue
        found.update(_between(before, after is None, mark))
        if before is not None and before.begins > mark.line:
            headless.add(before.path)
        elif before is not None and after is not None and _goes_on(before, after, mark):
            astray.setdefault(after.level.path, mark.line)
    strangers = (entry.path for entry in entries if entry.line > astray.get(entry.level.path, entry.line))
    return Openings(found, headless, frozenset(strangers))


def _goes_on(before: _Entry, after: _Entry, mark: Mark) -> bool:
    """Whether what comes after a mark stands further in than it, as if nothing had ended there."""
    return mark.column < after.level.column and any(level is after.level for level in before.level.chain())


def _beside(entry: _Entry, mark: Mark) -> Path:
    """What a comment behind an entry leaves open: its value, if that is still to come."""
    return entry.path if not 0 <= entry.begins <= mark.line else entry.level.path


def _between(before: _Entry | None, last: bool, mark: Mark) -> Iterator[Path]:
    """What a mark on a line of its own leaves open, behind an entry and before others, or at the end."""
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
