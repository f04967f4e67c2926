"""What a reader keeps is looked after: asked to stay, taken along in time, and safe from files that mean no good."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.site.studied import Reader, Reading, readers

pytestmark = pytest.mark.browser
TOLD = ".study-told"
RUNS = "<img src=x onerror=\"document.title='ran'\">"
FORBIDDEN = """
for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException("no", "SecurityError"); } });
}
"""
ASKED = """
window.asked = 0;
navigator.storage.persist = async () => { window.asked += 1; return true; };
"""
FOREIGN = """(name) => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(name)) localStorage.setItem(key, "{");
  for (const end of ["last", "think"]) localStorage.setItem(`${name}:${end}`, '{"path": 5}');
  sessionStorage.setItem(`${name}:round`, '[1, null, {"a": 1}]');
  sessionStorage.setItem(`${name}:session`, '{"day": "x", "waiting": 3}');
}"""
NAME = "async () => (await indexedDB.databases()).map(({ name }) => name).find((name) => name.startsWith('kube'))"


@pytest.fixture
def reader(browser: Browser, studied: Path) -> Iterator[Reading]:
    with readers(browser, studied) as made_for:
        yield made_for


def grade(one: Reader, name: str) -> None:
    page = one.page
    page.get_by_role("button", name="先想再看").click()
    page.get_by_role("button", name="看答案").click()
    page.get_by_role("button", name=name).click()
    expect(page.locator(TOLD).first).to_contain_text("再问")


def review(id: str, time: int, grade: int = 3) -> dict[str, Any]:
    return {"id": id, "time": time, "grade": grade, "ms": 1000, "source": "page"}


def taken_in(one: Reader, cards: list[Any], log: list[Any], answers: Sequence[Any] = ()) -> None:
    one.open("review/")
    file = json.dumps({"format": "kubernetes-handbook/1", "cards": cards, "log": log, "answers": list(answers)})
    one.page.get_by_label("导入").set_input_files({"name": "a.json", "mimeType": "", "buffer": file.encode()})


def test_what_was_not_known_is_in_the_list_of_the_weak(reader: Reading) -> None:
    one = reader()
    one.open("dns/")
    grade(one, "没想起")
    one.open("review/")
    expect(one.page.locator("[aria-labelledby=study-weak] a")).to_have_text(["集群 DNS 怎样解析？"])
    one.open("questions/?state=weak")
    expect(one.page.locator(".study-list > li:visible a")).to_have_text(["集群 DNS 怎样解析？"])
    one.open("")
    expect(one.page.locator(".home-topic .study-numbers").first).to_have_text("1/2")


def test_the_browser_is_asked_to_keep_it_once_there_is_something(reader: Reading) -> None:
    one = reader()
    one.context.add_init_script(ASKED)
    one.open("dns/")
    assert one.page.evaluate("window.asked") == 0
    grade(one, "很熟")
    assert one.page.evaluate("window.asked") == 1


def test_whoever_has_reviewed_much_is_reminded_to_take_it_along(reader: Reading) -> None:
    one = reader()
    taken_in(one, [], [review("cluster-dns", 1_700_000_000_000 + index) for index in range(20)])
    reminder = one.page.get_by_text("已有 20 次复习，还没有导出过")
    expect(reminder).to_be_visible()
    with one.page.expect_download():
        one.page.get_by_role("button", name="导出").click()
    expect(reminder).to_be_hidden()


def test_what_was_answered_comes_along_and_is_told(reader: Reading) -> None:
    """In the quiz and in interviews; some of it of questions that left the site."""
    one = reader()
    told = one.page.locator(TOLD)
    answers = [
        {"id": name, "time": 1_700_000_000_000, "right": True, "ms": 5} for name in ("cluster-dns", "gone", RUNS)
    ]
    taken_in(one, [], [review("cluster-dns", 1_700_000_000_000)], answers)
    expect(told).to_have_text("并入 1 次复习、3 次作答。")
    taken_in(one, [], [], answers)
    expect(told).to_have_text("并入 0 次复习，另有 3 次原来就有。")
    assert len(one.kept()["answers"]) == 3


def test_a_file_that_means_no_good_runs_nothing(reader: Reading) -> None:
    one = reader()
    page = one.page
    taken_in(one, [{"id": RUNS, "favourite": 1}, {"id": "__proto__", "added": 1}], [review(RUNS, 5, 1)])
    expect(page.locator(TOLD)).to_have_text("并入 1 次复习。")
    for path in ("review/", "questions/", "", "dns/"):
        one.open(path)
        expect(page.locator("h1").first).to_be_visible()
        assert page.locator("img").count() == 0
        assert page.title() != "ran"
    one.open("review/")
    expect(page.locator(".study-today")).to_contain_text("到期 0 题，新题 5 题")  # of questions that there are
    page.get_by_label("导入").set_input_files(
        {"name": "a.json", "mimeType": "", "buffer": json.dumps({"format": f"kubernetes-handbook/{RUNS}"}).encode()}
    )
    expect(page.locator(TOLD)).to_contain_text("只认识")
    assert page.locator("img").count() == 0


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b" " * (32 * 1024 * 1024 + 1), "文件太大"),
        (b"\xff\xfe\x00", "不是完整的 JSON"),
        (b"[" * 100_000, "不是完整的 JSON"),
        (b'{"format": "kubernetes-handbook/1", "cards": {}, "log": []}', "cards 应为列表"),
        (b'{"format": "kubernetes-handbook/1", "cards": [], "log": [null]}', "log[0] 应为对象"),
    ],
    ids=["very large", "no text", "deep", "wrong type", "nothing"],
)
def test_a_file_that_is_none_changes_nothing(reader: Reading, tmp_path: Path, file: bytes, said: str) -> None:
    one = reader()
    one.open("dns/")
    grade(one, "很熟")
    before = one.kept()
    path = tmp_path / "a.json"
    path.write_bytes(file)
    one.open("review/")
    one.page.get_by_label("导入").set_input_files(path)
    expect(one.page.locator(TOLD)).to_contain_text(said)
    assert one.kept() == before


def test_where_a_browser_forbids_every_storage_this_visit_is_remembered(reader: Reading) -> None:
    """As Chrome does where all cookies are blocked: to name a storage is an error already."""
    one = reader()
    one.context.add_init_script(FORBIDDEN)
    one.open("dns/")
    grade(one, "很熟")
    expect(one.page.locator(".study-next").first).to_have_text("下次复习：8 天后")
    one.open("review/")
    expect(one.page.locator(".study-loss")).to_contain_text("不让本站保存数据")
    one.open("questions/")
    expect(one.page.locator(".study-list > li:visible").first).to_be_visible()
    one.page.locator(".md-search__input").fill("DNS")
    expect(one.page.locator(".md-search-result__link").first).to_contain_text("DNS")


def test_small_things_that_something_else_has_written_are_no_obstacle(reader: Reading) -> None:
    one = reader()
    one.open("dns/")
    grade(one, "很熟")
    one.page.evaluate(FOREIGN, one.page.evaluate(NAME))
    one.open("volumes/")
    one.page.get_by_role("button", name="看答案").click()
    one.page.get_by_role("button", name="很熟").click()
    expect(one.page.locator(TOLD).first).to_contain_text("再问")
    for path in ("", "review/#start"):
        one.open(path)
        expect(one.page.locator("h1").first).to_be_attached()
    expect(one.page.locator(".study-card")).to_be_visible()


def test_a_random_question_is_one_of_those_that_are_shown(reader: Reading) -> None:
    phone = reader(width="phone")
    phone.open("questions/?text=hostPath")
    phone.page.get_by_role("button", name="随机一题").tap()
    phone.page.wait_for_url("**/volumes/#host-path")
