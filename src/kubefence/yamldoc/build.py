"""Values of any documents, with care: aliases, merges, repeated keys, tags, and what the JSON form cannot hold."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kubefence.yamldoc import scalars
from kubefence.yamldoc.document import PLAIN, Json, Path, RepeatedKey, is_merge, key_name
from kubefence.yamldoc.limits import MAX_DEPTH

MAX_NODES = 200_000
"""Values that one document may have once its aliases are followed; an alias bomb has billions."""

_RESOLVED_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null", "timestamp")}
_BINARY = "tag:yaml.org,2002:binary"


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


def _encloses(outer: Node, inner: Node) -> bool:
    start, end = outer.start_mark.index, outer.end_mark.index
    return bool(start <= inner.start_mark.index and inner.end_mark.index <= end)


class _Builder:
    """Values of nodes, and what went wrong on the way."""

    def __init__(self) -> None:
        self.repeated: list[RepeatedKey] = []
        self.remarks: list[tuple[Node, str]] = []
        self._left = MAX_NODES
        self._open: dict[int, Node] = {}
        """The collections around the value that is being built."""

    def value(self, node: Node, path: Path) -> Json:
        self._left -= 1
        if self._left < 0:
            raise Bomb(self._unfolded(), "many")
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
                for source in self._merge(child, path):
                    twice = [name for name in source if name in merged]
                    self.repeated.extend(RepeatedKey((*path, name), key, merges[name]) for name in twice)
                    merges |= dict.fromkeys(source, key)
                    merged |= source
                continue
            name = key_name(key)
            if key.tag == PLAIN and scalars.plain(key.value) is None:
                self.remarks.append((key, "null-key"))
            if name in first:
                self.repeated.append(RepeatedKey((*path, name), key, first[name]))
            first.setdefault(name, key)
            result[name] = self.value(child, (*path, name))
        # The server's parser writes what is merged into the same map, where strict validation allows no key twice.
        overridden = [name for name in merged if name in first]
        self.repeated.extend(RepeatedKey((*path, name), first[name], merges[name]) for name in overridden)
        return {**merged, **result} if merged else result

    def _merge(self, child: Node, path: Path) -> Iterator[dict[str, Json]]:
        """The mappings that ``<<`` pulls in, the strongest last: the first of a list, as the merge type says."""
        for source in reversed(child.value) if isinstance(child, SequenceNode) else [child]:
            value = self.value(source, path)
            if isinstance(value, dict):
                yield value
            else:
                self.remarks.append((source, "merge"))

    def _scalar(self, node: ScalarNode) -> Json:
        if node.tag == PLAIN or node.tag in _RESOLVED_TAGS:
            value = scalars.plain(node.value)
            if isinstance(value, float) and not math.isfinite(value):
                self.remarks.append((node, "infinite"))
                return str(node.value)
            return value
        if node.tag == _BINARY:
            try:
                return base64.b64decode(node.value, validate=False).decode("utf-8", "replace")
            except binascii.Error:
                self.remarks.append((node, "binary"))
        return str(node.value)
