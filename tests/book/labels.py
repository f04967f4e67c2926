"""Where the labels of a drawing are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

from studybook.render import Drawing

_MOVED = re.compile(r"translate\(\s*(-?[\d.e-]+)[ ,]+(-?[\d.e-]+)")


class Label(NamedTuple):
    """A line of text, with the edges of its characters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def labels(nodes: Any, x: float = 0, y: float = 0) -> Iterator[Label]:
    """All of a drawing, in its own coordinates."""
    for tag, attributes, style, content in nodes:
        if tag == "text":
            size, middle, line = float(style["font-size"][:-2]), x + attributes["x"], y + attributes["y"]
            half = attributes["width"] / 2
            yield Label(content, middle - half, line - size, middle + half, line + 0.25 * size)
        elif isinstance(content, list):
            moved = _MOVED.search(str(attributes.get("transform", "")))
            right, down = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
            yield from labels(content, x + right, y + down)


def touching(drawing: Drawing) -> list[str]:
    """Labels that lie on one another or leave the drawing."""
    found = list(labels(drawing.children))
    x, y, width, height = drawing.viewbox
    cut = [
        one.text
        for one in found
        if one.left < x - 1 or one.top < y - 1 or one.right > x + width + 1 or one.bottom > y + height + 1
    ]
    over = [
        f"{one.text} | {other.text}"
        for one, other in combinations(found, 2)
        if min(one.right, other.right) - max(one.left, other.left) > 1
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 0
    ]
    return cut + over
