"""Search answers what people type, in Chinese and English, online and from a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route

from tests.site.browser import until
from tests.site.conftest import Site

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))


def test_there_are_enough_queries() -> None:
    assert len({entry["query"] for entry in QUERIES}) >= 30


@pytest.fixture(scope="module")
def online(browser: Browser, site: Site) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(site.address)
    yield page
    page.close()


@pytest.fixture(scope="module")
def from_folder(browser: Browser, offline: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(offline + "index.html")
    yield page
    page.close()


def results(page: Page, query: str) -> list[str]:
    """Addresses of the results, best first, without what follows the page's own path."""
    box = page.locator(".md-search__input")
    box.click()
    box.fill("")
    until(page, "!document.querySelector('.md-search-result__item')")
    box.fill(query)
    box.press("End")  # typing Chinese makes no key event of its own, and the search waits for one
    page.wait_for_selector(".md-search-result__item", timeout=5000)
    links = page.locator(".md-search-result__item > .md-search-result__link")
    return [link.get_attribute("href") or "" for link in links.all()[:3]]


@pytest.mark.browser
@pytest.mark.parametrize("entry", QUERIES, ids=lambda entry: entry["query"])
def test_online(online: Page, entry: dict[str, str]) -> None:
    found = results(online, entry["query"])
    assert any(f"/{entry['page']}/" in address for address in found), found


@pytest.mark.browser
@pytest.mark.parametrize("entry", QUERIES, ids=lambda entry: entry["query"])
def test_from_a_folder(from_folder: Page, entry: dict[str, str]) -> None:
    found = results(from_folder, entry["query"])
    assert any(f"{entry['page']}.html" in address for address in found), found


@pytest.mark.browser
def test_the_index_is_asked_for_when_it_is_wanted(browser: Browser, site: Site) -> None:
    """It is most of what a page weighs. What is typed while it is on its way is answered too."""
    page = browser.new_page()
    asked: list[Route] = []
    page.route("**/search_index.json", lambda route: asked.append(route))
    page.goto(site.address, wait_until="networkidle")
    assert asked == []
    box = page.locator(".md-search__input")
    with page.expect_request("**/search_index.json"):
        box.click()
    box.press_sequentially("etcd")
    asked[0].continue_()
    page.wait_for_selector(".md-search-result__item", timeout=15000)
    assert len(asked) == 1
    page.close()


@pytest.mark.browser
def test_a_shared_search_is_answered(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address + "?q=etcd")
    page.wait_for_selector(".md-search-result__item", timeout=15000)
    page.close()
