"""自测, on the page of a question and in the quiz: options, steps, what is kept, what becomes of the question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.studied import WITH_ITEMS, Reading, made, readers, reading

pytestmark = pytest.mark.browser
TOLD = ".item-told"
STEPS = ["拼搜索域", "按原样问", "问上游"]


@pytest.fixture
def reader(browser: Browser, tested: Path) -> Iterator[Reading]:
    with readers(browser, tested) as made_for:
        yield made_for


def test_choosing_by_a_key_and_steps_in_their_order(reader: Reading) -> None:
    desk = reader()
    desk.open("quiz/?kind=choice,ordering#start")
    page = desk.page
    for number in (1, 2):
        expect(page.locator(".study-progress-text")).to_have_text(f"{number} / 2")
        options = page.locator("button.item-option")
        if page.locator("[data-item=ordering]").count():
            texts = options.all_inner_texts()
            expect(page.get_by_text("按先后点下去，再点一次取消。")).to_be_visible()
            page.keyboard.press("Space")  # there is no order yet
            for step in STEPS:
                page.keyboard.press(str(texts.index(step) + 1))
            expect(page.locator(".item-number")).to_have_text([str(STEPS.index(text) + 1) for text in texts])
            expect(page.get_by_role("button", name="确定")).to_be_visible()
            page.keyboard.press("Space")
        else:
            expect(page.locator(".item-answer")).to_be_hidden()
            page.keyboard.press(str(options.all_inner_texts().index("ClusterFirst") + 1))
        expect(page.locator(TOLD)).to_have_text("答对了。")
        page.keyboard.press("Space")
    expect(page.locator(".quiz-ending")).to_contain_text("2 题对 2 题")
    assert desk.kept()["log"] == []


def test_a_wrong_answer_makes_its_question_due_and_weak(reader: Reading) -> None:
    phone = reader(width="phone")
    phone.open("quiz/?kind=choice#start")
    page = phone.page
    page.get_by_role("button", name="None").tap()
    expect(page.locator(TOLD)).to_contain_text("不对")
    for reason in ("它沿用节点的配置", "它是默认值", "它要自己写明"):
        expect(page.locator(".item-reason", has_text=reason)).to_be_visible()
    expect(page.locator("li[data-mark=wrong]")).to_contain_text("你选的")
    expect(page.locator("li[data-mark=right]")).to_contain_text("ClusterFirst")
    expect(page.get_by_text("已排进今天的复习")).to_be_visible()
    page.get_by_role("button", name="看结果").tap()
    expect(page.get_by_role("link", name="不写 dnsPolicy 是哪一种？")).to_have_attribute(
        "href", re.compile("#check-policy$")
    )
    assert phone.grades() == [("cluster-dns", 1)]
    page.get_by_role("link", name="去复习").tap()
    expect(page.get_by_text("到期 1 题")).to_be_visible()
    expect(page.get_by_role("heading", name="薄弱的题")).to_be_visible()
    expect(page.get_by_text("测一测答了 1 题，对 0%")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").tap()
    file = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [answer["id"] for answer in file["answers"]] == ["check-policy"]
    phone.open("quiz/?kind=choice#start")  # which is left
    expect(page.locator(".study-question")).to_be_visible()
    phone.open("review/")
    page.get_by_role("button", name="清除").tap()
    page.get_by_role("button", name="确定清除 1 次复习、1 次作答").tap()
    expect(page.get_by_text("已清除。")).to_be_visible()
    phone.open("quiz/")
    expect(page.get_by_role("button", name="开始")).to_be_visible()
    expect(page.get_by_role("button", name="继续上一组")).to_be_hidden()


def test_the_page_of_a_question_asks_and_other_tabs_hear_of_it(reader: Reading) -> None:
    desk = reader()
    other = desk.another()
    other.open("review/")
    desk.open("dns/#check-order")
    page, item = desk.page, desk.page.locator("[data-item=ordering]")
    item.get_by_role("button", name="问上游").click()
    item.get_by_role("button", name="问上游").click()  # taken back
    expect(item.locator(".item-number")).to_have_count(0)
    for step in ("按原样问", "拼搜索域", "问上游"):
        item.get_by_role("button", name=step).click()
    item.get_by_role("button", name="确定").click()
    expect(item.locator(TOLD)).to_contain_text("不对")
    shown = item.locator("ol.item-options > li")
    expect(shown.locator(".item-option")).to_have_text(STEPS)
    expect(shown.locator(".item-mark")).to_have_text(["✗ 你排在第 2", "✗ 你排在第 1", "✓ 对"])
    expect(other.page.get_by_text("到期 1 题")).to_be_visible()
    item.get_by_role("button", name="再答一次").click()
    for step in STEPS:
        item.get_by_role("button", name=step).click()
    item.get_by_role("button", name="确定").click()
    expect(item.locator(TOLD)).to_have_text("答对了。")
    assert [answer["right"] for answer in desk.kept()["answers"]] == [False, True]
    assert page.locator("details#dns-policy").count() == 1


def test_without_scripts_options_are_read_and_the_answer_unfolds(reader: Reading) -> None:
    plain = reader(java_script_enabled=False)
    plain.open("dns/")
    item = plain.page.locator("[data-item=choice]")
    expect(item.get_by_role("listitem").filter(has_text="ClusterFirst").first).to_be_visible()
    expect(item.get_by_text("它是默认值")).to_be_hidden()
    item.get_by_text("答案", exact=True).click()
    expect(item.get_by_text("它是默认值")).to_be_visible()
    plain.open("quiz/")
    plain.page.locator(".md-content").get_by_role("link", name="题库").click()
    assert plain.page.url.endswith("/questions/")


def test_where_the_script_cannot_be_loaded_the_answer_unfolds(reader: Reading) -> None:
    desk = reader(expected="ERR_FAILED")
    desk.context.route("**/study.*.js", lambda route: route.abort())
    desk.open("dns/")
    item = desk.page.locator("[data-item=choice]")
    item.get_by_role("button", name="Default").click()
    expect(item.get_by_text("它是默认值")).to_be_visible()


def test_from_a_folder(browser: Browser, tmp_path: Path) -> None:
    folder = made(tmp_path / "project", WITH_ITEMS, like="mkdocs-offline.yml")
    with reading(browser, f"{folder.as_uri()}/") as one:
        one.open("quiz.html?seed=4#start")
        expect(one.page.locator(".study-question")).to_be_visible()
        one.page.keyboard.press("Escape")
        one.open("dns.html")
        one.page.get_by_role("button", name="ClusterFirst").click()
        expect(one.page.locator(TOLD)).to_have_text("答对了。")
