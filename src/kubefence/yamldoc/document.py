"""One YAML document: its value as Kubernetes reads it, and the way back from a path to the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from weakref import WeakKeyDictionary

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from kubefence.positions import FileMap, Place, TextMap
from kubefence.yamldoc import scalars

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Path = tuple[str | int, ...]
Stretch = tuple[int, int, int, int]
"""Line and column, from 0, of a beginning and an end."""
_Entries = tuple[dict[str | int, tuple[Node, Node]], list[Node]]


class RepeatedKey(NamedTuple):
    """A key that its mapping already has; ``first`` is where it stood before."""

    path: Path
    node: Node
    first: Node


class Gaps(NamedTuple):
    """What an excerpt leaves open: it is no mistake whatever stands there."""

    open: frozenset[Path] = frozenset()
    """Mappings and lists in which something is left out."""
    unknown: Mapping[str, bool] = MappingProxyType({})
    """Texts, of keys and values, that a reader has to fill in; whether wholly, so that they may be no text at all."""
    partial: bool = False
    """Whether anything is left out by a mark."""
    excused: frozenset[str] = frozenset()
    """Rules that it may break."""
    headless: frozenset[Path] = frozenset()
    """Mappings whose beginning is left out, so that they may be items of a list."""
    astray: frozenset[Path] = frozenset()
    """Entries that may belong into another mapping, which has begun where something is left out."""


NO_GAPS = Gaps()


class Document(NamedTuple):
    """A document, read. Positions are asked for only where a finding needs one."""

    value: Json
    root: Callable[[], Node]
    """Its root node, which may be made only when it is asked for."""
    map: TextMap
    repeated: Sequence[RepeatedKey] = ()
    remarks: Sequence[tuple[Node, str]] = ()
    """Nodes that there is something to say of, and what: the keys of `kubefence.checks.remarks.REMARKS`."""
    first: Stretch | None = None
    """Where the first key stands, if that is known without nodes."""
    json: bool = False
    """Whether it was read as JSON."""
    gaps: Gaps = NO_GAPS

    @property
    def fenced(self) -> bool:
        """Whether it stands in a block of a page, which can have options, and not in a file of its own."""
        return not isinstance(self.map, FileMap)

    def key_place(self, path: Path) -> Place:
        """The key that leads to ``path``; for a list item or the whole document, its first token."""
        key, value = self._nodes(path)
        return self.node_place(key if key is not None else value)

    def value_place(self, path: Path) -> Place:
        """The value at ``path``; where nothing is written after the key, the key."""
        if self.first and not path:
            return self.map.place(*self.first)
        key, value = self._nodes(path)
        empty = isinstance(value, ScalarNode) and value.start_mark.index == value.end_mark.index
        return self.node_place(key if empty and key is not None else value)

    def node_place(self, node: Node) -> Place:
        """A scalar as it stands; of a collection only its first token, which is what an eye looks for."""
        start, end = node.start_mark, node.end_mark
        while isinstance(node, CollectionNode) and not node.flow_style and node.value:
            first = node.value[0]
            node = first[0] if isinstance(node, MappingNode) else first
            start, end = node.start_mark, node.end_mark
        if end.line != start.line and isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return self.map.place(start.line, start.column, start.line, start.column + 1)
        if (end.line, end.column) == (start.line, start.column):
            return self.map.place(start.line, start.column, start.line, start.column + 1)
        return self.map.place(start.line, start.column, end.line, end.column)

    def scalar(self, path: Path, *, at_key: bool = False) -> ScalarNode | None:
        """The node of the value at a path, or of its key, if it is there and a single value."""
        key: Node | None = None
        node = self.root()
        for step in path:
            found = _child(node, step)
            if found is None:
                return None
            key, node = found
        wanted = key if at_key else node
        return wanted if isinstance(wanted, ScalarNode) else None

    def _nodes(self, path: Path) -> tuple[Node | None, Node]:
        key: Node | None = None
        node = self.root()
        for step in path:
            found = _child(node, step)
            if found is None:
                break  # the path leads out of what is written: the nearest thing there is stands for it
            key, node = found
        return key, node


def _child(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, SequenceNode):
        return (None, node.value[step]) if isinstance(step, int) and step < len(node.value) else None
    if not isinstance(node, MappingNode):
        return None
    entries, merges = _entries(node)
    if step in entries:
        return entries[step]
    return next((found for merged in merges if (found := _child(merged, step)) is not None), None)


_KNOWN: WeakKeyDictionary[MappingNode, _Entries] = WeakKeyDictionary()
"""What has been looked for before, as long as the nodes live: a mapping may have as many findings as keys."""


def _entries(node: MappingNode) -> _Entries:
    """The entries of a mapping by name, and the mappings that ``<<`` pulls in."""
    known = _KNOWN.get(node)
    if known is None:
        by_name: dict[str | int, tuple[Node, Node]] = {}
        merges: list[Node] = []
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                by_name[key_name(key)] = key, value  # the last of several equal keys wins, as it does in the value
                if is_merge(key):
                    merges += value.value if isinstance(value, SequenceNode) else [value]
        known = _KNOWN[node] = by_name, merges
    return known


RENAMED = "renamed-key"
"""The remark on a plain key that has another name in JSON than it is written: ``on``, ``1.10``."""


def key_name(node: ScalarNode) -> str:
    """The name that this key has in the value."""
    if node.tag == PLAIN:
        return scalars.key(node.value)
    try:
        return scalars.name(scalars.tagged(node.tag, node.value))
    except scalars.Unfit:
        return str(node.value)


def is_merge(node: Node) -> bool:
    """Whether this key is ``<<``, which pulls in another mapping."""
    return bool(node.value == "<<" and node.tag in (PLAIN, scalars.MERGE))


PLAIN = "plain"
"""Tag that the loader gives to a scalar without quotes and without a tag of its own."""

STRING = "tag:yaml.org,2002:str"
"""Tag of a scalar in quotes, or of a block of text."""
