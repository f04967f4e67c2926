"""The blocks of YAML of a page: each read once, those that are not marked as wrong or partial one example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kubefence import blocks
from kubefence.blocks import NONE, Block
from kubefence.checks import syntax
from kubefence.checks.printed import as_printed
from kubefence.checks.syntax import Reading
from kubefence.checks.together import Company
from kubefence.inference.surroundings import Prose, Shown, Surroundings
from kubefence.yamldoc.document import Document
from kubefence.yamldoc.gaps.signs import Signs
from kubefence.yamldoc.limits import MAX_BLOCK


class Example(NamedTuple):
    """A block of a page."""

    reading: Reading | None
    """What could be read of it, None where it is empty or not YAML."""
    company: Company
    """What stands on the page."""
    around: Surroundings | None
    """What stands before it; None for what is no block of its own, and so no part of an object either."""


def alone(block: Block, placeholders: Sequence[str] = ()) -> Example:
    """A here-document in a block of commands."""
    reading = _read(block, placeholders)
    return Example(reading, Company(_right([block], [reading])), None)


def examples(given: Sequence[Block], path: str, text: str, placeholders: Sequence[str] = ()) -> Iterator[Example]:
    """The blocks of a page, read; ``placeholders`` are patterns for those of this site."""
    readings = [_read(block, placeholders) for block in given]
    company = Company(_right(given, readings))
    prose, shown = Prose(text), Shown(lambda: map(_of_right, given, readings))
    for number, (block, reading) in enumerate(zip(given, readings, strict=True)):
        line = block.opener.span.line - 1 if block.opener.path == path else 0
        yield Example(reading, company, Surroundings(prose, line, shown, number))


def _right(given: Sequence[Block], readings: Sequence[Reading | None]) -> Iterator[Document]:
    """The manifests of the blocks that show what is right."""
    for block, reading in zip(given, readings, strict=True):
        yield from _of_right(block, reading)


def _of_right(block: Block, reading: Reading | None) -> Sequence[Document]:
    """The manifests of a block, if it shows what is right."""
    right = reading is not None and not reading.incomplete and block.directives == NONE
    return reading.objects if right and reading else ()


def _read(block: Block, placeholders: Sequence[str]) -> Reading | None:
    if not blocks.is_yaml(block.language) or not block.text.strip():
        return None
    signs = Signs(placeholders, block.variables)
    return as_printed(block, syntax.read(block.text, block.map, MAX_BLOCK, signs=signs))
