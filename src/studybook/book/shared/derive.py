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
ANSWERS, ANSWERS_OF_ITEMS = "追问的答案", "追问与自测的答案"
ANSWER = "答案"
"""What is opened to see what was right of the options above."""


def answers_at_end(book: Book) -> Book:
    """The book with questions where they are asked, and their answers at the end of each chapter."""
    parts = tuple(replace(part, chapters=tuple(map(_answers_at_end, part.chapters))) for part in book.parts)
    return replace(book, parts=parts)


def _answers_at_end(chapter: Chapter) -> Chapter:
    answers: list[Fold] = []
    above: tuple[Inline, ...] = ()

    def asked(block: Block) -> Block:
        nonlocal above
        match block:
            case Heading(children=children):
                above = children
            case Fold(blocks=blocks) if (block.is_question or _is_answer(block)) and blocks:
                title = above if _is_answer(block) else block.title
                answer = replace(block, anchor=f"{block.anchor}~answer", title=title, partner=block.anchor)
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
    tested = any(isinstance(block, Fold) and _is_answer(block) for block in walk(blocks))
    heading = Heading(1, f"{chapter.anchor}#~answers", (Text(ANSWERS_OF_ITEMS if tested else ANSWERS),))
    return replace(chapter, blocks=(*blocks, heading, *answers))


def _is_answer(fold: Fold) -> bool:
    """Whether it is the answer to what stands above it: a heading, and options to choose of."""
    return plain(fold.title).strip() == ANSWER


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
