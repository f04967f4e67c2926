"""The book as a tree: what its pages say, without a trace of HTML or of a theme.

Every edition (PDF, EPUB) is written from this, and the checks count in it. An anchor is the name of a place
that can be linked to: ``page.md`` for a chapter, ``page.md#id`` within one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Characters; white space is one blank."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Code within a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Text with an emphasis of one of the kinds in `SPANS`."""

    kind: str
    children: tuple[Inline, ...]


SPANS = {
    "strong": "strong", "b": "strong", "em": "emph", "i": "emph", "del": "strike", "s": "strike", "ins": "mark",
    "mark": "mark", "sub": "sub", "sup": "super", "small": "small", "kbd": "key", "abbr": "plain", "span": "plain",
    "cite": "plain", "q": "quoted", "label": "plain", "time": "plain", "u": "mark", "var": "emph", "dfn": "emph",
}  # fmt: skip
"""The kind of each HTML element that emphasises."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: to an anchor of the book, or to an address outside."""

    target: str
    children: tuple[Inline, ...]
    external: bool


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file, and what is said to those who do not see it."""

    path: str
    alternative: str


Inline: TypeAlias = "Text | Code | Span | Link | Break | Picture"
Cell: TypeAlias = "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a badge is a remark of the site on itself."""

    children: tuple[Inline, ...]
    badge: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below that of the chapter: level 1 is its section."""

    level: int
    anchor: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of code: stretches with their Pygments class, empty for none."""

    runs: tuple[tuple[str, str], ...]
    marked: bool = False

    @property
    def text(self) -> str:
        """The line as typed."""
        return "".join(text for _, text in self.runs)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A block of code; the verdict is what the proof says of it where that is not "correct"."""

    language: str
    title: str
    lines: tuple[Line, ...]
    verdict: str = ""
    wrong: bool = False

    @property
    def text(self) -> str:
        """The code as typed."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; numbered from ``start`` on, or with dots where that is None."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells of text."""

    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    aligns: tuple[str, ...]
    """``left``, ``center``, ``right`` for each column."""


@dataclass(frozen=True, slots=True)
class Callout:
    """A titled box: an admonition, a tab."""

    kind: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """What readers open on the site: mostly a question and its answer.

    Where answers stand at the end of the chapter there are two of it, which name each other in ``partner``:
    the question without blocks, and the answer.
    """

    anchor: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    partner: str = ""

    @property
    def is_question(self) -> bool:
        """Whether it is one to be answered."""
        return plain(self.title).rstrip().endswith(("？", "?"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A diagram, by the key of its drawing."""

    key: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone else said."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms with what they mean."""

    entries: tuple[tuple[tuple[Inline, ...], tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block: TypeAlias = (
    "Paragraph | Heading | CodeBlock | Listing | Table | Callout | Fold | Figure | Quote | Definitions | Rule"
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the site."""

    anchor: str
    title: tuple[Inline, ...]
    short: str
    """As in the navigation."""
    address: str
    """Where it is on the site."""
    blocks: tuple[Block, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the navigation; one without title holds a page that is in none."""

    title: str
    chapters: tuple[Chapter, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is printed."""

    title: str
    description: str
    author: str
    licence: str
    address: str
    date: str
    """As in 2026-11-23."""
    parts: tuple[Part, ...]
    keywords: tuple[str, ...] = ()

    @property
    def chapters(self) -> Iterator[Chapter]:
        """All chapters in order."""
        return (chapter for part in self.parts for chapter in part.chapters)


def plain(children: tuple[Inline, ...]) -> str:
    """Inline content as mere characters."""
    parts = []
    for child in children:
        match child:
            case Text(text) | Code(text) | Picture(alternative=text):
                parts.append(text)
            case Span(children=inner) | Link(children=inner):
                parts.append(plain(inner))
            case Break():
                parts.append(" ")
    return "".join(parts)


def inside(block: Block) -> tuple[Block, ...]:
    """The blocks that a block holds."""
    match block:
        case Callout(blocks=blocks) | Fold(blocks=blocks) | Quote(blocks=blocks):
            return blocks
        case Listing(items=items):
            return tuple(block for item in items for block in item.blocks)
        case Definitions(entries=entries):
            return tuple(block for _, blocks in entries for block in blocks)
    return ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """All blocks, outer before inner, in order."""
    for block in blocks:
        yield block
        yield from walk(inside(block))


def inlines(block: Block) -> Iterator[Inline]:
    """The inline content of a block, without that of blocks inside."""
    match block:
        case Paragraph(children=children) | Heading(children=children):
            yield from children
        case Callout(title=title) | Fold(title=title):
            yield from title
        case Table(head=head, body=body):
            for row in (*head, *body):
                for cell in row:
                    yield from cell
        case Definitions(entries=entries):
            for term, _ in entries:
                yield from term


def links(children: tuple[Inline, ...]) -> Iterator[Link]:
    """All links in inline content."""
    for child in children:
        if isinstance(child, Link | Span):
            yield from [child] if isinstance(child, Link) else []
            yield from links(child.children)
