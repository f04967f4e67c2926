"""What a page says of the proof of its blocks, without what only a screen can do with it."""

from __future__ import annotations

from collections.abc import Iterator

from studybook.book.shared.markup import Element
from studybook.book.shared.tree import Paragraph, Text

ELSEWHERE = "逐块的清单太长，书里没有；它在本站的这一页上，地址见本章开头。"


def mark(element: Element) -> Iterator[Paragraph]:
    """The mark below a block in one line; what is in code there is a command for a shell."""
    said = [part.text() for part in element.every() if part.tag in ("summary", "span")]
    reasons = [part.text() for part in element.every() if part.tag == "li" and not list(part.elements())]
    yield Paragraph((Text("；".join([*said, *reasons])),), badge=True)


def every_block(element: Element) -> Iterator[Paragraph]:
    """The list of all blocks, for which nobody would turn the pages: a sentence stands for all of it."""
    if element.tag == "p":
        yield Paragraph((Text(ELSEWHERE),))
