"""Where the server's YAML parser (go.yaml.in/yaml/v2) is stricter than libyaml, which reads the text here.

It is a port of an older libyaml. In ``[a?b]`` it ends the value at the question mark and then stumbles over it,
in double quotes it does not know ``\\/``, and of versions it knows ``%YAML 1.1`` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

QUESTION_MARK, ESCAPED_SLASH = "question-mark", "escaped-slash"

_VERSION = re.compile(r"^%YAML[ \t]+(?!1\.1\s)", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def foreign_version(text: str) -> int | None:
    """The line, from 0, of a ``%YAML`` directive for another version than 1.1."""
    found = _VERSION.search(text) if "%YAML" in text else None
    return text.count("\n", 0, found.start()) if found else None


def suspect(text: str) -> bool:
    """Whether there may be something to find; nearly all texts can be left alone."""
    return "\\/" in text or ("?" in text and ("[" in text or "{" in text))


def refused(root: Node, text: str) -> Iterator[tuple[Node, str]]:
    """The scalars that the server's parser cannot read, each with the reason."""
    lines = text.split("\n")
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, CollectionNode) or id(node) in seen:
            continue
        seen.add(id(node))
        children = [part for pair in node.value for part in pair] if isinstance(node, MappingNode) else node.value
        waiting += reversed(children)
        for child in children:
            if isinstance(child, ScalarNode):
                if node.flow_style and not child.style and "?" in child.value[1:]:
                    yield child, QUESTION_MARK
                elif child.style == '"' and "/" in child.value and _escapes_slash(child, lines):
                    yield child, ESCAPED_SLASH


def _escapes_slash(node: ScalarNode, lines: list[str]) -> bool:
    start, end = node.start_mark, node.end_mark
    written = lines[start.line : end.line + 1]
    if not written:
        return False
    written[-1] = written[-1][: end.column]
    written[0] = written[0][start.column :]
    return any(found[1] == "/" for found in _ESCAPE.finditer("\n".join(written)))
