"""The blocks of YAML of a page: each read once, those that are not marked as wrong or partial one example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kubefence import blocks
from kubefence.belonging import names
from kubefence.belonging.files import Files
from kubefence.belonging.made import Made
from kubefence.belonging.making import generated, made_by
from kubefence.belonging.outside import KEY, NOTHING, Outside, entries
from kubefence.belonging.page_objects import PageObjects
from kubefence.belonging.shown import Shown as Object
from kubefence.belonging.shown import objects_of
from kubefence.belonging.surroundings import Beside
from kubefence.blocks import Block
from kubefence.checks import carriers, syntax
from kubefence.checks.commands import script
from kubefence.checks.in_words import in_commands
from kubefence.checks.printed import as_printed
from kubefence.checks.shell import Embedded
from kubefence.checks.syntax import Reading
from kubefence.checks.together import Company
from kubefence.inference.surroundings import Prose, Shown, Surroundings
from kubefence.positions import Place, Span
from kubefence.yamldoc.document import Document
from kubefence.yamldoc.gaps.signs import Signs
from kubefence.yamldoc.limits import MAX_BLOCK

_KIND = "kind"


class Example(NamedTuple):
    """A block of a page."""

    reading: Reading | None
    """What could be read of it, None where it is empty or not YAML."""
    company: Company
    """What stands on the page."""
    around: Surroundings | None
    """What stands before it; None for what is no block of its own, and so no part of an object either."""
    beside: Beside
    """All objects of the page, and what is said to lie elsewhere."""
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


def examples(
    given: Sequence[Block],
    path: str,
    text: str,
    placeholders: Sequence[str] = (),
    outside: Outside = NOTHING,
    *,
    complete: bool = False,
) -> Iterator[Example]:
    """The blocks of a page, read.

    ``placeholders`` are patterns for those of this site, ``outside`` is what the page says lies elsewhere, and
    ``complete`` promises that it says so of all that it names and does not show.
    """
    read = [_read(block, placeholders) for block in given]
    every = [each for block in read for each in (block, *(inner for _, inner in block.within))]
    company = Company(document for each in every for document in each.of_right)
    page = PageObjects(_objects(every), (made for each in every for made in _made(each)))
    files = Files(text)
    prose, shown = Prose(text), Shown(lambda: (each.of_right for each in read))
    for number, each in enumerate(read):
        line = each.block.opener.span.line - 1 if each.block.opener.path == path else 0
        follow = _is_to_follow(each)
        beside = Beside(page, _outside(each.block, outside), complete and follow, files, follow)
        within = [(found, Example(inner.reading, company, None, beside)) for found, inner in each.within]
        yield Example(each.reading, company, Surroundings(prose, line, shown, number), beside, within)


def _is_to_follow(read: _Read) -> bool:
    """Whether a reader is to follow the block, so that what it names has to be there; of wrong ones few need all."""
    return read.right or read.block.directives.expect == names.RULE


def _outside(block: Block, further: Outside) -> Outside:
    said = block.directives.external
    return Outside(entries(said), block.opener, further) if said else further


def _made(read: _Read) -> Iterator[Made]:
    """The objects that the commands of a block make, or Kustomize of what it shows."""
    if blocks.folded(read.block.language) in blocks.SHELL:
        yield from made_by(script(read.block), read.block.map)
    for document in read.documents:
        yield from generated(document)


def _objects(every: Iterable[_Read]) -> Iterator[Object]:
    for each in every:
        right = {id(document) for document in each.of_right}
        for document in each.documents:
            yield from objects_of(document, right=id(document) in right)
        if blocks.folded(each.block.language) in blocks.CARRIERS and _KIND in each.block.text:
            for inside in carriers.carried(each.block):  # an answer of a server, say, so it is there
                for document in inside.reading.objects:
                    yield from objects_of(document, right=False)


def _read(block: Block, placeholders: Sequence[str], *, inner: bool = False) -> _Read:
    right = block.directives.show_what_is_right
    reading = None
    if blocks.is_yaml(block.language) and block.text.strip():
        signs = Signs(placeholders, block.variables)
        declared = bool(block.directives.fragment or block.directives.patch)
        reading = as_printed(block, syntax.read(block.text, block.map, MAX_BLOCK, signs=signs, declared=declared))
    language = reading.language if reading else block.language
    if inner or blocks.folded(language) not in blocks.SHELL:  # a script in a script is read no further: it says so
        return _Read(block, reading, right)
    given = in_commands(block._replace(language=language))
    within = [(each, _within(each, placeholders, right=right)) for each in given]
    return _Read(block, reading, right, within)


def _within(found: Embedded, placeholders: Sequence[str], *, right: bool) -> _Read:
    read = _read(found.block, placeholders, inner=True)
    reading = read.reading
    if reading and not found.styled:
        reading = reading._replace(styled=False)
    return read._replace(reading=reading, right=right and read.right)


def elsewhere(path: str, text: str, metadata: Mapping[str, Any], site: Outside) -> Outside:
    """What the front matter of a page says lies elsewhere, and what does so for all of the site."""
    if KEY not in metadata:
        return site
    line = next((number for number, line in enumerate(text.split("\n"), 1) if line.startswith(KEY)), 1)
    return Outside(entries(metadata[KEY]), Place(path, Span(line, 1, line, 1 + len(KEY))), site)
