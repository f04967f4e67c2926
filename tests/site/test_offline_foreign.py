"""Somebody else answers in place of the site: the network of a hotel that asks for a password, a host with a login."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.site.host import Host
from tests.site.studied import Reader, reading
from tests.site.taking import AWAY, WORKING, kept, paths, settled

pytestmark = pytest.mark.browser
BOTH_PORTALS = pytest.mark.parametrize("portal", ["page", "leads"])
TAKEN_FOR_A_SCRIPT = "Unexpected token '<'"
NO_STYLE = "MIME type ('text/html')"
OF_THE_SITE = """async () => {
  const cache = await caches.open((await caches.keys()).find((name) => name.endsWith("files-1")));
  const texts = await Promise.all((await cache.matchAll()).map((answer) => answer.text()));
  return !texts.some((text) => text.includes("房间号"));
}"""


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[Reader]:
    expected = (AWAY, TAKEN_FOR_A_SCRIPT, NO_STYLE)
    with reading(browser, host.address, expected=expected, **WORKING) as reader:
        yield reader


@BOTH_PORTALS
def test_nothing_of_it_is_taken_along(reader: Reader, host: Host, portal: str) -> None:
    reader.open("")
    settled(reader, "questions/", "review/", "quiz/")
    host.portal, host.answers = portal, 8
    page = reader.page
    page.get_by_role("button", name="整站离线").click()
    expect(page.locator(".offline-said")).to_contain_text("网络断了")
    assert page.evaluate(OF_THE_SITE)
    host.back()
    page.get_by_role("button", name="接着下").click()
    expect(page.locator(".offline-said")).to_contain_text("整站已在本机")
    assert page.evaluate(OF_THE_SITE)
    assert kept(reader) == set(paths(host.folder))


@BOTH_PORTALS
def test_it_is_shown_and_not_kept(reader: Reader, host: Host, portal: str) -> None:
    """Readers have to see it; afterwards everything is as before."""
    reader.open("dns/")
    settled(reader)
    host.portal = portal
    host.away()
    page = reader.page
    page.goto(host.address + "volumes/")
    expect(page.locator("h1")).to_have_text("请先输入房间号")
    kinds = page.evaluate("""() => Promise.all(["assets/study/none.js", "study/page.00000000.js"].map(async (path) =>
      (await fetch(new URL("/handbook/" + path, location.href))).headers.get("content-type")))""")
    assert kinds == ["text/html; charset=utf-8"] * 2
    host.portal = ""
    page.goto(host.address + "volumes/")
    expect(page.locator("h1")).to_have_text("没有网络，这一页还不在本机")
    page.goto(host.address + "dns/")
    expect(page.locator("h1")).to_contain_text("集群 DNS 怎样解析")
    assert page.evaluate(OF_THE_SITE)
    assert not {path for path in kept(reader) if path.endswith(("login/", "none.js", "00000000.js"))}
