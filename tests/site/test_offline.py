"""The published site in a tunnel: what was read stays, and all of it can be taken along."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.site.browser import until
from tests.site.conftest import Site, pairwise
from tests.site.host import BELOW, Host, hosted
from tests.site.studied import Reader, reading, violations
from tests.site.taking import AWAY, WORKING, kept, paths, settled, taken
from tests.site.test_budget import packed

pytestmark = pytest.mark.browser
CORE = 280_000
"""Bytes, packed, that the first visit brings at most: the first page with what it needs, and the core."""


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[Reader]:
    with reading(browser, host.address, expected=AWAY, **WORKING) as reader:
        yield reader


def test_the_first_page_is_there_without_a_network(reader: Reader, host: Host) -> None:
    reader.open("")
    settled(reader, "questions/")
    host.away()
    reader.page.reload()
    expect(reader.page.locator("h1")).to_contain_text("首页")
    reader.page.goto(host.address + "questions/?topic=storage")
    expect(reader.page.locator("[data-study-app]")).to_contain_text("卷有哪些类型")


def test_a_page_that_was_read_stays_and_looks_as_before(reader: Reader, host: Host) -> None:
    reader.open("dns/")
    settled(reader)
    host.away()
    reader.page.goto(host.address + "dns/#dns-policy")
    reader.page.reload()
    expect(reader.page.locator("h1")).to_contain_text("集群 DNS 怎样解析")
    assert reader.page.evaluate("getComputedStyle(document.body).getPropertyValue('--study-accent')")


def test_without_a_slash_at_its_end_an_address_is_found_too(reader: Reader, host: Host) -> None:
    reader.open("dns/")
    settled(reader)
    host.away()
    reader.page.goto(host.address + "dns")
    assert reader.page.url == host.address + "dns/"
    expect(reader.page.locator("h1")).to_contain_text("集群 DNS 怎样解析")


@pairwise("shown", ["volumes/"])
def test_a_page_that_is_not_here_says_so_and_which_are(
    browser: Browser, host: Host, shown: str, width: str, scheme: str
) -> None:
    with reading(browser, host.address, width, scheme, expected=AWAY, **WORKING) as reader:
        reader.open("dns/")
        settled(reader, "questions/")
        host.away()
        reader.page.goto(host.address + shown)
        page = reader.page
        expect(page.locator("h1")).to_have_text("没有网络，这一页还不在本机")
        expect(page.locator("li a", has_text="集群 DNS 怎样解析")).to_have_attribute("href", host.address + "dns/")
        expect(page.get_by_role("navigation").get_by_role("link", name="题库")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        host.back()
        page.get_by_role("link", name="再打开一次").click()
        expect(page.locator("h1")).to_contain_text("卷有哪些类型")


def test_the_whole_site_works_without_a_network(reader: Reader, host: Host) -> None:
    reader.open("")
    taken(reader)
    assert kept(reader) == set(paths(host.folder))
    host.away()
    page = reader.page
    for path in paths(host.folder):
        if not path or path.endswith("/"):
            answer = page.goto(host.address + path)
            assert answer is not None
            assert answer.status == 200, path
    page.goto(host.address + "volumes/")
    page.locator(".md-search__input").fill("DNS")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__link").first).to_contain_text("DNS")
    page.goto(host.address + "review/#start")
    expect(page.locator("[data-study-app]")).to_contain_text("？")
    page.goto(host.address + "quiz/?kind=manifest")
    page.get_by_role("button", name="开始").first.click()
    expect(page.get_by_role("button", name="会收", exact=True)).to_be_visible()


def test_the_real_site_is_taken_along_too(browser: Browser, site: Site) -> None:
    """With all its pages, its search, its quiz and its diagrams; the core that comes unasked is small."""
    with hosted(site.folder) as host, reading(browser, host.address, "phone", expected=AWAY, **WORKING) as reader:
        reader.open("")
        settled(reader, "questions/", "review/", "quiz/")
        assert sum(packed((host.file(BELOW + path) or site.folder).read_bytes()) for path in kept(reader)) < CORE
        taken(reader, patience=120)
        assert kept(reader) == set(paths(site.folder))
        host.away()
        page = reader.page
        for path in ("architecture/components/", "pitfalls/dns-failure/", "interview/", "rules/", "kubefence/en/"):
            page.goto(host.address + path)
            expect(page.locator("h1").first).not_to_contain_text("不在本机")
        page.goto(host.address + "?q=CrashLoopBackOff")
        expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_downloads_are_none_of_it(reader: Reader, host: Host) -> None:
    """They pass by, and are neither kept nor answered."""
    book = host.folder / "book.pdf"
    book.write_bytes(b"%PDF")
    reader.open("")
    settled(reader)
    assert reader.page.evaluate("fetch('book.pdf').then(({ status }) => status)") == 200
    assert "book.pdf" not in kept(reader)
    book.unlink()


def test_a_search_that_cannot_begin_says_why(browser: Browser, host: Host) -> None:
    thrown_by_the_theme = "Network error"
    with reading(browser, host.address, expected=(AWAY, thrown_by_the_theme), **WORKING) as reader:
        reader.open("dns/")
        settled(reader)
        host.away()
        reader.context.set_offline(True)
        reader.page.locator(".md-search__input").focus()
        expect(reader.page.locator(".md-search-result__meta")).to_contain_text("索引还不在本机")


def test_a_search_that_was_used_with_a_network_works_without_one(reader: Reader, host: Host) -> None:
    reader.open("dns/")
    settled(reader)
    page = reader.page
    page.locator(".md-search__input").fill("DNS")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    settled(reader, "search/search_index.json")
    host.away()
    page.reload()
    page.locator(".md-search__input").fill("卷")
    expect(page.locator(".md-search-result__link").first).to_contain_text("卷")


def test_what_was_begun_goes_on_and_fetches_nothing_twice(reader: Reader, host: Host) -> None:
    reader.open("")
    settled(reader, "questions/")
    host.new()
    host.answers = 8
    page = reader.page
    page.get_by_role("button", name="整站离线").click()
    expect(page.locator(".offline-said")).to_contain_text("网络断了")
    assert violations(page) == []
    here = kept(reader)
    assert here < set(paths(host.folder))
    host.back()
    host.new()
    page.reload()
    expect(page.locator(".offline-said")).to_contain_text("整站已在本机")
    assert kept(reader) == set(paths(host.folder))
    asked = {path for path in host.new() if path in paths(host.folder)}
    assert not asked & (here - {"", "assets/study/questions.js", "assets/study/version.js"})


@pytest.mark.parametrize("is_settled", [True, False])
def test_it_is_stopped_by_hand_and_taken_away_again(reader: Reader, host: Host, is_settled: bool) -> None:
    """Also while the first pages are still being brought, by a network that says nothing more."""
    reader.open("")
    if is_settled:
        settled(reader, "questions/")
    page = reader.page
    until(page, "navigator.serviceWorker.controller !== null")
    host.flowing.clear()
    page.get_by_role("button", name="整站离线").click()
    stop = page.get_by_role("button", name="停下")
    expect(stop).to_be_focused()
    expect(page.get_by_role("progressbar", name="整站离线的进度")).to_be_visible()
    assert violations(page) == []
    stop.click()
    expect(page.locator(".offline-said")).to_contain_text("停下了")
    host.back()
    page.reload()
    expect(page.locator(".offline-said")).to_contain_text("停下了")
    page.get_by_role("button", name="接着下").click()
    expect(page.locator(".offline-said")).to_contain_text("整站已在本机")
    assert violations(page) == []
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_role("button", name="整站离线")).to_be_focused()
    settled(reader, "questions/")
    assert "volumes/" not in kept(reader)


@pairwise("states", ["none done"])
def test_every_state_can_be_used_by_all(browser: Browser, host: Host, states: str, width: str, scheme: str) -> None:
    with reading(browser, host.address, width, scheme, expected=AWAY, **WORKING) as reader:
        reader.open("")
        expect(reader.page.locator(".offline-said")).to_contain_text("占 ")
        assert violations(reader.page) == []
        taken(reader)
        assert violations(reader.page) == []
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
