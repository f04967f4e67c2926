"""The paper of 模拟面试: its address says all of it, the command line draws the same, and it can be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from studybook.study.interview.draw import Wish, drawn, sign
from studybook.study.questions.bank import Bank, gather
from tests.site.conftest import ROOT, Site
from tests.site.interviewing import PAGES, PAPER, asked, begin, marked, pages_of, press, through
from tests.site.studied import NAMES, Reading, readers, reading

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(browser: Browser, interviewed: Path) -> Iterator[Reading]:
    with readers(browser, interviewed) as made_for:
        yield made_for


@pytest.fixture(scope="module")
def bank() -> Bank:
    return gather(PAGES, NAMES)


def test_the_address_is_the_paper_and_the_command_line_has_the_same(reader: Reading, bank: Bank) -> None:
    one, other = reader(), reader(width="phone")
    one.open(PAPER)
    other.open(PAPER)
    paper = drawn(bank.pages, Wish("senior", count=4, minutes=45, seed=7))
    assert asked(one.page) == asked(other.page) == [each.question.title for each in paper]
    expect(one.page.locator(".study-plan")).to_contain_text(f"7 号卷，校验码 {sign(paper)}")
    before = one.page.url
    one.page.reload()
    assert one.page.url == before
    press(one.page, "换一份")
    expect(one.page).not_to_have_url(before)


def test_so_it_is_of_the_real_site(browser: Browser, site: Site) -> None:
    docs = ROOT / "docs"
    pages = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}
    real = gather(pages, (ROOT / "study.toml").read_text(encoding="utf-8"))
    with reading(browser, site.address) as one:
        for level, seed in (("junior", 1), ("senior", 2), ("expert", 4294967295)):
            paper = drawn(real.pages, Wish(level, seed=seed))
            one.open(f"interview/?level={level}&seed={seed}")
            expect(one.page.locator(".study-plan")).to_contain_text(f"校验码 {sign(paper)}")
            assert asked(one.page) == [each.question.title for each in paper]


def test_what_is_wrong_in_an_address_is_told(reader: Reading) -> None:
    desk = reader()
    desk.open("interview/?level=boss&topic=cooking&count=99&minutes=x&seed=1")
    told = desk.page.locator(".study-plan .study-loss")
    for text in ("没有级别“boss”，改为中级。", "没有主题“cooking”，改为全部主题。", "题数“99”", "分钟数“x”"):
        expect(told).to_contain_text(text)
    expect(desk.page).to_have_url(re.compile(r"\?level=senior&minutes=45&count=12&seed=1$"))
    desk.page.get_by_label("题数").select_option("4")
    expect(told).to_be_hidden()


def test_the_paper_is_printed_and_the_marking_scheme_behind_it(reader: Reading) -> None:
    desk = reader()
    desk.open(PAPER)
    page = desk.page
    names = asked(page)
    paper, key = pages_of(page)
    assert [name for name in names if name not in paper or name not in key] == []
    assert "姓名" in paper
    assert "的答案" not in paper
    assert "评分要点" in key
    assert "的答案" in key
    assert not any(word in paper + key for word in ("换一份", "怎样抽题", "按编号", "报告错误"))
    page.get_by_label("连同评分要点").uncheck()
    assert len(pages_of(page)) == 1
    begin(page)
    assert names[0] in pages_of(page)[0]


def test_the_result_is_printed(reader: Reading) -> None:
    desk = reader()
    desk.open(PAPER)
    page = desk.page
    begin(page)
    through(page)
    marked(page)
    sheets = pages_of(page)
    assert all(sheets)
    told = "".join(sheets)
    assert "个要点答到 0 个" in told
    assert "再面一场" not in told
    assert "姓名" not in told
    assert "怎样抽题" not in told
    assert "按编号" not in told


def test_without_scripts_the_page_says_what_it_is(reader: Reading) -> None:
    plain = reader(java_script_enabled=False)
    plain.open("interview/")
    page = plain.page
    expect(page.locator(".study-without")).to_contain_text("命令行")
    expect(page.locator(".study-without a")).to_have_attribute("href", "../questions/")
    expect(page.get_by_text("按编号")).to_be_visible()
