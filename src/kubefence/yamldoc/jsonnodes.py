"""Nodes of a text that is JSON, as the composer of YAML makes them, so that places are found in the same way."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from yaml import Mark
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from kubefence.yamldoc.document import PLAIN, STRING

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s,:\[\]{}"]+')


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._begins = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, at: int) -> tuple[int, int]:
        """Line and column, from 0, of a character."""
        line = bisect_right(self._begins, at) - 1
        return line, at - self._begins[line]

    def mark(self, at: int) -> Mark:
        """A character as parsers of YAML name it."""
        return Mark("", at, *self.place(at), None, None)  # type: ignore[arg-type]  # PyYAML takes None, its types do not


def tokens(text: str, at: int, end: int) -> Iterator[tuple[int, str]]:
    """Strings, brackets, numbers and words of a value, each with its place."""
    return ((found.start(), found[0]) for found in _TOKEN.finditer(text, at, end))


def root(text: str, at: int, end: int, lines: Lines) -> Node:
    """The node of the value that stands there."""
    top: list[Node] = []
    open_: list[tuple[CollectionNode, list[Node]]] = []
    for where, token in tokens(text, at, end):
        start, stop = lines.mark(where), lines.mark(where + len(token))
        if token in "]}":
            node, parts = open_.pop()
            node.value[:] = zip(parts[::2], parts[1::2], strict=True) if isinstance(node, MappingNode) else parts
            node.end_mark = stop
            continue
        new = _node(token, start, stop)
        (open_[-1][1] if open_ else top).append(new)
        if isinstance(new, CollectionNode):
            open_.append((new, []))
    return top[0]


def _node(token: str, start: Mark, stop: Mark) -> Node:
    if token == "{":
        return MappingNode("tag:yaml.org,2002:map", [], start, stop, flow_style=True)
    if token == "[":
        return SequenceNode("tag:yaml.org,2002:seq", [], start, stop, flow_style=True)
    if token[0] == '"':
        return ScalarNode(STRING, json.loads(token), start, stop, '"')
    return ScalarNode(PLAIN, token, start, stop)
