"""Where the server's YAML parser (go.yaml.in/yaml/v2) differs from libyaml, which reads the text here.

It is a port of an older libyaml. In ``[a?b]`` it ends the value at the question mark and then stumbles over it,
in double quotes it does not know ``\\/`` but knows ``\\'``, and a byte order mark at the beginning of a later line
is a letter to it. Directives it knows, but kubectl cuts the text between them and their ``---``.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from kubefence.yamldoc.document import STRING

QUESTION_MARK, ESCAPED_SLASH, ESCAPED_QUOTE = "question-mark", "escaped-slash", "escaped-quote"
DIRECTIVE, MARK = "directive", "byte order mark"

_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(%)")
_MARK = re.compile("(?:\\A|(?<=[\n\x85\u2028\u2029]))\ufeff")
BEGINS = r"(?<![^\s\[{,:\ufeff].)"
"""Regular expression that says of the character before it that it stands where a value may begin.

It looks back, so that the character itself can be found quickly.
"""
_BRACKET = re.compile(rf"[\[{{]{BEGINS}(?![^\[\]{{}}'\"#\n?]*[\]}}])")
"""One that may begin a collection, unless that ends on the same line and is as plain as can be."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_QUOTE, _STAND_IN = "\\'", "\ue000\ue001"
_BARE_TAG = re.compile(r"!(?=\s)")
_MOST_QUOTES = 100
"""Escaped single quotes in a text that are put up with; each costs a scan."""


class Foreign(NamedTuple):
    """Something that makes a text unreadable to kubectl alone: the character, and what it is."""

    at: int
    reason: str


def foreign(text: str) -> Foreign | None:
    """The first directive, or mark of a beginning that is none, of the text of a document."""
    directive = _DIRECTIVE.match(text) if "%" in text else None
    if directive:
        return Foreign(directive.start(1), DIRECTIVE)
    mark = None if text.isascii() else _MARK.search(text)
    return Foreign(mark.start(), MARK) if mark else None


def readable(text: str) -> str:
    """``text`` with what stands in for each ``\\'`` in double quotes, which libyaml refuses; places stay the same."""
    if _QUOTE not in text or any(character in text for character in _STAND_IN):
        return text
    for _ in range(_MOST_QUOTES):
        try:
            deque(yaml.scan(text, yaml.CSafeLoader), maxlen=0)
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark.index if error.problem_mark else len(text)
            if not text.startswith(_QUOTE, at):
                return text
            text = text[:at] + _STAND_IN + text[at + len(_QUOTE) :]
        except (yaml.YAMLError, UnicodeEncodeError):
            return text
        else:
            return text
    return text


def settle(root: Node, text: str) -> None:
    """Gives scalars with the tag ``!`` the meaning that they have for the server: they are strings."""
    if "!" not in text or not _BARE_TAG.search(text):
        return
    for _, children in _collections(root):
        for child in children:
            if isinstance(child, ScalarNode) and child.value != "<<" and _BARE_TAG.match(text, child.start_mark.index):
                child.tag = STRING


def restored(root: Node) -> Iterator[tuple[Node, str]]:
    """Gives the scalars of a `readable` text the values that they have for the server, and names them."""
    for _, children in _collections(root):
        for child in children:
            if isinstance(child, ScalarNode) and _STAND_IN in child.value:
                child.value = child.value.replace(_STAND_IN, "'")
                yield child, ESCAPED_QUOTE


def suspect(text: str) -> bool:
    """Whether there may be something to find; nearly all texts can be left alone."""
    if "\\/" in text:
        return True
    bracket = _BRACKET.search(text) if "?" in text else None
    return bracket is not None and text.find("?", bracket.end()) >= 0


def refused(root: Node, text: str) -> Iterator[tuple[Node, str]]:
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
