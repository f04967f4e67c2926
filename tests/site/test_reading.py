"""What helps any reader: all answers at once, the list of keys, the form for mistakes, the box of the first page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.site.browser import served, until
from tests.site.conftest import Site, build, small_site
from tests.site.studied import NAMES, PAGES

pytestmark = pytest.mark.browser
REPOSITORY = "https://git.example/owner/handbook"
HELP = "---\nreviewed: 2026-11-29\n---\n\n# 使用说明\n\n## 键盘\n\n| 键 | 做什么 |\n| --- | --- |\n| ? | 这张表 |\n"
OPEN = "details[data-level][open]"
SEARCHING = "document.querySelector('#__search').checked"
REPORT = "a[data-report]"


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with questions whose repository is known."""
    root = tmp_path_factory.mktemp("reading")
    (root / "study.toml").write_text(NAMES, encoding="utf-8")
    small_site(root, {**PAGES, "help.md": HELP})
    with served(root / "site") as address:
        done = build(root=root, SITE_URL=address, REPO_URL=REPOSITORY)
        assert done.returncode == 0, done.stderr
        (root / "site" / "assets" / "study" / "version.js").write_text(
            'globalThis.handbook = globalThis.handbook || {};\nhandbook.version = {"commit": "0a1b2c"};\n', "utf-8"
        )
        yield Site(root / "site", address)


def test_one_button_unfolds_all_answers_and_folds_them(page: Page, handbook: Site) -> None:
    page.goto(f"{handbook.address}volumes/")
    button = page.get_by_role("button", name="全部展开")
    button.click()
    expect(page.locator(OPEN)).to_have_count(2)
    page.get_by_role("button", name="全部收起").click()
    expect(page.locator(OPEN)).to_have_count(0)
    for question in page.locator("details[data-level] > summary").all():
        question.click()
    expect(page.get_by_role("button", name="全部收起")).to_be_visible()


def test_a_question_ends_with_what_is_near_and_with_its_topics(page: Page, handbook: Site) -> None:
    page.goto(f"{handbook.address}dns/")
    ending = page.locator(".ways")
    expect(ending.get_by_role("link", name="卷有哪些类型？")).to_have_attribute("href", "../volumes/")
    expect(page.locator(".md-footer__link--next")).to_contain_text("下一题")
    ending.get_by_role("link", name="网络").click()
    page.wait_for_url(f"{handbook.address}questions/?topic=networking")
    expect(page.locator(".study-list > li:visible")).to_have_count(2)


def test_the_first_page_leads_to_questions_of_a_topic(page: Page, handbook: Site) -> None:
    page.goto(handbook.address)
    expect(page.get_by_role("link", name="开始刷题")).to_have_attribute("href", "questions/")
    expect(page.get_by_role("link", name="常考的题")).to_have_attribute("href", "questions/?frequency=common")
    page.locator(".home-topic", has_text="存储").click()
    page.wait_for_url(f"{handbook.address}questions/?topic=storage")


def test_one_answer_needs_no_button_for_all(page: Page, handbook: Site) -> None:
    page.goto(f"{handbook.address}dns/")
    assert page.locator("details[data-level]").count() == 1
    assert page.get_by_role("button", name="全部展开").count() == 0


def test_a_question_mark_shows_the_keys_unless_it_is_being_written(page: Page, handbook: Site) -> None:
    page.goto(f"{handbook.address}dns/")
    page.locator(".md-search__input").focus()
    until(page, SEARCHING)  # the search has the keys, and lets go of them when it has closed
    page.keyboard.press("?")
    assert page.url == f"{handbook.address}dns/"
    page.keyboard.press("Escape")
    until(page, f"!{SEARCHING} && !document.activeElement.matches('input')")
    page.keyboard.press("?")
    page.wait_for_url(f"{handbook.address}help/#{quote('键盘')}")


def test_a_mistake_is_told_with_its_place_and_the_commit(page: Page, handbook: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{handbook.address}volumes/#host-path", wait_until="networkidle")
    assert not [url for url in asked if url.endswith("version.js")]
    link = page.locator(REPORT)
    link.focus()
    until(page, "link => link.href.includes('commit=')", arg=link.element_handle())
    told = parse_qs(urlsplit(str(link.get_attribute("href"))).query)
    assert told["page"] == [f"{handbook.address}volumes/#host-path"]
    assert told["commit"] == ["0a1b2c"]


def test_where_no_page_is_its_address_is_told(page: Page, handbook: Site) -> None:
    page.goto(f"{handbook.address}404.html")
    link = page.locator(REPORT)
    link.focus()
    until(page, "link => link.href.includes('404')", arg=link.element_handle())


@pytest.mark.parametrize("how", ["click", "write", "paste"])
def test_the_box_of_the_first_page_opens_the_search(page: Page, handbook: Site, how: str) -> None:
    page.goto(handbook.address)
    box, query = page.locator("[data-search-box]"), page.locator(".md-search__input")
    if how == "click":
        box.click()
    else:
        box.focus()
        expect(box).to_be_focused()  # who only passes by with the keyboard is led nowhere
    if how == "paste":
        page.keyboard.insert_text("DNS 解析")
    else:
        expect(query if how == "click" else box).to_be_focused()
        page.keyboard.type("DNS 解析")
    expect(query).to_be_focused()
    expect(query).to_have_value("DNS 解析")
    expect(page.locator(".md-search-result__link").first).to_contain_text("DNS")


def test_a_word_that_is_being_chosen_is_not_torn_away(page: Page, handbook: Site) -> None:
    page.goto(handbook.address)
    box, query = page.locator("[data-search-box]"), page.locator(".md-search__input")
    box.focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "jie", "selectionStart": 3, "selectionEnd": 3})
    expect(box).to_be_focused()
    session.send("Input.insertText", {"text": "解析"})
    expect(query).to_be_focused()
    expect(query).to_have_value("解析")
