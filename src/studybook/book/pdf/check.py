"""Checks of a finished PDF against the tree that it was made of; what they find is a list of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2

from studybook.book.pdf.typeset import PAPERS, POINTS
from studybook.book.shared.derive import answers_at_end, questions
from studybook.book.shared.options import Options
from studybook.book.shared.tree import (
    Book,
    Code,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Link,
    Span,
    Text,
    inlines,
    plain,
    walk,
)
from studybook.book.shared.words import INDEX, SOURCES, WORDS, chapter_number, part_number

_BLANK = re.compile(r"\s+")
FOREIGN = re.compile(r"^(file:|https?://(localhost|127\.|0\.0\.0\.0|\[::1\]))")


class Title(NamedTuple):
    """A heading as it must appear among the bookmarks."""

    depth: int
    text: str


def headings(book: Book) -> Iterator[Title]:
    """All headings of the book, in order."""
    yield Title(1, WORDS["licence"])
    yield Title(1, WORDS["contents"])
    for part in book.parts:
        depth = 2 if part.title else 1
        if part.title:
            yield Title(1, f"{part_number(part.number)}　{part.title}")
        for chapter in part.chapters:
            yield Title(depth, chapter_number(chapter) + plain(chapter.title))
            for block in walk(chapter.blocks):
                if isinstance(block, Heading):
                    yield Title(depth + block.level, plain(block.children))
    yield Title(1, INDEX)
    yield Title(1, SOURCES)


def check_pdf(data: bytes, book: Book, options: Options) -> list[str]:
    """Everything that is wrong with a PDF of this book, made with these options."""
    if options.answers == "chapter-end":
        book = answers_at_end(book)
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [*_structure(pdf, book), *_fonts_and_images(pdf), *_bookmarks(pdf, book)]
        links = list(_links(pdf))
    found += [f"page {link.page + 1}: the link to {link.shown} leads nowhere" for link in links if link.dead]
    shown = pypdfium2.PdfDocument(data)
    try:
        return [
            *found,
            *_numbers(shown, links, book),
            *_texts(shown, book, options),
            *_margins(shown, options),
            *_orphans(shown, options),
        ]
    finally:
        shown.close()


class _Link(NamedTuple):
    page: int
    box: tuple[float, float, float, float]
    target: int | None
    """The index of the page it leads to; None for an address outside."""
    dead: bool
    shown: str


def _structure(pdf: pikepdf.Pdf, book: Book) -> Iterator[str]:
    root: Any = pdf.Root
    if not (root.get("/MarkInfo", {}).get("/Marked") and "/StructTreeRoot" in root):
        yield "it is not tagged"
        return
    if not str(root.get("/Lang", "")).lower().startswith("zh"):
        yield "it does not say that it is Chinese"
    if b"pdfuaid:part" not in bytes(root.Metadata.read_bytes()):
        yield "it does not claim PDF/UA"
    info = pdf.docinfo
    if str(info.get("/Title", "")) != book.title or not info.get("/Author") or not info.get("/Keywords"):
        yield "title, author or keywords are missing"
    if "/PageLabels" not in root:
        yield "it has no page labels"
    figures = [element for element in _elements(root.StructTreeRoot) if element.get("/S") == "/Figure"]
    without = sum(not str(figure.get("/Alt", "")).strip() for figure in figures)
    if without:
        yield f"{without} figures have no alternative text"
    wanted = sum(isinstance(block, Figure) for chapter in book.chapters for block in walk(chapter.blocks))
    if len(figures) != wanted:
        yield f"{wanted} diagrams have become {len(figures)} figures"


def _elements(node: Any) -> Iterator[Any]:
    waiting = [node]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += list(element)
        elif isinstance(element, pikepdf.Dictionary):
            yield element
            if "/K" in element:
                waiting.append(element["/K"])


def _fonts_and_images(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if thing.get("/Type") == "/Font" and thing.get("/Subtype") == "/Type3":
            yield "it has a font of type 3"
        if thing.get("/Type") == "/FontDescriptor" and not {"/FontFile2", "/FontFile3"} & set(thing.keys()):
            yield f"the font {thing.get('/FontName')} is not embedded"
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
            yield "it has an image made of dots"


def _bookmarks(pdf: pikepdf.Pdf, book: Book) -> Iterator[str]:
    wanted = [Title(title.depth, _bare(title.text)) for title in headings(book)]
    with pdf.open_outline() as outline:
        got = [Title(depth, _bare(str(item.title))) for depth, item in _items(outline.root, 1)]
    if got != wanted:
        place = next((n for n, pair in enumerate(zip(got, wanted, strict=False)) if pair[0] != pair[1]), len(wanted))
        yield f"{len(got)} bookmarks for {len(wanted)} headings; the first that differs: {wanted[place : place + 1]}"


def _items(items: Any, depth: int) -> Iterator[tuple[int, Any]]:
    for item in items:
        yield depth, item
        yield from _items(item.children, depth + 1)


def _links(pdf: pikepdf.Pdf) -> Iterator[_Link]:
    places = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    named = _named(pdf)
    for index, page in enumerate(pdf.pages):
        notes: Any = page.obj.get("/Annots", [])
        for note in notes:
            if note.get("/Subtype") != "/Link":
                continue
            action: Any = note.get("/A", {})
            left, bottom, right, top = (float(number) for number in note.Rect)
            box = (left, bottom, right, top)
            if action.get("/S") == "/URI":
                address = str(action.URI)
                yield _Link(index, box, None, bool(FOREIGN.match(address)), address)
                continue
            target = note.get("/Dest", action.get("/D"))
            shown = str(target)
            if isinstance(target, pikepdf.String | pikepdf.Name):
                target = named.get(str(target))
            if isinstance(target, pikepdf.Dictionary):
                target = target.get("/D")
            place = places.get(target[0].objgen) if isinstance(target, pikepdf.Array) else None
            yield _Link(index, box, place, place is None, shown)


def _named(pdf: pikepdf.Pdf) -> dict[str, Any]:
    root: Any = pdf.Root
    names = root.get("/Names", {}).get("/Dests")
    return {str(key): value for key, value in pikepdf.NameTree(names).items()} if names is not None else {}


def _numbers(shown: pypdfium2.PdfDocument, links: list[_Link], book: Book) -> Iterator[str]:
    """The page numbers in the contents and the index, which are links of their own."""
    entries = sum(1 for part in book.parts if part.title) + len(list(book.chapters)) + 2
    entries += sum(1 for chapter in book.chapters for _ in questions(chapter))
    right = 0
    for page in sorted({link.page for link in links}):
        text = shown[page].get_textpage()
        for link in (link for link in links if link.page == page and link.target is not None):
            left, bottom, end, top = link.box
            said = text.get_text_bounded(left - 1, bottom - 1, end + 1, top + 1).strip(". \r\n")
            if not said.isdecimal():
                continue
            label = shown.get_page_label(link.target or 0)
            if said == label:
                right += 1
            else:
                yield f"page {page + 1}: “{said}” should be {label}"
        text.close()
    if right < entries:
        yield f"{entries} entries of contents and index have {right} right page numbers"


def _texts(shown: pypdfium2.PdfDocument, book: Book, options: Options) -> Iterator[str]:
    paper = PAPERS[options.paper]
    pages = []
    for page in shown:
        width, height = page.get_size()
        text = page.get_textpage()
        inner = text.get_text_bounded(0, paper.bottom * POINTS - 2, width, height - paper.top * POINTS + 4)
        pages.append(inner)
        text.close()
    torn = options.paper == "phone"  # there a row of a table may end on the next page, below the head of the table
    everything = _Reader(_bare("".join(pages)))
    for title in headings(book):
        if not everything.has(title.text):
            yield f"the heading “{title.text}” is not in the text"
    everything.place = 0
    for chapter in book.chapters:
        if not everything.has(chapter.address):
            yield f"{chapter.anchor}: its address is not in the text"
        for block in walk(chapter.blocks):
            if isinstance(block, CodeBlock) and not everything.has(block.text):
                yield f"{chapter.anchor}: code is not in the text: {block.text.strip()[:40]!r}"
            for string in _strings(tuple(inlines(block))):
                if not (everything.has(string) or (torn and everything.has_in_two(string))):
                    yield f"{chapter.anchor}: “{string.strip()[:40]}” is not in the text"


@dataclass(slots=True)
class _Reader:
    """Looks for strings in a text that has most of them in order."""

    text: str
    place: int = 0

    def has(self, string: str) -> bool:
        string = _bare(string)
        found = self.text.find(string, self.place)
        if found < 0:
            return string in self.text
        self.place = found
        return True

    def has_in_two(self, string: str) -> bool:
        """Whether the string is there with something in between."""
        string = _bare(string)
        return any(string[:at] in self.text and string[at:] in self.text for at in range(1, len(string)))


def _strings(children: tuple[Inline, ...]) -> Iterator[str]:
    """The texts of inline content, without what the book adds to links."""
    for child in children:
        match child:
            case Text(text) | Code(text):
                yield text
            case Span(children=inner) | Link(children=inner):
                yield from _strings(inner)


def _margins(shown: pypdfium2.PdfDocument, options: Options) -> Iterator[str]:
    """Text that leaves the page, or comes too near to its edge."""
    edge = PAPERS[options.paper].side * POINTS / 2
    for number, page in enumerate(shown, 1):
        text = page.get_textpage()
        width = page.get_width()
        for index in range(text.count_rects()):
            box = text.get_rect(index)
            if box[0] < edge or box[2] > width - edge:
                yield f"page {number}: “{text.get_text_bounded(*box).strip()[:40]}” leaves the page"
        text.close()


def _orphans(shown: pypdfium2.PdfDocument, options: Options) -> Iterator[str]:
    """Headings with nothing below them on their page."""
    bottom = PAPERS[options.paper].bottom * POINTS - 2
    for mark in shown.get_toc():
        place = mark.get_dest()
        number = place.get_index() if place else None
        if place is None or number is None:
            continue
        page, top = shown[number], place.get_view()[1][1]
        text = page.get_textpage()
        below = _bare(text.get_text_bounded(0, bottom, page.get_width(), top + 2))
        text.close()
        if len(below) <= len(_bare(mark.get_title())):
            yield f"page {number + 1}: nothing follows the heading “{mark.get_title()}”"


def _bare(text: str) -> str:
    """Without white space, and with the hyphens at ends of lines that PDFium hides."""
    return _BLANK.sub("", text.replace("\ufffe", "-").replace("\x02", "-").replace("\u200b", ""))
