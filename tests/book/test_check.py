"""A book with one thing wrong at a time: the checks of a finished PDF must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from studybook.book.pdf.check import check_pdf
from studybook.book.pdf.glyphs import check_glyphs
from studybook.book.shared.assemble import Manuscript, build
from studybook.book.shared.options import Options
from studybook.book.shared.tree import CodeBlock, Line
from studybook.errors import BookError
from studybook.render import Renderer

from .conftest import MODULES


def _links(document: Any) -> Iterator[Any]:
    for page in document.pages:
        yield from page.obj.get("/Annots", [])


def _cut_bookmark(document: Any) -> None:
    with document.open_outline() as outline:
        del outline.root[0]


def _lead_to_file(document: Any) -> None:
    note = next(note for note in _links(document) if note.get("/A", {}).get("/S") == "/URI")
    note["/A"]["/URI"] = pikepdf.String("file:///home/me/site/index.html")


def _lead_nowhere(document: Any) -> None:
    note = next(note for note in _links(document) if "/Dest" in note or "/D" in note.get("/A", {}))
    note["/A"] = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.String("nowhere"))
    if "/Dest" in note:
        del note["/Dest"]


def _drop_page(document: Any) -> None:
    del document.pages[4]


def _count_from_two(document: Any) -> None:
    document.Root.PageLabels.Nums[-1]["/St"] = 2


def _untag(document: Any) -> None:
    del document.Root["/MarkInfo"]


def _say_nothing(document: Any) -> None:
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
            del thing["/Alt"]


def _rename(document: Any) -> None:
    document.docinfo["/Title"] = "x"


def _speak_english(document: Any) -> None:
    document.Root.Lang = pikepdf.String("en")


def _leave_out_font(document: Any) -> None:
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]


def _add_image(document: Any) -> None:
    image = document.make_stream(b"\0", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    document.pages[3].obj["/Resources"]["/XObject"] = pikepdf.Dictionary(I=image)


def _narrow_page(document: Any) -> None:
    document.pages[4].obj["/MediaBox"] = pikepdf.Array([0, 0, 400, 842])


def _orphan(document: Any) -> None:
    with document.open_outline() as outline:
        chapter = outline.root[2].children[0]
        page = document.pages[3].obj
        chapter.destination = pikepdf.Array([page, pikepdf.Name.XYZ, 0, 80, 0])


@pytest.mark.parametrize(
    ("damage", "noticed"),
    [
        (_cut_bookmark, "bookmarks for"),
        (_lead_to_file, "leads nowhere"),
        (_lead_nowhere, "leads nowhere"),
        (_drop_page, "should be|not in the text"),
        (_count_from_two, "should be"),
        (_untag, "not tagged"),
        (_say_nothing, "no alternative text"),
        (_rename, "title, author or keywords"),
        (_speak_english, "that it is Chinese"),
        (_leave_out_font, "is not embedded"),
        (_add_image, "an image made of dots"),
        (_narrow_page, "leaves the page"),
        (_orphan, "nothing follows the heading"),
    ],
)
def test_damage_is_noticed(
    made: bytes, small: Manuscript, renderer: Renderer, damage: Callable[[Any], None], noticed: str
) -> None:
    changed = BytesIO()
    with pikepdf.open(BytesIO(made)) as document:
        damage(document)
        document.save(changed)
    found = "\n".join(check_pdf(changed.getvalue(), build(small, renderer), Options()))
    assert any(words in found for words in noticed.split("|")), found


def test_lost_code_and_a_lost_address_are_noticed(made: bytes, small: Manuscript, renderer: Renderer) -> None:
    book = build(small, renderer)
    (part,) = book.parts
    first, *rest = part.chapters
    longer = replace(
        first, address="https://other.example/", blocks=(*first.blocks, CodeBlock("", "", (Line((("", "lost"),)),)))
    )
    found = check_pdf(made, replace(book, parts=(replace(part, chapters=(longer, *rest)),)), Options())
    assert found == ["topic/a.md: its address is not in the text", "topic/a.md: code is not in the text: 'lost'"]


def test_a_missing_glyph_names_its_page(manuscript: Callable[..., Manuscript], renderer: Renderer) -> None:
    made = build(manuscript(a="<h1>甲</h1>", b="<h1>乙</h1><p>\U0001f600</p>"), renderer)
    with pytest.raises(BookError, match=r"topic/b\.md: .*U\+1F600"):
        check_glyphs(made, renderer, MODULES)
