"""Text to nodes, by libyaml: what stands where, and whether a scalar is quoted."""

from __future__ import annotations

import operator
from typing import Any

from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode

from kubefence.yamldoc.document import PLAIN, STRING

_MAP = "tag:yaml.org,2002:map"
_LIST = "tag:yaml.org,2002:seq"


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


class Later:
    """The root of a text that is one document without errors; composed when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root: Node | None = None

    def __call__(self) -> Node:
        """The root node."""
        if self._root is None:
            loader = Loader(self._text)
            try:
                self._root = loader.get_single_node()
            finally:
                loader.dispose()
        assert self._root is not None, "the text has been read"
        return self._root
