"""All that is asked of the objects of a block among those of its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kubefence.belonging import labels, names, parts, twice
from kubefence.belonging.page_objects import PageObjects
from kubefence.belonging.references import references
from kubefence.belonging.shown import objects_of
from kubefence.belonging.surroundings import Around, Beside
from kubefence.findings import Finding
from kubefence.rules.engine.group import at
from kubefence.yamldoc.document import Document


def findings(documents: Sequence[Document], beside: Beside) -> Iterator[Finding]:
    """What is wrong with the way in which the objects of some documents belong to those of the page."""
    block = [shown for document in documents for shown in beside.page.of(document)]
    around = Around(block, beside)
    yield from twice.repeated(block)
    for shown in block:
        yield from labels.missed(shown, around)
        for reference in references(shown):
            meant = names.meant(reference, around)
            yield from parts.missing(reference, meant, around) if meant else names.missing(reference, around)


def alone(documents: Sequence[Document]) -> Iterator[Finding]:
    """The same of a stream: others may be applied with it. There is nothing to say of one object."""
    kinds = [at(document.value, ("kind",)) for document in documents]
    if len(kinds) > 1 or (kinds and str(kinds[0]).endswith("List")):
        shown = (each for document in documents for each in objects_of(document))
        yield from findings(documents, Beside(PageObjects(shown)))
