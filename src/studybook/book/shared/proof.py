"""What a page says of the proof of its blocks, without what only a screen can do with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studybook.book.shared.markup import Element
from studybook.book.shared.tree import Code, Paragraph, Text

_PATH = re.compile(r"\w+(?:[.\[/-][\w\]]+){2,}", re.ASCII)
"""At least three steps: versions have two."""
ELSEWHERE = "逐块的清单太长，书里没有；它在本站的这一页上，地址见本章开头。"


def mark(element: Element) -> Iterator[Paragraph]:
    """The mark below a block in one line; what is in code there is a command for a shell."""
    said = [part.text() for part in element.every() if part.tag in ("summary", "span")]
    reasons = [part.text() for part in element.every() if part.tag == "li" and not list(part.elements())]
    yield Paragraph(tuple(_pieces("；".join([*said, *reasons]))), badge=True)


def _pieces(text: str) -> Iterator[Text | Code]:
    """The text, with the path of a field as code: that may break where it has to."""
    end = 0
    for found in _PATH.finditer(text):
        if found.start() > end:
            yield Text(text[end : found.start()])
        yield Code(found[0])
        end = found.end()
    if end < len(text):
        yield Text(text[end:])


def every_block(element: Element) -> Iterator[Paragraph]:
    """The list of all blocks, for which nobody would turn the pages: a sentence stands for all of it."""
    if element.tag == "p":
        yield Paragraph((Text(ELSEWHERE),))
