"""Values of any documents, with care: aliases, merges, repeated keys, tags, and what the JSON form cannot hold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kubefence.yamldoc import scalars
from kubefence.yamldoc.document import PLAIN, RENAMED, Json, Path, RepeatedKey, is_merge, key_name
from kubefence.yamldoc.limits import MAX_DEPTH
from kubefence.yamldoc.scalars import Scalar

_FEW_ALIASED, _FEW = 100, 1_000
_SOME, _MANY = 400_000, 4_000_000
_MOST, _LEAST = 0.99, 0.10
"""How much of a document may come from its aliases: less of one with many values, anything of a small one.

The numbers are those of the server's parser (``allowedAliasRatio`` in ``decode.go`` of go.yaml.in/yaml/v2).
"""


class Bomb(Exception):
    """Aliases that cannot be unfolded; ``reason`` says why: ``many``, ``deep`` or ``circle``."""

    def __init__(self, node: Node, reason: str) -> None:
        super().__init__(reason)
        self.node = node
        self.reason = reason


class Built(NamedTuple):
    """A value, and what went wrong on the way to it; see `kubefence.yamldoc.document.Document`."""

    value: Json
    repeated: list[RepeatedKey]
    remarks: list[tuple[Node, str]]


def built(root: Node) -> Built:
    """The value of a composed node; raises `Bomb` when its aliases unfold without end."""
    builder = _Builder()
    value = builder.value(root, ())
    return Built(value, builder.repeated, builder.remarks)


def _allowed(made: int) -> float:
    """The part of so many values that may come from aliases."""
    beyond = min(max(made - _SOME, 0) / (_MANY - _SOME), 1)
    return _MOST - (_MOST - _LEAST) * beyond


def _encloses(outer: Node, inner: Node) -> bool:
    start, end = outer.start_mark.index, outer.end_mark.index
    return bool(start <= inner.start_mark.index and inner.end_mark.index <= end)


class _Builder:
    """Values of nodes, and what went wrong on the way."""

    def __init__(self) -> None:
        self.repeated: list[RepeatedKey] = []
        self.remarks: list[tuple[Node, str]] = []
        self._made = self._aliased = self._aliases = 0
        """Values made, how many of them through aliases, and how many aliases lead to the one that is being made."""
        self._seen: set[int] = set()
        self._open: dict[int, Node] = {}
        """The collections around the value that is being built."""

    def value(self, node: Node, path: Path) -> Json:
        alias = self._is_alias(node)
        if alias:
            self._count()
        self._aliases += alias
        try:
            self._count()
            return self._value(node, path)
        finally:
            self._aliases -= alias

    def _value(self, node: Node, path: Path) -> Json:
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if id(node) in self._open:
            raise Bomb(node, "circle")
        if len(self._open) >= MAX_DEPTH:
            raise Bomb(self._unfolded(), "deep")
        self._open[id(node)] = node
        try:
            if isinstance(node, MappingNode):
                return self._mapping(node, path)
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        finally:
            del self._open[id(node)]

    def _is_alias(self, node: Node) -> bool:
        """Whether an alias leads from the collection around it to a node, which then has been met before."""
        if self._aliases:
            return not _encloses(next(reversed(self._open.values())), node)
        met = id(node) in self._seen
        self._seen.add(id(node))
        return met

    def _count(self) -> None:
        """Counts as the server's parser does, which counts an alias as well; raises `Bomb` where it gives up."""
        self._made += 1
        self._aliased += self._aliases > 0
        if self._aliased > _FEW_ALIASED and self._made > _FEW and self._aliased / self._made > _allowed(self._made):
            raise Bomb(self._unfolded(), "many")

    def _unfolded(self) -> Node:
        """The outermost collection that has an alias on the way to here: what it stands for was written before."""
        around = list(self._open.values())
        return next((outer for outer, inner in pairwise(around) if not _encloses(outer, inner)), around[-1])

    def _mapping(self, node: MappingNode, path: Path) -> Json:
        result: dict[str, Json] = {}
        first: dict[str, Node] = {}
        merged: dict[str, Json] = {}
        merges: dict[str, Node] = {}
        for key, child in node.value:
            if not isinstance(key, ScalarNode):
                template = node.flow_style and key.start_mark.index == node.start_mark.index + 1  # {{ … }}
                self.remarks.append((node, "template") if template else (key, "complex-key"))
                continue
            if is_merge(key):
                for source in self._merge(key, child, path):
                    twice = [name for name in source if name in merged]
                    self.repeated.extend(RepeatedKey((*path, name), key, merges[name]) for name in twice)
                    merges |= dict.fromkeys(source, key)
                    merged |= source
                continue
            self._count()
            name = self._key(key)
            if name in first:
                self.repeated.append(RepeatedKey((*path, name), key, first[name]))
            first.setdefault(name, key)
            result[name] = self.value(child, (*path, name))
        # The server's parser writes what is merged into the same map, where strict validation allows no key twice.
        overridden = [name for name in merged if name in first]
        self.repeated.extend(RepeatedKey((*path, name), first[name], merges[name]) for name in overridden)
        return {**merged, **result} if merged else result

    def _merge(self, key: Node, child: Node, path: Path) -> Iterator[dict[str, Json]]:
        """The mappings that ``<<`` pulls in, the strongest last: the first of a list, as the merge type says.

        The server's parser takes a list of them where it is written, not from an alias.
        """
        listed = isinstance(child, SequenceNode) and child.start_mark.index > key.start_mark.index
        for source in reversed(child.value) if listed else [child]:
            value = self.value(source, path)
            if isinstance(value, dict):
                yield value
            else:
                self.remarks.append((source, "merge"))

    def _key(self, node: ScalarNode) -> str:
        value = self._resolved(node)
        if value is None:
            self.remarks.append((node, "null-key"))
        elif isinstance(value, int) and value > scalars.MAX_INTEGER:
            self.remarks.append((node, "huge-key"))
        elif node.tag == PLAIN and not isinstance(value, str) and key_name(node) != node.value:
            self.remarks.append((node, RENAMED))
        return key_name(node)

    def _scalar(self, node: ScalarNode) -> Json:
        value = self._resolved(node)
        if isinstance(value, float) and not math.isfinite(value):
            self.remarks.append((node, "infinite"))
            return str(node.value)
        return value

    def _resolved(self, node: ScalarNode) -> Scalar:
        if node.tag == PLAIN:
            return scalars.plain(node.value)
        try:
            return scalars.tagged(node.tag, node.value)
        except scalars.Unfit as unfit:
            self.remarks.append((node, *unfit.args))
        return str(node.value)
