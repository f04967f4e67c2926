"""A small book as PDF, read back: what a page of it looks like to a program that reads pages."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf import PdfReader

from studybook.book.pdf.check import check_pdf
from studybook.book.pdf.encode import SIGNS
from studybook.book.pdf.typeset import pdf
from studybook.book.shared.assemble import Manuscript, build
from studybook.book.shared.options import Options
from studybook.errors import BookError
from studybook.fonts import SANS, coverage, font_file
from studybook.render import Renderer

from .conftest import MODULES
from .small import CODE, SENTENCE


@pytest.fixture(scope="module")
def pages(made: bytes) -> list[str]:
    """The text of each page, line ends as one sign."""
    shown = pypdfium2.PdfDocument(made)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in shown]


def test_it_passes_its_own_checks(made: bytes, small: Manuscript, renderer: Renderer) -> None:
    assert check_pdf(made, build(small, renderer), Options()) == []


def test_the_font_has_the_signs_of_what_is_folded() -> None:
    fonts = [coverage(font_file(MODULES, SANS, bold=bold)) for bold in (False, True)]
    assert all(set(map(ord, "".join(SIGNS))) <= font for font in fonts)


def test_cover_and_licence(pages: list[str]) -> None:
    assert all(
        said in pages[0] for said in ("书名", "一本书", "2026-11-23", "作者甲", "https://k8s.example/", "CC BY 4.0")
    )
    assert "SIL Open Font License" in pages[1]


def test_numbers_of_parts_and_chapters_and_pages(pages: list[str], made: bytes) -> None:
    contents = re.sub(r"[.\s]", "", pages[2])
    assert "第一部分主题1" in contents
    assert "1甲是什么？1" in contents
    shown = pypdfium2.PdfDocument(made)
    assert [shown.get_page_label(index) for index in range(5)] == ["", "i", "ii", "1", "2"]


def test_a_chapter_has_its_address_badge_and_running_header(pages: list[str]) -> None:
    first, second = pages[3], pages[5]
    assert "https://k8s.example/topic/a/" in first
    assert "适用于 v1.35" in first
    assert re.match(r"第一部分\s+主题\n?\s*2 b\n", second), second[:40]


def test_tabs_boxes_and_folds_are_open_with_their_titles(pages: list[str]) -> None:
    text = "".join(pages[3:5])
    said = ("用命令", "命令内容", "用清单", "清单内容", "小心", "警告内容", "为什么是甲？", "因为是甲")
    places = [text.find(words) for words in said]
    assert -1 not in places
    assert places == sorted(places)


def test_wrong_examples_are_marked(pages: list[str]) -> None:
    text = "".join(pages[3:5])
    assert (
        text.index("错误示例：没有这个字段")
        < text.index("kind: Wrong")
        < text.index("未经验证：不是清单")
        < text.index("Other")
    )


def test_links(made: bytes, pages: list[str]) -> None:
    assert re.search(r"另一页\s?3\s页", pages[3])
    assert "官方文档↗" in pages[3]
    with pikepdf.open(BytesIO(made)) as document:
        outside = {
            str(note.A.URI)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/URI" in note.get("/A", {})
        }
    assert {"https://k8s.io/docs/", "https://k8s.io/x", "https://k8s.example/topic/a/"} <= outside


def test_index_and_sources(pages: list[str]) -> None:
    index, sources = pages[-2:]
    assert re.search(r"为什么是甲？[\s.]*\d", index)
    assert re.search(r"资料甲.*https://k8s\.io/x", sources, re.DOTALL)


def test_heads_of_tables_are_repeated(pages: list[str]) -> None:
    rows = [page for page in pages if re.search(r"第 \d+ 行", page)]
    assert len(rows) > 1
    assert all(page.count("表头甲") == 1 for page in rows)


def test_code_keeps_its_indentation_and_its_line(made: bytes) -> None:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages[3:5])
    assert CODE.partition("  very")[0] in text
    assert "very-long-value/" * 20 in re.sub(r"\s", "", text)


class Sign(NamedTuple):
    """A character, with its place on the page and its size in points."""

    text: str
    x: float
    y: float
    size: float


@pytest.fixture(scope="module")
def signs(made: bytes) -> list[Sign]:
    """Those of the first chapter; blanks that only the reader has added are not among them."""
    found = []
    shown = pypdfium2.PdfDocument(made)
    for number in (3, 4):
        text = shown[number].get_textpage()
        for index in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            size = pdfium.FPDFText_GetFontSize(text, index)
            found.append(Sign(chr(pdfium.FPDFText_GetUnicode(text, index)), x.value, y.value, size))
    return found


def test_chinese_in_code_is_twice_as_wide(signs: list[Sign]) -> None:
    """The comments after four Chinese and after eight Latin characters begin below each other."""
    starts = [sign.x for sign in signs if sign.text == "#"]
    assert len(starts) == 2
    assert abs(starts[0] - starts[1]) < 0.1


def _steps(signs: list[Sign], pair: str) -> list[float]:
    """How far apart the characters of a pair are on a line, in ems."""
    return [(b.x - a.x) / a.size for a, b in pairwise(signs) if a.text + b.text == pair and abs(a.y - b.y) < 0.1]


def test_punctuation_is_compressed_and_latin_words_stand_apart(signs: list[Sign]) -> None:
    plain, pressed, apart = (_steps(signs, pair) for pair in ("中文", "），", "h夹"))
    assert min(map(len, (plain, pressed, apart))) > 3
    assert min(plain) > 0.98
    assert max(pressed) < 0.8
    assert min(apart) > 0.65  # the letter itself is 0.56 wide


def test_paragraphs_are_justified(signs: list[Sign]) -> None:
    at = "".join(sign.text for sign in signs).index(SENTENCE)
    lines: dict[float, float] = {}
    for sign in signs[at : at + 12 * len(SENTENCE)]:
        lines[sign.y] = max(lines.get(sign.y, 0), sign.x + sign.size * (0.5 if sign.text in "，。）" else 1))
    *full, last = lines.values()
    assert len(full) > 4
    assert max(full) - min(full) < 6  # a line may end in a letter, which is narrower
    assert last < max(full)


def test_answers_at_the_end_of_the_chapter(small: Manuscript, renderer: Renderer) -> None:
    shown = pypdfium2.PdfDocument(pdf(build(small, renderer), Options(answers="chapter-end"), renderer, MODULES))
    text = "".join(page.get_textpage().get_text_bounded() for page in shown)
    assert text.index("答案在第") < text.index("资料甲") < text.index("追问的答案") < text.index("因为是甲")


@pytest.mark.parametrize(("paper", "width"), [("a4", 210), ("a5", 148), ("phone", 90)])
def test_papers(small: Manuscript, renderer: Renderer, paper: str, width: int) -> None:
    shown = pypdfium2.PdfDocument(pdf(build(small, renderer), Options(paper=paper), renderer, MODULES))
    assert round(shown[3].get_width() / 72 * 25.4) == width


def test_large_print_is_larger(made: bytes, small: Manuscript, renderer: Renderer) -> None:
    large = pypdfium2.PdfDocument(pdf(build(small, renderer), Options(large=True), renderer, MODULES))
    assert _size(large, "因为是甲") > 1.5 * _size(pypdfium2.PdfDocument(made), "因为是甲")


def _size(document: pypdfium2.PdfDocument, words: str) -> float:
    """Height of some words."""
    for page in document:
        text = page.get_textpage()
        if found := text.search(words).get_next():
            left, bottom, right, top = text.get_charbox(found[0], loose=True)
            assert right > left
            return float(top - bottom)
    raise AssertionError(words)


def test_fonts_are_subsets(made: bytes) -> None:
    with pikepdf.open(BytesIO(made)) as document:
        names = {
            str(thing["/FontName"])
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        }
    assert names
    assert all(re.match(r"/[A-Z]{6}\+(NotoSansSC|Inconsolata)", name) for name in names), names


def test_the_same_bytes(made: bytes, small: Manuscript, renderer: Renderer) -> None:
    assert pdf(build(small, renderer), Options(), renderer, MODULES) == made


def test_a_missing_glyph_in_a_title_of_the_navigation(renderer: Renderer, small: Manuscript) -> None:
    odd = replace(small, title="书\U0001f600")
    with pytest.raises(BookError, match=r"mkdocs\.yml: .*U\+1F600"):
        pdf(build(odd, renderer), Options(), renderer, MODULES)
