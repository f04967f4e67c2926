"""模拟面试, as somebody sits it: from the sentence that chooses to the result, by thumbs and by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.browser import until
from tests.site.conftest import Site
from tests.site.interviewing import PAGES, PAPER, READY, begin, marked, press, through
from tests.site.studied import AHEAD, Reading, made, readers, reading

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(browser: Browser, interviewed: Path) -> Iterator[Reading]:
    with readers(browser, interviewed) as made_for:
        yield made_for


def test_an_interview_by_keys_alone(reader: Reading) -> None:
    desk = reader()
    desk.open(PAPER)
    page = desk.page
    page.get_by_role("button", name="开始").press("Enter")
    expect(page.locator(".study-progress-text")).to_have_text("1 / 4")
    expect(page.get_by_role("timer")).to_contain_text("还剩 4")
    assert through(page) == 12
    for number in range(1, 5):
        expect(page.locator(".study-progress-text")).to_have_text(f"{number} / 4")
        boxes = page.locator(".interview-points input")
        for index in range(boxes.count() if number < 4 else 0):
            boxes.nth(index).press("Space")
        page.locator("h2.study-question").focus()
        page.keyboard.press("Space")
    expect(page.locator(".interview-ending")).to_contain_text("要点答到")
    expect(page.locator(".interview-ending ol > li")).to_have_count(4)
    expect(page.locator(".interview-ending ul").last.get_by_role("listitem")).to_have_count(3)
    answers = sorted(desk.kept()["answers"], key=lambda answer: answer["id"])
    assert len(answers) == 12
    assert sum(answer["right"] for answer in answers) == 9
    assert len({answer["time"] for answer in answers}) == 1
    assert [grade for _, grade in desk.grades()] == [1, 1, 1]
    desk.open("review/")
    expect(page.locator("[data-study-app=review]")).to_contain_text("到期 3 题")
    expect(desk.page.get_by_text("模拟面试答了 12 问，过 75%。")).to_be_visible()
    expect(desk.page.locator("[aria-labelledby=study-weak] li")).to_have_count(3)


def test_an_interview_by_thumbs(reader: Reading) -> None:
    """The end before the end is asked for once more; what was not asked is no mistake."""
    phone = reader(width="phone", scheme="dark")
    phone.open("interview/")
    page = phone.page
    page.get_by_label("级别").select_option("高级")
    expect(page.locator(".study-loss").last).to_contain_text("没有题")
    expect(page.get_by_role("button", name="开始")).to_be_disabled()
    page.get_by_label("级别").select_option("中级")
    page.get_by_role("button", name="主题：全部主题").tap()
    page.get_by_role("button", name="存储").tap()
    expect(page.locator(".study-loss").last).to_have_text("存储里适合中级的只有 3 题，这一份就出 3 题。")
    page.get_by_label("题数").select_option("4")
    page.get_by_label("分钟").select_option("30")
    assert re.search(r"\?level=senior&minutes=30&topic=storage&count=4&seed=\d+$", page.url)
    page.get_by_role("button", name="开始").tap()
    page.get_by_role("button", name="听追问").tap()
    expect(page.locator(".interview-follow-ups > li")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="暂停").tap()
    expect(page.locator(".interview-follow-ups")).to_have_count(0)
    page.get_by_role("button", name="继续", exact=True).tap()
    expect(page.locator(".interview-follow-ups > li")).to_have_count(1)
    page.get_by_role("button", name="交卷").tap()
    page.get_by_role("button", name="接着面").tap()
    page.get_by_role("button", name="跳到下一题").tap()
    page.get_by_role("button", name="交卷").tap()
    page.get_by_role("button", name="剩 1 题，交卷").tap()
    expect(page.locator(".interview-part")).to_have_count(2)
    page.get_by_role("button", name="都答到了").first.tap()
    page.locator("summary").first.tap()
    expect(page.locator(".study-answer").first).to_contain_text("的答案")
    page.get_by_role("button", name="下一题").tap()
    page.get_by_role("button", name="看结果").tap()
    expect(page.locator(".interview-ending")).to_contain_text("6 问没有问到")
    expect(page.locator(".interview-ending ol > li").last).to_contain_text("没问到")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert sorted(answer["right"] for answer in phone.kept()["answers"]) == [False, False, True]
    page.get_by_role("button", name="再面一场").tap()
    expect(page.locator(".study-progress-text")).to_have_text("1 / 3")


def test_a_reload_loses_nothing(reader: Reading) -> None:
    desk = reader()
    desk.open(PAPER)
    page = desk.page
    begin(page)
    press(page, "听追问")
    press(page, "暂停")
    face = page.get_by_role("timer").inner_text()
    page.reload()
    expect(page.get_by_role("timer")).to_have_text(face)
    press(page, "继续")
    expect(page.locator(".interview-follow-ups > li")).to_have_count(1)
    desk.open("interview/?level=senior&seed=1")  # another paper
    page.get_by_role("button", name="继续上一场").click()
    expect(page.locator(".interview-follow-ups > li")).to_have_count(1)
    page.locator("h2.study-question").focus()
    through(page)
    page.locator(".interview-points input").first.check()
    page.reload()
    expect(page.locator(".interview-points input").first).to_be_checked()
    marked(page)
    result = page.locator(".interview-ending").inner_text()
    page.reload()
    expect(page.locator(".interview-ending")).to_be_visible()
    assert page.locator(".interview-ending").inner_text() == result
    assert len(desk.kept()["answers"]) == 12  # and kept once


@pytest.mark.parametrize("change", ['{...kept, sign: "0000"}', "{...kept, place: 9}", "{}", "kept.paper"])
def test_what_was_left_of_another_paper_is_not_offered(reader: Reading, change: str) -> None:
    desk = reader()
    desk.open(PAPER)
    page = desk.page
    begin(page)
    page.evaluate(f"""() => {{
      const name = Object.keys(sessionStorage).find((name) => name.endsWith(":interview"));
      const kept = JSON.parse(sessionStorage[name]);
      sessionStorage[name] = JSON.stringify({change});
    }}""")
    desk.open("review/")
    desk.open(f"{PAPER}#start" if "..." in change else PAPER)
    expect(page.get_by_role("button", name="开始")).to_be_visible()
    expect(page.get_by_role("button", name="继续上一场")).to_have_count(0)
    told = page.get_by_text("题目更新过，上一场的卷子变了，没法接着面。")
    expect(told).to_have_count(1 if "..." in change else 0)
    page.reload()
    expect(page.get_by_role("button", name="开始")).to_be_visible()
    expect(told).to_have_count(0)


def test_that_time_runs_out_is_told_and_nothing_more(reader: Reading) -> None:
    desk = reader()
    desk.context.add_init_script(AHEAD)
    desk.open(PAPER)
    page = desk.page
    begin(page)
    expect(page.locator(".interview-warning")).to_be_hidden()
    for minutes, told in ((41, "剩下不到 5 分钟"), (44.5, "剩下不到 1 分钟"), (46, "时间到")):
        page.evaluate(f"globalThis.ahead = {minutes} * 60000")
        expect(page.locator(".interview-warning")).to_contain_text(told)
    expect(page.get_by_role("timer")).to_contain_text("超时 1:0")
    press(page, "听追问")
    expect(page.locator(".interview-follow-ups > li")).to_have_count(1)


def test_a_result_is_kept_once_though_the_button_is_pressed_twice(reader: Reading) -> None:
    desk = reader()
    desk.open(PAPER)
    page = desk.page
    page.get_by_role("button", name="开始").dblclick()
    through(page)
    while not (result := page.get_by_role("button", name="看结果")).count():
        press(page, "下一题")
    result.evaluate("(button) => { button.click(); button.click(); }")
    expect(page.locator(".interview-ending")).to_be_visible()
    assert len(desk.kept()["answers"]) == 12


def test_readers_of_a_screen_hear_each_question(reader: Reading) -> None:
    desk = reader()
    desk.open(PAPER)
    page = desk.page
    begin(page)
    expect(page.locator("h2.study-question")).to_be_focused()
    press(page, "暂停")
    press(page, "继续")
    expect(page.locator("h2.study-question")).to_be_focused()
    page.reload()
    expect(page.locator("h2.study-question")).to_be_focused()
    press(page, "听追问")
    expect(page.locator(".interview-follow-ups h3")).to_be_focused()


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_how_papers_are_drawn_stands_on_the_first_screen(reader: Reading, width: str) -> None:
    """And nothing that was seen has moved there."""
    one = reader(width=width)
    moved = "globalThis.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
    moved += "if (!entry.hadRecentInput) moved += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    one.context.add_init_script(moved)
    one.open(PAPER)
    until(one.page, READY)
    expect(one.page.get_by_role("heading", name="怎样抽题")).to_be_in_viewport()
    assert one.page.evaluate("moved") < 0.01


def test_a_clock_that_is_set_back_gives_no_time(reader: Reading) -> None:
    desk = reader()
    desk.context.add_init_script(AHEAD)
    desk.open(PAPER)
    page = desk.page
    begin(page)
    page.evaluate("globalThis.ahead = 600_000")
    expect(page.get_by_role("timer")).to_contain_text("还剩 34:")
    page.evaluate("globalThis.ahead = -86_400_000")
    until(page, "document.querySelector('.study-clock').textContent < '还剩 34:58'")
    expect(page.get_by_role("timer")).to_contain_text("还剩 34:")


def test_an_address_with_a_mistake_begins_nothing_before_that_is_told(reader: Reading) -> None:
    desk = reader()
    desk.open("interview/?level=boss&seed=-1#start")
    expect(desk.page.locator(".study-loss").last).to_contain_text("没有级别“boss”，改为中级。 编号“-1”不是")
    expect(desk.page.get_by_role("timer")).to_have_count(0)
    begin(desk.page)


def test_what_cannot_be_loaded_is_told_and_tried_again(reader: Reading) -> None:
    desk = reader(expected="ERR_FAILED")
    desk.context.route("**/cards/*.js", lambda route: route.abort())
    desk.open(PAPER)
    page = desk.page
    press(page, "开始")
    expect(page.get_by_role("alert")).to_contain_text("没有加载出来")
    desk.context.unroute("**/cards/*.js")
    press(page, "开始")
    expect(page.locator(".study-progress-text")).to_have_text("1 / 4")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_paper_that_is_there_needs_no_network(reader: Reading) -> None:
    phone = reader(width="phone", expected="INTERNET_DISCONNECTED")  # of the logo of the menu
    phone.open(PAPER)
    page = phone.page
    until(page, READY)
    phone.context.set_offline(True)
    begin(page)
    through(page)
    marked(page)
    expect(page.locator(".interview-ending")).to_be_visible()


def test_where_nothing_is_kept_it_works_for_this_visit(reader: Reading) -> None:
    desk = reader()
    forbidden = "Object.defineProperty(window, '%s', { get() { throw new DOMException('no', 'SecurityError'); } });"
    desk.context.add_init_script(forbidden % "sessionStorage" + forbidden % "indexedDB")
    desk.open(PAPER)
    page = desk.page
    expect(page.locator(".study-loss").first).to_contain_text("不让本站保存数据")
    begin(page)
    through(page)
    marked(page)
    expect(page.locator(".interview-ending")).to_be_visible()


def test_it_works_from_a_folder(browser: Browser, tmp_path: Path) -> None:
    folder = made(tmp_path / "project", PAGES, like="mkdocs-offline.yml")
    with reading(browser, folder.as_uri() + "/") as one:
        one.open(f"{PAPER.replace('/', '.html')}#start")
        page = one.page
        through(page)
        marked(page)
        expect(page.locator(".interview-ending")).to_contain_text("4 ")
        href = page.locator(".interview-ending ol a").first.get_attribute("href") or ""
        assert href.startswith("file:")
        assert href.endswith(".html")


def test_the_way_there(browser: Browser, site: Site) -> None:
    with reading(browser, site.address, width="phone") as phone:
        phone.open("")
        phone.page.get_by_role("link", name="模拟面试").first.tap()
        expect(phone.page.locator(".interview-wish")).to_be_visible()
        phone.open("networking/")
        phone.page.locator(".ways").get_by_role("link", name="模拟面试").tap()
        expect(phone.page.get_by_role("button", name="主题：网络")).to_be_visible()
