"""A page that is printed: all that it says, with its address, and nothing that can only be pressed."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.site.conftest import Site

pytestmark = pytest.mark.browser
PRINTED = ["traffic/gateway-api/", "pitfalls/dns-failure/", "workloads/probes/"]
ENOUGH = 0.6
"""The part of a sheet of paper that is used, on all but the last."""
PRESSED = ("上一题", "下一题", "点按放大", "先想再看", "加入复习", "收藏", "全部展开", "报告错误", "¶")
TEXTS = "selector => [...document.querySelectorAll(selector)].map(each => each.textContent)"


def _bare(text: str) -> str:
    return re.sub(r"[\s\ufffe\xad-]+", "", text)  # a hyphen at the end of a line may be read as a soft one


@pytest.mark.parametrize("address", PRINTED)
def test_a_page_on_paper(page: Page, site: Site, tmp_path: Path, address: str) -> None:
    page.goto(site.address + address)
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(file)
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    text = _bare("".join(sheet.get_textpage().get_text_range() for sheet in document))
    assert text.startswith(_bare(site.address + address + page.locator("h1").evaluate("h1 => h1.firstChild.data")))
    assert [word for word in PRESSED if word in text] == []
    answers = page.evaluate(TEXTS, "details[data-level] > p:not(.study-tools)")
    code = page.evaluate(TEXTS, "pre > code")
    assert answers
    assert code
    assert [part[:40] for part in (*answers, *code) if _bare(part) not in text] == []
    used = [1 - min(_bottoms(sheet)) / sheet.get_height() for sheet in document]
    assert [part for part in used[:-1] if part < ENOUGH] == []


def _bottoms(sheet: pypdfium2.PdfPage) -> list[float]:
    return [thing.get_bounds()[1] for thing in sheet.get_objects() if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
