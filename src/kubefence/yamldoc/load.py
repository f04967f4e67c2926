"""Text to documents: libyaml composes the nodes, `build` gives them the values Kubernetes sees."""

from __future__ import annotations

import base64
import binascii
import math
import operator
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kubefence.positions import ShiftedMap, TextMap
from kubefence.yamldoc import dialect, scalars
from kubefence.yamldoc.document import PLAIN, STRING, Document, Json, Path, RepeatedKey, is_merge, key_name
from kubefence.yamldoc.limits import MAX_DEPTH
from kubefence.yamldoc.values import Unusual, ordinary

MAX_NODES = 200_000
"""Values that one document may have once its aliases are followed; an alias bomb has billions."""

_MAP = "tag:yaml.org,2002:map"
_LIST = "tag:yaml.org,2002:seq"
_RESOLVED_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null", "timestamp")}
_BINARY = "tag:yaml.org,2002:binary"


class Unreadable(NamedTuple):
    """A part of a text that is not YAML: where (0-based) and what the parser said."""

    line: int
    column: int
    problem: str


class Bomb(Exception):
    """Aliases that cannot be unfolded; ``reason`` says why: ``many``, ``deep`` or ``circle``."""

    def __init__(self, node: Node, reason: str) -> None:
        super().__init__(reason)
        self.node = node
        self.reason = reason


class _Loader(CParser):
    """Composes nodes, without all that makes objects of them; what a plain scalar means is left to `scalars`."""

    # Called for every node, to follow path resolvers that nobody has set: the cheapest functions that fit.
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(tuple)

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool] | bool) -> str:
        if kind is ScalarNode:
            return PLAIN if implicit[0] else STRING  # type: ignore[index]
        return _MAP if kind is MappingNode else _LIST


def load(text: str, source: TextMap) -> Iterator[Document | Unreadable | Bomb]:
    """The documents of ``text``, each on its own: a broken one does not hide the others."""
    for first_line, part in _parts(text):
        here = ShiftedMap(source, first_line) if first_line else source
        yield from _load_part(part, first_line, here)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each ``---`` line; YAML lets that stand nowhere else at a line's start."""
    if "---" not in text:
        yield 0, text
        return
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith("---") and line[3:4].strip() == ""]
    if not starts or any(line.startswith("%") for line in lines):
        yield 0, text
        return
    edges = [0, *starts, len(lines)]
    for begin, end in pairwise(edges):
        if begin < end:
            yield begin, "\n".join(lines[begin:end]) + "\n"


def _load_part(part: str, first_line: int, source: TextMap) -> Iterator[Document | Unreadable | Bomb]:
    loader = None
    foreign = dialect.foreign_version(part)
    if foreign is not None:
        yield Unreadable(first_line + foreign, 0, "found incompatible YAML document")
        return
    part, written = dialect.readable(part), part
    try:
        loader = _Loader(part)
        plain = "&" not in part or "*" not in part  # an alias needs its anchor, or the parser complains
        suspect = dialect.suspect(part)
        while loader.check_node():
            node = loader.get_node()
            assert node is not None, "check_node has just said that there is one"
            odd = list(dialect.restored(node)) if part is not written else []
            try:
                document = build(node, source, plain=plain)
                odd += dialect.refused(node, part) if suspect else ()
                yield document._replace(remarks=(*document.remarks, *odd)) if odd else document
            except Bomb as bomb:
                yield bomb
    except yaml.MarkedYAMLError as error:
        endless = error.context_mark and "quoted scalar" in str(error.context)  # it ends far from where it began
        mark = error.context_mark if endless and "end of stream" in str(error.problem) else error.problem_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        yield Unreadable(first_line + line, column, _spoken(error))
    except yaml.reader.ReaderError as error:
        # The parser reads UTF-8 and counts its bytes.
        before = part.encode()[: error.position if isinstance(error.position, int) else 0].decode("utf-8", "ignore")
        yield _unreadable_at(before, first_line, str(error.reason))
    except UnicodeEncodeError as error:
        yield _unreadable_at(part[: error.start], first_line, error.reason)
    except yaml.YAMLError as error:
        yield Unreadable(first_line, 0, str(error))
    finally:
        if loader is not None:
            loader.dispose()


def _unreadable_at(before: str, first_line: int, problem: str) -> Unreadable:
    return Unreadable(first_line + before.count("\n"), len(before) - before.rfind("\n") - 1, problem)


def _spoken(error: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (error.problem, error.context) if part)


def build(root: Node, source: TextMap, *, plain: bool = False) -> Document:
    """The document of a composed node; raises `Bomb` when its aliases unfold without end.

    ``plain=True`` promises that there are no aliases.
    """
    if plain:
        with suppress(Unusual):
            return Document(ordinary(root), root, source)
    builder = _Builder()
    value = builder.value(root, ())
    return Document(value, root, source, builder.repeated, builder.remarks)


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
