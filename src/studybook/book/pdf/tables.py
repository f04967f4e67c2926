"""Widths of the columns of a table, so that it becomes as low as its words allow."""

from __future__ import annotations

import re
from typing import NamedTuple

from studybook.book.shared.tree import Cell, links, plain
from studybook.columns import columns

GUTTER = 3
"""Columns of a fixed-width font between the columns of a table."""
CROWDED = 0.75
"""Part of a line that whole words may claim before they are broken, so that sentences have room too."""
CHINESE = 8
"""The narrowest column for a sentence: four Chinese characters."""
STEPS = 48
"""Into how many parts the rest of a line is divided to be given away."""
_WORD = re.compile(r"[!-,.-~]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[/_])")
_PIECE = re.compile(r"[A-Z]*[^A-Z./:=_,@?&|]*[./:=_,@?&|]*")
"""Of code, which may also be broken at points."""


class Shares(NamedTuple):
    """How the line is shared."""

    columns: list[float]
    broken: bool
    """Whether words must be broken at their humps to fit."""


def humps(word: str) -> list[str]:
    """The pieces of a word like ``PodDisruptionBudget``."""
    return [piece for piece in _HUMP.split(word) if piece]


def shares(rows: tuple[tuple[Cell, ...], ...], room: int, mark: int = 0) -> Shares:
    """Shares of the columns in a line of ``room`` columns of a fixed-width font; ``mark`` is what a link adds."""
    wanted = [[columns(plain(cell)) + _mark(cell, mark) for cell in row] for row in rows]
    free = room - GUTTER * len(wanted[0])
    least = _least(rows, mark, whole=True)
    broken = sum(least) > free * CROWDED
    if broken:
        least = _least(rows, mark, whole=False)
    return Shares([round(width + GUTTER, 2) for width in _grown(least, wanted, free)], broken)


def _least(rows: tuple[tuple[Cell, ...], ...], mark: int, *, whole: bool) -> list[float]:
    """What each column needs for its longest word, or piece of one."""
    return [max(_longest(cell, whole) + _mark(cell, mark) for cell in column) for column in zip(*rows, strict=True)]


def _grown(least: list[float], wanted: list[list[int]], free: int) -> list[float]:
    """The least widths and what is left of the line, given step by step to where it saves most."""
    widths, rest = list(least), free - sum(least)
    step = max(rest / STEPS, 0.5)
    while rest > 0:
        saved = [0.0] * len(widths)
        for row in wanted:
            lines, place = max(
                (need / width, place) for place, (need, width) in enumerate(zip(row, widths, strict=True))
            )
            if lines > 1:
                saved[place] += lines / widths[place]
        if not any(saved):
            break
        widths[saved.index(max(saved))] += step
        rest -= step
    return widths


def _longest(cell: Cell, whole: bool) -> int:
    text = plain(cell)
    words = _WORD.findall(text)
    if not whole:
        words = [piece for word in words for piece in _PIECE.findall(word)]
    return max(max(map(len, words), default=0), min(columns(text), CHINESE), 1)


def _mark(cell: Cell, mark: int) -> int:
    """Room for the page that a link names."""
    return mark if any(True for _ in links(cell)) else 0
