"""What a reader keeps: in two tabs, through other versions and moves, as a file, and where a browser keeps nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.studied import DNS, NAMES, PAGES, Reading, made, readers, reading

pytestmark = pytest.mark.browser
TOLD = ".study-told"
FORBIDDEN = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"
FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...all) {
  if (sessionStorage.full) throw new DOMException('full', 'QuotaExceededError');
  return put.apply(this, all);
};
"""
AS_VERSION_1 = """async (name) => {
  const open = indexedDB.open(name, 1);
  open.onupgradeneeded = () => {
    open.result.createObjectStore("cards", { keyPath: "id" });
    open.result.createObjectStore("log", { keyPath: ["id", "time"] }).createIndex("time", "time");
    open.result.createObjectStore("settings");
  };
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const writing = database.transaction(["cards", "log", "settings"], "readwrite");
  const memory = { due: 1, stability: 30, difficulty: 5, scheduled_days: 30, learning_steps: 0, reps: 3, lapses: 0 };
  writing.objectStore("cards").put({ id: "cluster-dns", memory: { ...memory, state: 2, last_review: 1 }, last: 3 });
  writing.objectStore("log").put({ id: "cluster-dns", time: 1, grade: 3, ms: 5, source: "page" });
  writing.objectStore("settings").put({ newPerDay: 4 }, "settings");
  await new Promise((resolve) => { writing.oncomplete = resolve; });
  database.close();
}"""
NAME = """async () => {
  for (;;) {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const name = names.find((name) => name.startsWith("kubernetes-"));
    if (name) return name;
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}"""
NEWER = """(name) => new Promise((done) => {
  const open = indexedDB.open(name, 7);
  open.onsuccess = () => { open.result.close(); done(); };
})"""
GONE = "(name) => new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; })"
BLANK = "404.html"
"""A page that asks for nothing that is kept."""


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site later: a page has another name, and a follow-up another id."""
    pages = {name: text for name, text in PAGES.items() if name != "dns.md"}
    pages["resolution.md"] = DNS.replace('id="dns-policy"', 'id="default-policy"')
    names = f'{NAMES}dns-policy = "default-policy"\n'
    return made(tmp_path_factory.mktemp("moved") / "project", pages, names)


@pytest.fixture
def live(tmp_path: Path, studied: Path) -> Path:
    """What is served, which can become another site."""
    (tmp_path / "live").symlink_to(studied)
    return tmp_path / "live"


@pytest.fixture
def reader(browser: Browser, live: Path) -> Iterator[Reading]:
    with readers(browser, live) as made_for:
        yield made_for


def grade(page: Page, name: str = "很熟") -> None:
    """Think first of the question of the page, and grade it."""
    page.get_by_role("button", name="先想再看").click()
    page.get_by_role("button", name="看答案").click()
    page.get_by_role("button", name=name).click()
    expect(page.locator(TOLD).first).to_contain_text("再问")


def test_another_tab_sees_it_at_once(reader: Reading) -> None:
    one = reader()
    one.open("dns/")
    other = one.another()
    other.open("dns/")
    grade(one.page)
    expect(other.page.locator(".study-next").first).to_have_text("下次复习：8 天后")
    expect(other.page.get_by_role("button", name="先想再看")).to_have_attribute("aria-pressed", "true")


def test_two_sites_on_one_host_do_not_mix(reader: Reading, live: Path, studied: Path) -> None:
    one = reader()
    one.open("dns/")
    grade(one.page)
    name = one.page.evaluate(NAME)
    live.unlink()
    live.mkdir()
    (live / "handbook").symlink_to(studied)
    one.open("handbook/dns/")
    expect(one.page.get_by_role("button", name="先想再看")).to_have_attribute("aria-pressed", "false")
    expect(one.page.get_by_role("button", name="加入复习").first).to_be_visible()
    names = one.page.evaluate("async () => (await indexedDB.databases()).map(({ name }) => name)")
    assert name in names
    assert len(names) == 2


def test_history_follows_a_question_that_moves_and_one_that_is_renamed(
    reader: Reading, live: Path, moved: Path
) -> None:
    one = reader()
    one.open("dns/")
    page = one.page
    grade(page)
    page.locator("details#dns-policy > summary").click()
    page.get_by_role("button", name="很熟").click()
    expect(page.locator("details#dns-policy")).to_have_attribute("data-state", "learning")
    live.unlink()
    live.symlink_to(moved)
    one.open("resolution/?from=review")
    expect(page.locator(".study-next").first).to_have_text("下次复习：8 天后")
    expect(page.locator("details#default-policy")).to_have_attribute("data-state", "learning")
    assert one.grades() == [("cluster-dns", 4), ("default-policy", 4)]
    one.open("review/")
    expect(page.locator(".study-topics li").first).to_contain_text("2/2")


def test_data_of_version_1_are_read_for_ever(reader: Reading) -> None:
    one = reader()
    one.open("dns/")
    name = one.page.evaluate(NAME)
    one.open(BLANK)
    one.page.evaluate(GONE, name)
    one.page.evaluate(AS_VERSION_1, name)
    one.open("review/")
    expect(one.page.locator(".study-today")).to_contain_text("到期 1 题，新题 4 题")
    expect(one.page.locator(".study-topics li").first).to_contain_text("已掌握 1 题")
    one.open("dns/")
    grade(one.page, "没想起")
    assert one.grades() == [("cluster-dns", 3), ("cluster-dns", 1)]


def test_data_of_a_newer_version_stay_as_they_are(reader: Reading) -> None:
    one = reader()
    one.open("dns/")
    name = one.page.evaluate(NAME)
    one.open(BLANK)
    one.page.evaluate(NEWER, name)
    one.open("review/")
    expect(one.page.locator(".study-loss")).to_contain_text("刷新本页")
    assert one.page.evaluate("async () => (await indexedDB.databases())[0].version") == 7


def test_what_is_exported_comes_back_elsewhere_and_can_be_erased(reader: Reading, tmp_path: Path) -> None:
    one, other = reader(), reader(width="phone", scheme="dark")
    one.open("dns/")
    grade(one.page)
    one.page.get_by_role("button", name="收藏", exact=True).first.click()
    expect(one.page.get_by_role("button", name="已收藏")).to_be_visible()
    one.open("review/")
    with one.page.expect_download() as download:
        one.page.get_by_role("button", name="导出").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == "kubernetes-handbook/1"

    other.open("volumes/")
    grade(other.page, "勉强")
    other.open("review/")
    page = other.page
    for wrong, said in (
        ("{", "不是完整的 JSON"),
        ("[]", "不是本站导出"),
        ('{"format": "kubernetes-handbook/9"}', "只认识"),
    ):
        page.get_by_label("导入").set_input_files({"name": "a.json", "mimeType": "", "buffer": wrong.encode()})
        expect(page.locator(TOLD)).to_contain_text(said)
        assert other.grades() == [("volume-types", 2)]
    page.get_by_label("导入").set_input_files(file)
    expect(page.locator(TOLD)).to_have_text("并入 1 次复习。")
    assert sorted(other.grades()) == [("cluster-dns", 4), ("volume-types", 2)]
    assert sum("favourite" in card for card in other.kept()["cards"]) == 1
    page.get_by_label("导入").set_input_files(file)
    expect(page.locator(TOLD)).to_contain_text("另有 1 次原来就有")

    page.get_by_role("button", name="清除").tap()
    page.get_by_role("button", name="确定清除 2 次复习").tap()
    expect(page.locator(TOLD)).to_have_text("已清除。")
    assert not any(other.kept().values())
    assert page.evaluate("localStorage.getItem(Object.keys(localStorage).find(key => key.endsWith(':think')))") is None


def test_a_browser_that_keeps_nothing_is_told_and_works_for_this_visit(reader: Reading) -> None:
    one = reader()
    one.context.add_init_script(FORBIDDEN)
    one.open("dns/")
    grade(one.page)
    expect(one.page.locator(".study-next").first).to_have_text("下次复习：8 天后")
    one.open("review/")
    expect(one.page.locator(".study-loss")).to_contain_text("不让本站保存数据")
    one.page.get_by_role("button", name="开始").click()
    one.page.keyboard.press("Space")
    expect(one.page.locator(".study-card")).to_contain_text("的答案")
    one.page.keyboard.press("4")
    expect(one.page.locator(".study-card")).to_contain_text("2 / 5")


def test_a_full_browser_loses_nothing_that_was_there(reader: Reading) -> None:
    one = reader()
    one.context.add_init_script(FULL)
    one.open("dns/")
    grade(one.page)
    one.open("review/#start")
    page = one.page
    expect(page.get_by_role("button", name="看答案")).to_be_visible()
    page.evaluate("sessionStorage.full = 'yes'")
    page.keyboard.press("Space")
    expect(page.locator(".study-card")).to_contain_text("的答案")
    page.keyboard.press("4")
    expect(page.locator(".study-loss")).to_contain_text("已满")
    expect(page.locator(".study-card")).to_contain_text("2 / 4")
    page.keyboard.press("Escape")
    expect(page.locator(".study-topics")).to_contain_text("1/2")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
    assert len(json.loads(download.value.path().read_text(encoding="utf-8"))["log"]) == 2
    assert one.grades() == [("cluster-dns", 4)]


def test_the_edition_for_folders_does_all_of_it(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = made(tmp_path_factory.mktemp("files") / "project", PAGES, like="mkdocs-offline.yml")
    with reading(browser, folder.as_uri() + "/", width="phone") as one:
        one.open("dns.html")
        page = one.page
        grade(page)
        page.reload()
        expect(page.locator(".study-next").first).to_have_text("下次复习：8 天后")
        one.open("review.html")
        expect(page.locator(".study-plan")).to_contain_text("新题 4 题")
        expect(page.get_by_text("从文件夹打开时")).to_be_visible()
        page.get_by_role("button", name="开始").tap()
        page.get_by_role("button", name="看答案").tap()
        page.locator(".study-answer").get_by_role("link", name="存储").tap()
        page.wait_for_url("**/volumes.html")
        one.open("questions.html?text=DNS")
        expect(page.locator(".study-list > li:visible")).to_have_count(1)
        page.locator(".study-list a:visible").tap()
        page.wait_for_url("**/dns.html")
