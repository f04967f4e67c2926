"""Nodes as the server has them, once libyaml has made them of a text that it reads differently (see `dialect`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from kubefence.yamldoc.dialect import ESCAPED_QUOTE, ESCAPED_SLASH, QUESTION_MARK, STAND_IN
from kubefence.yamldoc.document import STRING

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_BARE_TAG = re.compile(r"!(?=\s)")


def settled(root: Node, text: str, *, restore: bool, suspect: bool) -> list[tuple[Node, str]]:
    """Gives nodes what they mean to the server; those that there is something to say of, and what.

    ``restore`` says that something stands in the text for what libyaml refuses, ``suspect`` that there may be
    something that the server refuses.
    """
    _tags(root, text)
    odd = list(_restored(root)) if restore else []
    odd += _refused(root, text) if suspect else ()
    return odd


def _tags(root: Node, text: str) -> None:
    """Gives scalars with the tag ``!`` the meaning that they have for the server: they are strings."""
    if "!" not in text or not _BARE_TAG.search(text):
        return
    for _, children in _collections(root):
        for child in children:
            if isinstance(child, ScalarNode) and child.value != "<<" and _BARE_TAG.match(text, child.start_mark.index):
                child.tag = STRING


def _restored(root: Node) -> Iterator[tuple[Node, str]]:
    """Gives the scalars of a `readable` text the values that they have for the server, and names them."""
    for _, children in _collections(root):
        for child in children:
            if isinstance(child, ScalarNode) and STAND_IN in child.value:
                child.value = child.value.replace(STAND_IN, "'")
                yield child, ESCAPED_QUOTE


def _refused(root: Node, text: str) -> Iterator[tuple[Node, str]]:
    """The scalars that the server's parser cannot read, each with the reason."""
    for node, children in _collections(root):
        for child in children:
            if isinstance(child, ScalarNode):
                if node.flow_style and not child.style and "?" in child.value[1:]:
                    yield child, QUESTION_MARK
                elif child.style == '"' and "/" in child.value and _escapes_slash(child, text):
                    yield child, ESCAPED_SLASH


def _collections(root: Node) -> Iterator[tuple[CollectionNode, list[Node]]]:
    """Every mapping and list once, each with the nodes right in it."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, CollectionNode) or id(node) in seen:
            continue
        seen.add(id(node))
        children = [part for pair in node.value for part in pair] if isinstance(node, MappingNode) else node.value
        waiting += reversed(children)
        yield node, children


def _escapes_slash(node: ScalarNode, text: str) -> bool:
    written = text[node.start_mark.index : node.end_mark.index]
    return any(found[1] == "/" for found in _ESCAPE.finditer(written))
