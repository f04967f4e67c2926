"""Where an entry stands in a text of YAML that has been read before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import yaml

from kubefence.yamldoc.document import Path


class Found(NamedTuple):
    """The deepest node on the way along a path."""

    steps: int
    """How many steps of the path it took to get there."""
    line: int
    column: int


def place(text: str, path: Path, *, at_key: bool = False) -> Found:
    """The value at a path, or its key; what is around it, where the text does not have it.

    An item of a list may be meant by its own name: ``- search`` and ``- search: {lang: zh}`` are both ``search``.
    """
    node = yaml.compose(text, yaml.CSafeLoader)
    found = Found(0, 1, 1)
    for number, step in enumerate(path, 1):
        pair = _entry(node, step) if node else None
        if pair is None:
            break
        key, node = pair
        mark = (key if at_key and number == len(path) else node).start_mark
        found = Found(number, mark.line + 1, mark.column + 1)
    return found


def _entry(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == str(step):
                return key, value
        return None
    if not isinstance(node, yaml.SequenceNode):
        return None
    if isinstance(step, int):
        return (node.value[step],) * 2 if step < len(node.value) else None
    return next(_named(node.value, step), None)


def _named(items: Iterable[yaml.Node], name: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    for item in items:
        if isinstance(item, yaml.ScalarNode) and item.value == name:
            yield item, item
        elif isinstance(item, yaml.MappingNode):
            pair = _entry(item, name)
            if pair:
                yield pair
