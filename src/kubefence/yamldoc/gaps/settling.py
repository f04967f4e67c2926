"""A document that was read of an excerpt: what was written is put back into its values, and its gaps are found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kubefence.positions import ShiftedMap, TextMap
from kubefence.yamldoc import scalars
from kubefence.yamldoc.document import PLAIN, Document, Gaps, Json, Path, RepeatedKey, is_merge, key_name
from kubefence.yamldoc.gaps.excerpt import FILLED, FILLER, Excerpt, Mark
from kubefence.yamldoc.gaps.openings import Openings, openings
from kubefence.yamldoc.gaps.signs import DOTS, Signs

_RUN = re.compile(f"{FILLER}{FILLED}*")
_DOTS = re.compile(DOTS)
_WOVEN = re.compile(rf"[\[{{,]\s*{DOTS}\s*[\]}},]")
"""Dots among the items of a list in brackets."""
_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)\})", re.ASCII)
_NOT_PUT_IN = re.compile(r"[\s:#'\"\[\]{},&*!|>%@`$\\]")
"""What makes more of the value of a variable than a part of a text."""


def settled(document: Document, excerpt: Excerpt, source: TextMap) -> Document:
    """The document with its gaps; ``source`` is the map of the whole text."""
    first = document.map.line if isinstance(document.map, ShiftedMap) and document.map.outer is source else 0
    marks = excerpt.within(first)
    signs = excerpt.signs
    settling = _Settling(signs, excerpt.replaced[bisect_left(excerpt.replaced, (first,)) :])
    value = document.value
    if excerpt.replaced or signs.variables or _WOVEN.search(excerpt.text):
        value = settling.value(document.root(), value, ())
    unknown: dict[str, bool] = {}
    left_out = openings(document.root(), marks) if marks else Openings((), (), ())
    open_ = {*settling.open, *left_out.open, *_unknown(value, (), signs, unknown)}
    repeated = [each for each in document.repeated if not _apart(each, marks, signs)]
    gaps = Gaps(
        frozenset(open_),
        unknown,
        bool(marks),
        headless=frozenset(left_out.headless),
        astray=frozenset(left_out.astray),
    )
    return document._replace(value=value, repeated=repeated, gaps=gaps)


def _apart(repeated: RepeatedKey, marks: Sequence[Mark], signs: Signs) -> bool:
    """Whether a key may well be another one, or of another mapping, whose beginning is left out."""
    first, last = repeated.first.start_mark.line, repeated.node.start_mark.line
    return signs.unknown(str(repeated.node.value)) or any(first < mark.line < last for mark in marks)


def _unknown(value: Json, path: Path, signs: Signs, unknown: dict[str, bool]) -> Iterator[Path]:
    """Enters the texts of which something is not known; the mappings in which a key is one of them."""
    if isinstance(value, str):
        if value not in unknown and signs.unknown(value):
            unknown[value] = signs.whole(value)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if item.__class__ in _COMPOUND:
                yield from _unknown(item, (*path, index), signs, unknown)
    elif isinstance(value, dict):
        for key, item in value.items():
            if signs.unknown(key):
                unknown[key] = signs.whole(key)
                yield path
            if item.__class__ in _COMPOUND:
                yield from _unknown(item, (*path, key), signs, unknown)


_COMPOUND = (str, list, dict)


class _Settling:
    """Puts back what was written, in nodes and values alike."""

    def __init__(self, signs: Signs, replaced: Sequence[tuple[int, str]]) -> None:
        self.open: set[Path] = set()
        self._variables = signs.variables or {}
        self._written = iter(replaced)

    def value(self, node: Node, value: Json, path: Path) -> Json:
        """The value of a node as it was written."""
        if isinstance(node, ScalarNode):
            return self._scalar(node, value)
        if isinstance(node, MappingNode) and isinstance(value, dict):
            return self._mapping(node, value, path)
        if isinstance(node, SequenceNode) and isinstance(value, list):
            return self._list(node, value, path)
        return value

    def _scalar(self, node: ScalarNode, value: Json) -> Json:
        if FILLER in node.value:
            node.value = _RUN.sub(lambda _: self._next(), node.value)
            value = node.value
        if self._variables and isinstance(value, str) and "$" in value:
            put_in = _VARIABLE.sub(self._variable, value)
            if put_in != value:
                return scalars.plain(put_in) if node.tag == PLAIN else put_in
        return node.value if isinstance(value, str) and FILLER in value else value

    def _next(self) -> str:
        return next(self._written, (0, "…"))[1]

    def _variable(self, found: re.Match[str]) -> str:
        value = self._variables.get(found[1] or found[2])
        return found[0] if value is None or _NOT_PUT_IN.search(value) else value

    def _mapping(self, node: MappingNode, value: dict[str, Json], path: Path) -> Json:
        changed = dict(value)
        names: dict[str, str] = {}
        own = frozenset(_names(node))
        for pair in [*node.value]:
            key, child = pair
            if not isinstance(key, ScalarNode):
                continue
            if is_merge(key):
                for source in child.value if isinstance(child, SequenceNode) else [child]:
                    theirs = {name: value[name] for name in _names(source) if name in value and name not in own}
                    merged = self.value(source, theirs, path)
                    changed.update(merged if isinstance(merged, dict) else {})
                continue
            before = key_name(key)
            if node.flow_style and _DOTS.fullmatch(key.value) and not key.style:
                node.value.remove(pair)
                changed.pop(before, None)
                self.open.add(path)
                continue
            self._scalar(key, before)
            name = names[before] = key_name(key)
            if before in value:
                changed[before] = self.value(child, value[before], (*path, name))
        return {names.get(name, name): content for name, content in changed.items()}

    def _list(self, node: SequenceNode, value: list[Json], path: Path) -> Json:
        dots = [
            index
            for index, item in enumerate(node.value)
            if isinstance(item, ScalarNode) and not item.style and node.flow_style and _DOTS.fullmatch(item.value)
        ]
        if dots:
            self.open.add(path)
            node.value[:] = [item for index, item in enumerate(node.value) if index not in dots]
            value = [item for index, item in enumerate(value) if index not in dots]
        pairs = zip(node.value, value, strict=False)
        return [self.value(item, content, (*path, index)) for index, (item, content) in enumerate(pairs)]


def _names(node: Node) -> list[str]:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return [key_name(key) for key, _ in pairs if isinstance(key, ScalarNode)]
