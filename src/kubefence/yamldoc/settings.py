"""Settings in YAML, as front matter and mkdocs.yml have them: read as PyYAML reads them, but within bounds.

PyYAML copies what ``<<`` merges, and whoever prints a value follows its aliases: a few lines may unfold to
billions. It also takes ``1:2:3…`` for a number to the base 60, in a time that grows with the square of its length.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node

from kubefence.yamldoc.limits import too_deep

MAX_UNFOLDED = 100_000
"""Values that settings may have once their aliases are followed."""
LONG, DEEP, UNFOLDED = "long", "deep", "unfolded"
_SIXTIES = re.compile(r"(?::[0-5]?[0-9]){64}")


class TooMuch(Exception):
    """Settings that are too ``LONG``, too ``DEEP``, or ``UNFOLDED`` too large; ``reason`` says which of these."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def load(text: str, most: int, loader: type[yaml.CSafeLoader] = yaml.CSafeLoader) -> Any:
    """The value of a text of up to ``most`` characters; raises `TooMuch` and what PyYAML raises."""
    if too_deep(text):
        raise TooMuch(DEEP)
    if len(text) > most or _SIXTIES.search(text):
        raise TooMuch(LONG)
    reader = loader(text)
    try:
        root = reader.get_single_node()
        if root is None:
            return None
        if "&" in text and _unfolded(root, {}) > MAX_UNFOLDED:
            raise TooMuch(UNFOLDED)
        return reader.construct_document(root)
    finally:
        reader.dispose()


def _unfolded(node: Node, known: dict[int, int]) -> int:
    """How many nodes there are below one, each as often as aliases refer to it; a circle never ends."""
    if not isinstance(node, CollectionNode):
        return 1
    size = known.get(id(node))
    if size is None:
        known[id(node)] = MAX_UNFOLDED + 1  # what it is while its own content refers to it
        children = (part for pair in node.value for part in pair) if isinstance(node, MappingNode) else node.value
        size = known[id(node)] = min(1 + sum(_unfolded(child, known) for child in children), MAX_UNFOLDED + 1)
    return size
