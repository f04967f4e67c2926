"""What is kept of a site that changes: an update brings what has changed, nobody is surprised, a worker can go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from studybook.bundle import Bundles
from tests.site.browser import until
from tests.site.conftest import build
from tests.site.host import Host
from tests.site.studied import Reader, reading, violations
from tests.site.taking import AWAY, WORKING, kept, paths, settled, taken

pytestmark = pytest.mark.browser
SEEN_ANYWAY = {"", "volumes/", "assets/study/questions.js", "assets/img/logo.svg", "manifest.webmanifest"}
"""The two pages that are opened after the update, and what in them has no lasting name: the network is asked first."""
UPDATE = "navigator.serviceWorker.ready.then((registration) => registration.update())"
SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[Reader]:
    with reading(browser, host.address, expected=AWAY, **WORKING) as reader:
        yield reader


def test_an_update_is_announced_and_brings_only_what_changed(reader: Reader, host: Host, later: Path) -> None:
    reader.open("")
    taken(reader)
    reader.open("volumes/")
    page = reader.page
    page.evaluate("caches.open('handbook ' + new URL('..', location).href + ' files-0')")
    page.evaluate("caches.open('another site')")
    page.evaluate("(url) => caches.open('handbook ' + new URL('../..', url).href + ' files-1')", page.url)
    before, host.folder = paths(host.folder), later
    host.new()
    page.evaluate(UPDATE)
    expect(page.get_by_text("本站有更新")).to_be_visible()
    assert violations(page) == []
    expect(page.locator("article")).to_contain_text("先有命名空间")
    page.get_by_role("button", name="刷新").click()
    expect(page.locator("article")).to_contain_text("首先要有命名空间")
    expect(page.get_by_text("本站有更新")).to_have_count(0)
    reader.open("")
    expect(page.locator(".offline-said")).to_contain_text("整站已在本机")
    changed = {path for path, revision in paths(later).items() if before.get(path) != revision}
    assert "volumes/" in changed
    assert len(changed) < 8
    assert kept(reader) == set(paths(later))
    assert not {path for path in host.new() if path in paths(later)} - changed - SEEN_ANYWAY
    names = page.evaluate("caches.keys()")
    assert not [name for name in names if name.endswith("files-0")]
    assert "another site" in names
    assert len([name for name in names if name.endswith("files-1")]) == 2, "another site of this host has its own"
    host.away()
    page.goto(host.address + "volumes/")
    expect(page.locator("article")).to_contain_text("首先要有命名空间")


def test_who_sees_the_new_page_is_not_asked(reader: Reader, host: Host, later: Path) -> None:
    reader.open("dns/")
    settled(reader)
    host.folder = later
    page = reader.page
    page.evaluate("navigator.serviceWorker.ready.then(({ active }) => { globalThis.old = active; })")
    page.evaluate(UPDATE)
    until(page, "navigator.serviceWorker.ready.then(({ active }) => active !== globalThis.old)")
    expect(page.get_by_text("本站有更新")).to_have_count(0)


def test_who_is_told_gets_the_new_page_though_another_tab_has_begun(reader: Reader, host: Host, later: Path) -> None:
    reader.open("volumes/")
    settled(reader)
    other = reader.another()
    other.open("dns/")
    settled(other)
    host.folder = later
    page = reader.page
    page.evaluate(UPDATE)
    until(page, "navigator.serviceWorker.ready.then(({ active, waiting }) => active && !waiting)")
    page.get_by_role("button", name="刷新").click()
    expect(page.locator("article")).to_contain_text("首先要有命名空间")


def test_a_reader_who_declines_stays_where_they_are(reader: Reader, host: Host, later: Path) -> None:
    reader.open("volumes/")
    settled(reader)
    host.folder = later
    page = reader.page
    page.evaluate("globalThis.same = true")
    page.evaluate(UPDATE)
    page.get_by_role("button", name="稍后").click()
    expect(page.get_by_text("本站有更新")).to_have_count(0)
    assert page.evaluate("same")


def test_who_saves_data_is_asked_once_more_and_gets_nothing_unasked(browser: Browser, host: Host) -> None:
    with reading(browser, host.address, expected=AWAY, **WORKING) as reader:
        reader.context.add_init_script(SAVING)
        reader.open("")
        settled(reader)
        page = reader.page
        assert not {"questions/", "review/", "quiz/"} & kept(reader)
        assert not {"questions/", "offline.json"} & set(host.new())
        page.get_by_role("button", name="整站离线").click()
        expect(page.locator(".offline-said")).to_contain_text("省流量模式开着")
        assert violations(page) == []
        assert "offline.json" not in host.new()
        page.get_by_role("button", name="不用").click()
        page.get_by_role("button", name="整站离线").click()
        page.get_by_role("button", name="仍然下载").click()
        expect(page.locator(".offline-said")).to_contain_text("整站已在本机")
        assert kept(reader) == set(paths(host.folder))


def test_a_network_that_keeps_silent_is_not_waited_for(reader: Reader, host: Host) -> None:
    reader.open("dns/")
    settled(reader)
    host.flowing.clear()
    reader.page.goto(host.address + "dns/")
    expect(reader.page.locator("h1")).to_contain_text("集群 DNS 怎样解析")


def test_who_saves_data_decides_when_the_whole_site_follows_an_update(
    browser: Browser, host: Host, later: Path
) -> None:
    with reading(browser, host.address, expected=AWAY, **WORKING) as reader:
        reader.open("")
        taken(reader)
        host.new()
        reader.context.add_init_script(SAVING)
        host.folder = later
        page = reader.page
        page.reload()
        page.evaluate(UPDATE)
        page.get_by_role("button", name="刷新").click()
        expect(page.locator(".offline-said")).to_contain_text("本机的整站不是最新的")
        assert violations(page) == []
        assert "volumes/" not in host.new()
        page.get_by_role("button", name="更新", exact=True).click()
        expect(page.locator(".offline-said")).to_contain_text("整站已在本机")
        assert host.new().count("volumes/") == 1
        assert kept(reader) == set(paths(later))


def test_at_the_end_of_a_tunnel_pages_are_those_of_the_site(reader: Reader, host: Host, later: Path) -> None:
    reader.open("volumes/")
    settled(reader)
    page = reader.page
    host.away()
    page.reload()
    expect(page.locator("article")).to_contain_text("先有命名空间")
    host.folder = later
    host.back()
    page.reload()
    expect(page.locator("article")).to_contain_text("首先要有命名空间")


def test_a_site_without_a_worker_any_more_leaves_nothing_behind(reader: Reader, host: Host, tmp_path: Path) -> None:
    reader.open("")
    taken(reader)
    root = host.folder.parent
    configuration = (root / "mkdocs.yml").read_text(encoding="utf-8") + "\nextra: {worker: false}\n"
    (root / "off.yml").write_text(configuration.replace("site_dir: site", "site_dir: without"), encoding="utf-8")
    done = build("-f", "off.yml", root=root)
    assert done.returncode == 0, done.stderr
    host.folder = root / "without"
    reader.open("")
    until(reader.page, "navigator.serviceWorker.getRegistration().then((one) => !one)")
    until(reader.page, "caches.keys().then(({ length }) => length === 0)")
    expect(reader.page.get_by_role("button", name="整站离线")).to_have_count(0)


@pytest.mark.parametrize("way", ["published in its place", "not found"])
def test_an_old_worker_goes_by_itself(reader: Reader, host: Host, tmp_path: Path, way: str) -> None:
    """Also where pages know nothing of it: another generator has made them."""
    reader.open("")
    settled(reader)
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><title>b</title><h1>别的站</h1>", encoding="utf-8"
    )
    if way != "not found":
        (site / "sw.js").write_text(Bundles(host.folder.parent).text("offline/worker/gone.ts"), encoding="utf-8")
    host.folder = site
    page = reader.page
    page.reload()
    expect(page.locator("h1")).to_have_text("别的站")
    until(page, "navigator.serviceWorker.getRegistration().then((one) => !one)")
    until(page, "caches.keys().then(({ length }) => length === 0)")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("delete Navigator.prototype.serviceWorker;", "浏览器不支持"),
        (
            "ServiceWorkerContainer.prototype.register = async () => { throw new DOMException('', 'SecurityError'); };",
            "浏览器不允许本站存东西",
        ),
        (
            "CacheStorage.prototype.has = async () => { throw new DOMException('', 'SecurityError'); };",
            "浏览器不允许本站存东西",
        ),
    ],
)
def test_why_it_cannot_be_used_is_said_where_it_is_offered(
    browser: Browser, host: Host, script: str, said: str
) -> None:
    with reading(browser, host.address, **WORKING) as reader:
        reader.context.add_init_script(script)
        reader.open("")
        expect(reader.page.locator("[data-offline-place]")).to_contain_text(f"整站离线用不了：{said}")
        assert violations(reader.page) == []
        reader.open("dns/")
        expect(reader.page.get_by_text("整站离线用不了")).to_have_count(0)
