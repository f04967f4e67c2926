"""Four readers of the site, from its first screen to what they came for, each as they would: see docs/help.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.conftest import Site
from tests.site.studied import Reader, reading

pytestmark = pytest.mark.browser
EVENING = datetime(2026, 11, 29, 20, 0)
ROUND = 6
"""Questions that somebody does before the train arrives."""
MESSAGE = (
    "Warning  FailedScheduling  37s (x4 over 2m)  default-scheduler  0/7 nodes are available: "
    "3 Insufficient cpu, 4 node(s) had untolerated taint {dedicated: gpu}."
)
FURNITURE = ".study-foot:visible, [data-study-ask] button:visible, .study-turn:visible"
"""What only those want who study."""

Editions = Callable[[str], str]


@pytest.fixture
def first_screen(request: pytest.FixtureRequest) -> Editions:
    """The first page of an edition: on a server, or in a folder."""

    def address(edition: str) -> str:
        site = request.getfixturevalue(edition)
        return site.address if isinstance(site, Site) else f"{site}index.html"

    return address


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Callable[..., Reader]]:
    with ExitStack() as stack:
        yield lambda **more: stack.enter_context(reading(browser, site.address, **more))


def tap(thing: Locator) -> None:
    """Tap what is on the screen as it stands, large enough for a thumb."""
    in_sight(thing)
    thing.tap()


def in_sight(thing: Locator) -> None:
    expect(thing).to_be_visible()
    box, screen = thing.bounding_box(), thing.page.viewport_size
    assert box is not None
    assert screen is not None
    assert 0 <= box["y"] <= box["y"] + box["height"] <= screen["height"], "one would have to scroll for it"
    assert min(box["width"], box["height"]) >= 24


def title(page: Page) -> str:
    return page.locator("h1").inner_text().strip("\n¶")


@pytest.mark.parametrize("edition", ["site", "offline"])
def test_tomorrow_is_the_interview(browser: Browser, first_screen: Editions, edition: str) -> None:
    """On a train, with thumbs: the questions most often asked, one after the other, each answer hidden."""
    address = first_screen(edition)
    with reading(browser, address, width="phone", scheme="dark") as phone:
        page = phone.page
        phone.context.set_offline(edition == "offline")
        phone.open("")
        tap(page.get_by_role("link", name="常考的题"))
        expect(page.locator(".study-list > li:visible").nth(ROUND)).to_contain_text("常考")
        tap(page.get_by_role("button", name="先想再看"))
        tap(page.locator(".study-list a:visible").first)
        asked = []
        for _ in range(ROUND):
            turn = page.get_by_role("button", name="看答案")
            expect(turn).to_be_visible()
            asked.append(title(page))
            expect(page.locator("h1 ~ h2:visible")).to_have_count(0)
            tap(turn)
            expect(page.locator("h1 ~ h2:visible").first).to_be_visible()
            tap(page.get_by_role("button", name="勉强"))
            tap(page.locator(".study-foot").get_by_role("link", name="下一题"))
            expect(page.locator("h1")).not_to_contain_text(asked[-1])
        assert len(set(asked)) == ROUND
        page.goto(address)
        in_sight(page.get_by_role("link", name="继续上次"))
        in_sight(page.get_by_role("link", name=f"今日复习 {ROUND} 题"))


def test_in_a_tunnel_the_question_at_hand_can_be_finished(reader: Callable[..., Reader]) -> None:
    """A page that is there asks nothing more of the network: nothing that a grade needs is fetched at the grade."""
    phone = reader(width="phone")
    phone.open("networking/dns/")
    page = phone.page
    page.get_by_role("button", name="先想再看").tap()
    page.reload(wait_until="networkidle")
    phone.context.set_offline(True)
    page.get_by_role("button", name="看答案").tap()
    page.get_by_role("button", name="想起", exact=False).nth(1).tap()
    expect(page.locator(".study-told")).to_contain_text("再问")
    assert len(phone.grades()) == 1


def test_four_weeks_of_evenings(reader: Callable[..., Reader]) -> None:
    """At a desk, by keyboard alone: told what is due, and seeing that it works."""
    desk = reader()
    page = desk.page
    page.clock.set_fixed_time(EVENING)
    desk.open("")
    page.get_by_role("link", name="今日复习").press("Enter")
    page.get_by_label("每天新题").press("Control+a")
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    expect(page.locator(".study-today")).to_contain_text("到期 0 题，新题 4 题")
    sat(page)
    expect(page.locator(".study-ending")).to_contain_text("这一轮完成：4 题")
    for days in (3, 7, 14, 21, 28):
        page.clock.set_fixed_time(EVENING + timedelta(days=days))
        desk.open("")
        entry = page.locator("[data-study-entry] a").first
        expect(entry).to_contain_text("今日复习")
        expect(entry).to_contain_text("分钟")
        entry.press("Enter")
        sat(page)
        expect(page.locator(".study-ending")).to_contain_text("这一轮完成")
    desk.open("")
    bars = page.locator(".home-topic .study-progress")
    expect(bars.first).to_be_visible()
    learned = [int(text.split("/")[0]) for text in bars.locator(".study-numbers").all_inner_texts()]
    assert sum(learned) >= 6 * 4  # a question may have several topics
    page.get_by_role("link", name="复习", exact=True).first.press("Enter")
    expect(page.get_by_text("近 30 天复习")).to_contain_text("想起 100%")
    assert {grade for _, grade in desk.grades()} == {3}


def sat(page: Page) -> None:
    """Do what is due, by keys."""
    if not page.url.endswith("#start"):
        page.get_by_role("button", name="开始").press("Enter")
    card = page.locator(".study-card")
    expect(card).to_be_visible()
    while card.is_visible():
        page.keyboard.press("Space")
        expect(card.get_by_role("button", name="很熟")).to_be_visible()
        page.keyboard.press("3")
        expect(card.get_by_role("button", name="很熟")).to_have_count(0)


@pytest.mark.parametrize("edition", ["site", "offline"])
def test_something_is_broken_in_production(browser: Browser, first_screen: Editions, edition: str) -> None:
    """A message in the clipboard: pasted, the page with the way to decide and the command; nothing to study."""
    with reading(browser, first_screen(edition), width="phone") as phone:
        page = phone.page
        phone.context.set_offline(edition == "offline")
        phone.open("")
        box = page.locator("[data-search-box]")
        in_sight(box)
        box.focus()
        page.keyboard.insert_text(MESSAGE)
        first = page.locator(".md-search-result__item a").first
        expect(first).to_contain_text("Pending")
        first.tap()
        page.wait_for_url(re.compile("/pitfalls/pod-pending"))
        expect(page.locator("article mark").first).to_be_visible()
        expect(page.locator(".diagram svg").first).to_be_attached()
        expect(page.locator("article pre").first).to_contain_text("kubectl get pods")
        expect(page.locator(FURNITURE)).to_have_count(0)


def test_whoever_thinks_first_is_not_asked_when_something_is_broken(reader: Callable[..., Reader]) -> None:
    phone = reader(width="phone")
    phone.open("networking/dns/")
    page = phone.page
    page.get_by_role("button", name="先想再看").tap()
    phone.open("")
    page.locator("[data-search-box]").focus()
    page.keyboard.insert_text(MESSAGE)
    page.locator(".md-search-result__item a").first.tap()
    page.wait_for_url(re.compile("/pitfalls/pod-pending/"))
    expect(page.locator("article pre").first).to_be_visible()
    expect(page.locator(FURNITURE)).to_have_count(0)


def test_what_has_changed_since_then(reader: Callable[..., Reader]) -> None:
    """Whoever knows it all as of v1.34: the versions after it, and from there the page that has it in full."""
    phone = reader(width="phone")
    phone.open("")
    page = phone.page
    tap(page.get_by_role("link", name="新版本改了什么"))
    page.wait_for_url("**/reference/versions/")
    in_sight(page.get_by_role("heading", name="先记住这十条"))
    versions = page.locator("article h2").all_inner_texts()
    assert [name.strip("¶") for name in versions if name.startswith("v1.3")][:3] == ["v1.37", "v1.36", "v1.35"]
    page.locator("article tr", has_text="v1.35").get_by_role("link").first.tap()
    page.wait_for_url(lambda url: "/reference/" not in url)
    expect(page.get_by_role("heading", name="旧答案与新答案")).to_be_attached()
