"""The blocks of YAML of a page: each read once, those that are not marked as wrong or partial one example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kubefence import blocks
from kubefence.belonging import page_objects
from kubefence.belonging.page_objects import PageObjects
from kubefence.blocks import NONE, Block
from kubefence.checks import syntax
from kubefence.checks.in_words import in_commands
from kubefence.checks.printed import as_printed
from kubefence.checks.shell import Embedded
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
    page: PageObjects
    """All objects of the page."""
    within: Sequence[tuple[Embedded, Example]] = ()
    """The manifests in a block of commands."""

    def anew(self) -> Example:
        """The same, as if nobody had looked at it."""
        return self._replace(around=self.around.anew()) if self.around else self


class _Read(NamedTuple):
    """A block, or a manifest in a block of commands, and what could be read of it."""

    block: Block
    reading: Reading | None
    right: bool
    """Whether it shows what is right, and a whole object."""
    within: Sequence[tuple[Embedded, _Read]] = ()

    @property
    def documents(self) -> Sequence[Document]:
        """Its manifests."""
        return self.reading.objects if self.reading else ()

    @property
    def of_right(self) -> Sequence[Document]:
        """Its manifests, if it shows what is right."""
        return self.documents if self.right and self.reading and not self.reading.incomplete else ()


def examples(given: Sequence[Block], path: str, text: str, placeholders: Sequence[str] = ()) -> Iterator[Example]:
    """The blocks of a page, read; ``placeholders`` are patterns for those of this site."""
    read = [_read(block, placeholders) for block in given]
    every = [each for block in read for each in (block, *(inner for _, inner in block.within))]
    company = Company(document for each in every for document in each.of_right)
    page = PageObjects(_shown(every))
    prose, shown = Prose(text), Shown(lambda: (each.of_right for each in read))
    for number, each in enumerate(read):
        line = each.block.opener.span.line - 1 if each.block.opener.path == path else 0
        within = [(found, Example(inner.reading, company, None, page)) for found, inner in each.within]
        yield Example(each.reading, company, Surroundings(prose, line, shown, number), page, within)


def _shown(every: Iterable[_Read]) -> Iterator[page_objects.Shown]:
    for each in every:
        right = {id(document) for document in each.of_right}
        for document in each.documents:
            yield from page_objects.objects_of(document, right=id(document) in right)


def _read(block: Block, placeholders: Sequence[str]) -> _Read:
    right = block.directives == NONE
    reading = None
    if blocks.is_yaml(block.language) and block.text.strip():
        signs = Signs(placeholders, block.variables)
        reading = as_printed(block, syntax.read(block.text, block.map, MAX_BLOCK, signs=signs))
    language = reading.language if reading else block.language
    if blocks.folded(language) not in blocks.SHELL:
        return _Read(block, reading, right)
    given = in_commands(block._replace(language=language))
    within = [(each, _within(each, placeholders, right=right)) for each in given]
    return _Read(block, reading, right, within)


def _within(found: Embedded, placeholders: Sequence[str], *, right: bool) -> _Read:
    read = _read(found.block, placeholders)
    reading = read.reading
    if reading and not found.styled:
        reading = reading._replace(styled=False)
    return read._replace(reading=reading, right=right and read.right)
