"""Values of ordinary documents, quickly: no aliases, no odd keys, no tags. That is nearly all of them.

What is not ordinary raises `Unusual`, and the careful builder in `load` does it again, with an account of
aliases, repeated keys and everything that there is to remark.
"""

from __future__ import annotations

from functools import lru_cache
from math import isfinite

from yaml.nodes import MappingNode, Node, SequenceNode

from kubefence.yamldoc import scalars
from kubefence.yamldoc.document import PLAIN, STRING, Json


class Unusual(Exception):
    """The document needs the careful builder."""


def ordinary(node: Node) -> Json:
    """The value of a node; raises `Unusual`. Aliases must not occur and nesting must be bounded."""
    tag = node.tag
    if tag is PLAIN:
        return _plain_value(node.value)
    if tag is STRING:
        text: str = node.value
        return text
    if node.__class__ is MappingNode:
        return _mapping(node)
    if node.__class__ is SequenceNode:
        return [ordinary(item) for item in node.value]
    raise Unusual  # a scalar with a tag


def _mapping(node: Node) -> Json:
    result: dict[str, Json] = {}
    for key, child in node.value:
        if key.tag is PLAIN:
            name = _plain_key(key.value)
        elif key.tag is STRING:
            name = key.value
        else:
            raise Unusual
        # Most values are plain scalars: a call less for each of them.
        result[name] = _plain_value(child.value) if child.tag is PLAIN else ordinary(child)
    if len(result) != len(node.value):
        raise Unusual
    return result


@lru_cache(maxsize=8192)
def _plain_value(text: str) -> Json:
    """The value of an unquoted scalar; raises `Unusual` for infinity and what is no number."""
    value = scalars.plain(text)
    if isinstance(value, float) and not isfinite(value):
        raise Unusual
    return value


@lru_cache(maxsize=8192)
def _plain_key(text: str) -> str:
    """An unquoted key; raises `Unusual` for ``<<``, what can be no name, and what gets another one."""
    value = scalars.plain(text)
    if text == "<<" or value is None or (isinstance(value, int) and value > scalars.MAX_INTEGER):
        raise Unusual
    if scalars.key(text) != text:
        raise Unusual
    return text
