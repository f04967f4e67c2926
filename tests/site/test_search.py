"""Search answers what people type and paste, in Chinese and English, online and from a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route

from tests.site.browser import until
from tests.site.conftest import WIDTHS, Site, pairwise
from tests.site.studied import violations

QUERIES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))
KEPT = [entry for entry in QUERIES if entry.get("kept")]
TUNED = [entry for entry in QUERIES if not entry.get("kept")]
GOAL = 0.95
"""The share of queries that have their page among the first three results."""
BOX = ".md-search__input"
ITEM = ".md-search-result__item"
NAMED = pytest.mark.parametrize("entry", TUNED, ids=lambda entry: entry["query"][:60])

ASK = """async queries => {
  const box = document.querySelector('.md-search__input');
  const list = document.querySelector('.md-search-result__list');
  const meta = document.querySelector('.md-search-result__meta');
  const config = JSON.parse(document.getElementById('__config').textContent);
  const { 'search.result.none': none, 'search.result.placeholder': ready } = config.translations;
  const met = condition => new Promise(resolve => {
    const look = () => condition() ? resolve() : setTimeout(look, 5);
    look();
  });
  const put = text => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})); };
  const shown = () => [...list.children].slice(0, 3).map(item => item.querySelector('a').getAttribute('href'));
  box.focus();
  const answers = {};
  for (const query of queries) {
    put('');
    await met(() => !list.children.length && meta.textContent.trim() === ready);
    put(query);
    await met(() => list.children.length || meta.textContent.trim() === none);
    answers[query] = shown();
  }
  return answers;
}"""
"""Types queries one after the other and takes what is shown of each."""


def pages(found: list[str], root: str) -> list[str]:
    """The pages of addresses, as the table of queries names them."""
    names = [re.split(r"[?#]", address.removeprefix(root))[0].removesuffix(".html") for address in found]
    return [re.sub(r"(^|/)index$", "", name.removesuffix("/")) for name in names]


def asked(browser: Browser, root: str, start: str) -> dict[str, list[str]]:
    page = browser.new_page()
    page.goto(root + start)
    answers = page.evaluate(ASK, [entry["query"] for entry in QUERIES])
    page.close()
    return {query: pages(found, root) for query, found in answers.items()}


@pytest.fixture(scope="module")
def online(browser: Browser, site: Site) -> dict[str, list[str]]:
    """By query: the pages that are shown first."""
    return asked(browser, site.address, "")


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(site.address)
    yield page
    page.close()


def is_answered(entry: dict[str, Any], found: dict[str, list[str]]) -> bool:
    wanted = entry["page"] if isinstance(entry["page"], list) else [entry["page"]]
    return not set(wanted).isdisjoint(found[entry["query"]])


def test_there_are_enough_queries() -> None:
    assert len({entry["query"] for entry in TUNED}) >= 100
    assert len({entry["query"] for entry in KEPT}) >= 50


@pytest.mark.browser
@NAMED
def test_a_query_is_answered(online: dict[str, list[str]], entry: dict[str, Any]) -> None:
    assert is_answered(entry, online), online[entry["query"]]


@pytest.mark.browser
def test_queries_that_it_was_not_tuned_with_are_answered(online: dict[str, list[str]]) -> None:
    answered = [entry for entry in KEPT if is_answered(entry, online)]
    assert len(answered) >= GOAL * len(KEPT)


@pytest.mark.browser
def test_no_query_is_left_without_a_result(online: dict[str, list[str]]) -> None:
    assert [query for query, found in online.items() if not found] == []


@pytest.mark.browser
def test_a_folder_answers_the_same(browser: Browser, offline: str, online: dict[str, list[str]]) -> None:
    assert asked(browser, offline, "index.html") == online


@pytest.mark.browser
def test_a_rule_is_found_by_its_name(page: Page) -> None:
    found = page.evaluate(ASK, ["selector-mismatch"])
    assert "/rules/selector-mismatch/" in found["selector-mismatch"][0]


@pytest.mark.browser
def test_a_follow_up_is_found_as_itself(page: Page) -> None:
    page.locator(BOX).fill("dnsPolicy 的默认值")
    page.locator(f"{ITEM} a[href$='#dns-policy-default']").first.click()
    page.wait_for_url("**/networking/dns/**")
    until(page, "document.getElementById('dns-policy-default').open")


@pytest.mark.browser
def test_what_is_pasted_is_searched(page: Page) -> None:
    page.locator(BOX).fill("etcd")  # no key is pressed
    page.wait_for_selector(ITEM)


@pytest.mark.browser
def test_what_an_input_method_writes_is_searched(page: Page) -> None:
    """It tells the page of a composition, as on a phone, and of no key."""
    page.locator(BOX).focus()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "wu'dian", "selectionStart": 7, "selectionEnd": 7})
    devtools.send("Input.insertText", {"text": "污点"})
    page.wait_for_selector(f"{ITEM} a[href*='taints-and-tolerations']")


@pytest.mark.browser
def test_enter_leads_to_the_best_answer_and_the_page_marks_it(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.locator(BOX).fill("容忍度")
    page.wait_for_selector(ITEM)
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("Enter")
    page.wait_for_url("**/taints-and-tolerations/**")
    page.wait_for_load_state("networkidle")
    marks = set(page.locator("article mark").all_text_contents())
    assert "容忍度" in marks
    assert marks <= {"容忍度", "容忍"}
    assert not [url for url in asked if "search" in url.partition("?")[0]], "the index is not needed for that"


@pytest.mark.browser
def test_a_word_in_an_address_is_marked_as_text(page: Page, site: Site) -> None:
    page.goto(site.address + "networking/dns/?h=%3Cimg%20src%3Dx%3E%20(%20NDOTS")
    assert {mark.lower() for mark in page.locator("article mark").all_text_contents()} <= {"ndots", "("}
    assert page.locator("article mark", has_text="ndots").count()
    assert page.locator("article img").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("edition", ["site", "offline"])
def test_where_nothing_is_found_there_is_a_way_on(browser: Browser, edition: str, request: Any) -> None:
    root = request.getfixturevalue(edition)
    page = browser.new_page()
    page.goto(root.address if isinstance(root, Site) else root + "index.html")
    box = page.locator(BOX)
    box.fill("zzzzzz")
    page.locator("p.search-help a").last.wait_for()
    assert [page.request.get(link).ok for link in links(page)] if isinstance(root, Site) else links(page)
    box.fill("etcd")
    page.wait_for_selector(ITEM)
    assert page.locator("p.search-help").count() == 0
    page.close()


def links(page: Page) -> list[str]:
    found: list[str] = page.locator("p.search-help a").evaluate_all("links => links.map(link => link.href)")
    return found


@pytest.mark.browser
def test_what_is_shown_of_an_answer_can_be_read(page: Page) -> None:
    box = page.locator(BOX)
    box.fill("0/3 nodes are available: 3 Insufficient memory.")
    page.wait_for_selector(ITEM)
    texts = page.locator(f"{ITEM} article").all_inner_texts()
    assert "Insufficient memory" in texts[0] + texts[1]
    assert not [text for text in texts if "\u200b" in text or "<" in text or len(text) > 300]


@pytest.mark.browser
@pairwise("query", ["zzzzzz", "DNS 解析"])
def test_what_the_search_shows_is_accessible(browser: Browser, site: Site, query: str, width: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": WIDTHS[width], "height": 800})
    page.emulate_media(reduced_motion="reduce", color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site.address + "networking/dns/?q=")
    page.locator(BOX).fill(query)
    page.locator(f"{ITEM}, p.search-help a").first.wait_for()
    assert violations(page) == []
    page.goto(site.address + "networking/dns/?h=dns")
    assert violations(page) == []
    page.close()


@pytest.mark.browser
def test_the_index_is_asked_for_when_it_is_wanted(browser: Browser, site: Site) -> None:
    """It is most of what a page weighs. What is typed while it is on its way is answered too."""
    page = browser.new_page(service_workers="block")  # which would ask for it in its own name
    asked: list[Route] = []
    page.route("**/search_index.json", lambda route: asked.append(route))
    page.goto(site.address, wait_until="networkidle")
    assert asked == []
    box = page.locator(BOX)
    with page.expect_request("**/search_index.json"):
        box.click()
    box.press_sequentially("etcd")
    asked[0].continue_()
    page.wait_for_selector(ITEM)
    assert len(asked) == 1
    page.close()


@pytest.mark.browser
def test_a_shared_search_is_answered(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address + "?q=etcd")
    page.wait_for_selector(ITEM)
    page.close()


def test_what_the_theme_brings_for_its_own_search_is_left_out(site: Site) -> None:
    assert not list(site.folder.glob("assets/javascripts/*/"))
    assert len(list(site.folder.glob("assets/search/worker.*.js"))) == 1
