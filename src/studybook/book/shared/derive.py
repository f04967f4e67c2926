"""What follows from the tree: answers moved to the end, the index of questions, the list of sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from studybook.book.shared.tree import (
    Block,
    Book,
    Callout,
    Chapter,
    Fold,
    Heading,
    Inline,
    Item,
    Link,
    Listing,
    Paragraph,
    Quote,
    Text,
    inlines,
    links,
    plain,
    walk,
)

SOURCES = "参考资料"
ANSWERS = "追问的答案"


def answers_at_end(book: Book) -> Book:
    """The book with questions where they are asked, and their answers at the end of each chapter."""
    parts = tuple(replace(part, chapters=tuple(map(_answers_at_end, part.chapters))) for part in book.parts)
    return replace(book, parts=parts)


def _answers_at_end(chapter: Chapter) -> Chapter:
    answers: list[Fold] = []

    def asked(block: Block) -> Block:
        match block:
            case Fold(blocks=blocks) if block.is_question and blocks:
                answer = replace(block, anchor=f"{block.anchor}~answer", partner=block.anchor)
                answers.append(answer)
                return replace(block, blocks=(), partner=answer.anchor)
            case Fold(blocks=blocks) | Callout(blocks=blocks) | Quote(blocks=blocks):
                return replace(block, blocks=tuple(map(asked, blocks)))
            case Listing(items=items):
                return replace(block, items=tuple(Item(tuple(map(asked, item.blocks)), item.anchor) for item in items))
        return block

    blocks = tuple(map(asked, chapter.blocks))
    if not answers:
        return chapter
    heading = Heading(1, f"{chapter.anchor}#~answers", (Text(ANSWERS),))
    return replace(chapter, blocks=(*blocks, heading, *answers))


@dataclass(frozen=True, slots=True)
class Question:
    """An entry of the index."""

    anchor: str
    text: tuple[Inline, ...]
    of_chapter: bool


def questions(chapter: Chapter) -> Iterator[Question]:
    """The question of a chapter and those that follow it, each once."""
    if plain(chapter.title).rstrip().endswith(("？", "?")):
        yield Question(chapter.anchor, chapter.title, True)
    for block in walk(chapter.blocks):
        if isinstance(block, Fold) and block.is_question and not (block.partner and block.blocks):
            yield Question(block.anchor, block.title, False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that chapters name."""

    url: str
    title: str
    chapters: tuple[Chapter, ...]


def references(book: Book) -> list[Reference]:
    """All sources below the headings for them, each once, by address."""
    found: dict[str, Reference] = {}
    for chapter in book.chapters:
        for link in _named(chapter):
            known = found.get(link.target, Reference(link.target, plain(link.children), ()))
            if chapter not in known.chapters[-1:]:
                known = replace(known, chapters=(*known.chapters, chapter))
            found[link.target] = known
    return sorted(found.values(), key=lambda reference: reference.url)


def _named(chapter: Chapter) -> Iterator[Link]:
    within = False
    for block in walk(chapter.blocks):
        if isinstance(block, Heading) and block.level == 1:
            within = plain(block.children).strip() == SOURCES
        elif within and isinstance(block, Paragraph):
            yield from (link for link in links(tuple(inlines(block))) if link.external)
