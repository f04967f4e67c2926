"""Where the server's YAML parser (go.yaml.in/yaml/v2) differs from libyaml, which reads the text here.

It is a port of an older libyaml. In ``[a?b]`` it ends the value at the question mark and then stumbles over it,
in double quotes it does not know ``\\/`` but knows ``\\'``, and of versions it knows ``%YAML 1.1`` alone.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

QUESTION_MARK, ESCAPED_SLASH, ESCAPED_QUOTE = "question-mark", "escaped-slash", "escaped-quote"

_VERSION = re.compile(r"^%YAML[ \t]+(?!1\.1\s)", re.MULTILINE)
BEGINS = r"(?<![^\s\[{,:\ufeff].)"
"""Regular expression that says of the character before it that it stands where a value may begin.

It looks back, so that the character itself can be found quickly.
"""
_BRACKET = re.compile(rf"[\[{{]{BEGINS}(?![^\[\]{{}}'\"#\n?]*[\]}}])")
"""One that may begin a collection, unless that ends on the same line and is as plain as can be."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_QUOTE, _STAND_IN = "\\'", "\ue000\ue001"
_MOST_QUOTES = 100
"""Escaped single quotes in a text that are put up with; each costs a scan."""


def foreign_version(text: str) -> int | None:
    """The line, from 0, of a ``%YAML`` directive for another version than 1.1."""
    found = _VERSION.search(text) if "%YAML" in text else None
    return text.count("\n", 0, found.start()) if found else None


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
    lines = text.split("\n")
    for node, children in _collections(root):
        for child in children:
            if isinstance(child, ScalarNode):
                if node.flow_style and not child.style and "?" in child.value[1:]:
                    yield child, QUESTION_MARK
                elif child.style == '"' and "/" in child.value and _escapes_slash(child, lines):
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


def _escapes_slash(node: ScalarNode, lines: list[str]) -> bool:
    start, end = node.start_mark, node.end_mark
    written = lines[start.line : end.line + 1]
    if not written:
        return False
    written[-1] = written[-1][: end.column]
    written[0] = written[0][start.column :]
    return any(found[1] == "/" for found in _ESCAPE.finditer("\n".join(written)))
