"""Values of ordinary documents, quickly: no aliases, no odd keys, no tags. That is nearly all of them.

What is not ordinary raises `Unusual`, and the careful builder in `load` does it again, with an account of
aliases, repeated keys and everything that there is to remark.
"""

from __future__ import annotations

from functools import lru_cache
from math import isfinite

from yaml.nodes import MappingNode, Node, ScalarNode

from kubefence.yamldoc import scalars
from kubefence.yamldoc.document import PLAIN, STRING, Json


class Unusual(Exception):
    """The document needs the careful builder."""


def ordinary(node: Node) -> Json:
    """The value of a node; raises `Unusual`. Aliases must not occur and nesting must be bounded."""
    if node.__class__ is ScalarNode:
        tag = node.tag
        if tag is PLAIN:
            value = scalars.plain(node.value)
            if value.__class__ is float and not isfinite(value):
                raise Unusual
            return value
        if tag is STRING:
            text: str = node.value
            return text
        raise Unusual
    if node.__class__ is MappingNode:
        return _mapping(node)
    return [ordinary(item) for item in node.value]


def _mapping(node: Node) -> Json:
    result: dict[str, Json] = {}
    for key, child in node.value:
        name = key.value
        if key.tag is PLAIN:
            name = _plain_key(name)
        elif key.tag is not STRING:
            raise Unusual
        result[name] = ordinary(child)
    if len(result) != len(node.value):
        raise Unusual
    return result


@lru_cache(maxsize=8192)
def _plain_key(text: str) -> str:
    """The name of an unquoted key; raises `Unusual` for null and for ``<<``."""
    if text == "<<" or scalars.plain(text) is None:
        raise Unusual
    return scalars.key(text)
