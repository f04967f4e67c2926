"""Text to nodes, by libyaml: what stands where, and whether a scalar is quoted."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.composer import ComposerError
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from kubefence.yamldoc.document import PLAIN, STRING

_MAP = "tag:yaml.org,2002:map"
_LIST = "tag:yaml.org,2002:seq"
_ANCHORED_TWICE = "found duplicate anchor"


class Loader(CParser):
    """Composes nodes, without all that makes objects of them; what a plain scalar means is left to `scalars`."""

    # Called for every node, to follow path resolvers that nobody has set: the cheapest functions that fit.
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(tuple)

    def resolve(self, kind: type[Node], value: str, implicit: Any) -> str:
        """The tag of a node that has none of its own; ``implicit`` says of a scalar first whether it is plain."""
        if kind is ScalarNode:
            return PLAIN if implicit[0] else STRING
        return _MAP if kind is MappingNode else _LIST


def composed(text: str) -> Node | None:
    """The root of the only document of ``text``, None where there is nothing; raises `yaml.YAMLError`."""
    loader = Loader(text)
    try:
        return loader.get_single_node()
    except ComposerError as error:
        if _ANCHORED_TWICE not in str(error.context):
            raise
    finally:
        loader.dispose()
    return _by_events(text)


def _by_events(text: str) -> Node:
    """The root of a document that gives an anchor to several nodes: an alias means the last one before it.

    YAML allows that, and so does Kubernetes' parser; the composer of PyYAML is made for another opinion.
    """
    root: list[Node] = []
    anchors: dict[str, Node] = {}
    filling: list[tuple[CollectionNode, list[Node]]] = []
    """The collections that are open, each with the nodes that it has so far."""
    for event in _events(text):
        if isinstance(event, yaml.CollectionEndEvent):
            _close(*filling.pop(), event)
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        node = _aliased(event, anchors) if isinstance(event, yaml.AliasEvent) else _new(event)
        if event.anchor is not None:
            anchors[event.anchor] = node
        (filling[-1][1] if filling else root).append(node)
        if isinstance(node, CollectionNode) and isinstance(event, yaml.CollectionStartEvent):
            filling.append((node, []))
    return root[0]


def _events(text: str) -> Iterator[Any]:
    loader = Loader(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _aliased(event: Any, anchors: dict[str, Node]) -> Node:
    if event.anchor not in anchors:
        raise ComposerError(None, None, "found undefined alias", event.start_mark)
    return anchors[event.anchor]


def _new(event: Any) -> Node:
    own = event.tag if event.tag not in (None, "!") else None
    start, end = event.start_mark, event.end_mark
    if isinstance(event, yaml.ScalarEvent):
        tag = own or (PLAIN if event.implicit[0] else STRING)
        return ScalarNode(tag, event.value, start, end, event.style)
    kind, tag = (MappingNode, _MAP) if isinstance(event, yaml.MappingStartEvent) else (SequenceNode, _LIST)
    return kind(own or tag, [], start, end, event.flow_style)


def _close(node: CollectionNode, parts: list[Node], event: Any) -> None:
    pairs = zip(parts[::2], parts[1::2], strict=True)
    node.value[:] = pairs if isinstance(node, MappingNode) else parts
    node.end_mark = event.end_mark


class Later:
    """A root node that is made when it is first asked for."""

    def __init__(self, make: Callable[[], Node | None]) -> None:
        self._make = make
        self._root: Node | None = None

    def __call__(self) -> Node:
        """The root node."""
        if self._root is None:
            self._root = self._make()
        assert self._root is not None, "the text has been read"
        return self._root
