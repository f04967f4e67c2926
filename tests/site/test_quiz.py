"""测一测, as somebody answers it: by thumbs and by keys, and what is kept of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.browser import until
from tests.site.studied import Reader, Reading, readers

pytestmark = pytest.mark.browser
TOLD = ".item-told"
ALL_THERE = """(() => {
  const name = Object.keys(sessionStorage).find((name) => name.endsWith(":quiz"));
  const { ids } = JSON.parse(sessionStorage[name] ?? '{"ids": ["x"]}');
  return ids.every((id) => handbook.manifests?.[id]) && handbook.questions !== undefined;
})()"""


@pytest.fixture(scope="module")
def key(tested: Path) -> dict[str, dict[str, Any]]:
    """The answers, by the text of the manifest."""
    scripts = [path.read_text(encoding="utf-8") for path in (tested / "assets/study/quiz").glob("*.js")]
    parts = [json.loads(re.findall(r"\|\| \{\}, (\{.*\})\);\n", script, re.DOTALL)[0]) for script in scripts]
    return {manifest["text"].strip(): manifest for part in parts for manifest in part.values()}


@pytest.fixture
def reader(browser: Browser, tested: Path) -> Iterator[Reading]:
    with readers(browser, tested) as made_for:
        yield made_for


def asked(page: Page, key: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The answer to what is on the screen."""
    expect(page.get_by_role("button", name="不会收")).to_be_visible()
    return key["\n".join(page.locator(".quiz-lines > li").all_inner_texts()).strip()]


def test_a_round_by_keys_alone(reader: Reading, key: dict[str, dict[str, Any]]) -> None:
    desk = reader()
    desk.open("quiz/?kind=manifest")
    page = desk.page
    page.get_by_role("button", name="开始").press("Enter")
    verdicts = []
    for number in range(1, 11):
        expect(page.locator(".study-progress-text")).to_have_text(f"{number} / 10")
        right = asked(page, key)
        verdicts.append(right["taken"])
        if right["taken"]:
            page.keyboard.press("1")
            expect(page.locator(TOLD)).to_have_text("对，会收。")
        else:
            page.keyboard.press("2")
            for _ in range(1, right["lines"][0]):
                page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            expect(page.locator(TOLD)).to_contain_text("对，不会收")
            expect(page.locator(".quiz-found")).to_contain_text(right["found"][0]["text"])
        page.keyboard.press("Space")
    expect(page.locator(".quiz-ending")).to_contain_text("10 题对 10 题")
    kept = desk.kept()
    assert [answer["right"] for answer in kept["answers"]] == [True] * 10
    assert kept["log"] == []
    page.get_by_role("button", name="换个范围").press("Enter")
    expect(page.get_by_text("答过 10 题，最近一次答对的 10 题")).to_be_visible()


def test_a_round_by_thumbs(reader: Reading, key: dict[str, dict[str, Any]]) -> None:
    """Refused it is, but the line is another; or it is taken after all."""
    phone = reader(width="phone", scheme="dark")
    phone.open("quiz/?kind=manifest&topic=storage")
    page = phone.page
    page.get_by_role("button", name="开始").tap()
    outcomes = set()
    for _ in range(10):
        right = asked(page, key)
        page.get_by_role("button", name="不会收").tap()
        lines = page.locator(".quiz-line")
        wrong = next(line for line in range(lines.count(), 0, -1) if line not in right.get("lines", []))
        lines.nth(wrong - 1).tap()
        told = "不对，会收。" if right["taken"] else "不会收，说对了"
        expect(page.locator(TOLD)).to_contain_text(told)
        outcomes.add(right["taken"])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator(".study-turn").get_by_role("button").tap()
    expect(page.locator(".quiz-ending")).to_contain_text("10 题对 0 题，另有")
    assert outcomes == {True, False}
    assert not any(answer["right"] for answer in phone.kept()["answers"])
    page.get_by_role("button", name="再来一组").tap()
    expect(page.locator(".study-progress-text")).to_have_text("1 / 10")


def test_what_is_wrong_is_shown_as_what_would_be_right(reader: Reading, key: dict[str, dict[str, Any]]) -> None:
    desk = reader()
    desk.open("quiz/?kind=manifest&seed=3#start")
    page = desk.page
    while (right := asked(page, key))["taken"] or not right.get("changes"):
        page.keyboard.press("1")
        page.keyboard.press("Space")
    page.get_by_role("button", name="会收", exact=True).click()
    expect(page.locator(TOLD)).to_contain_text("不对，不会收")
    pointed = [found["line"] for found in right["found"] if found["refused"]]
    for line in right["lines"]:
        words = "错在这里" if line in pointed else "答这行也对"
        expect(page.locator(".quiz-lines > li").nth(line - 1)).to_contain_text(words)
    shown = page.locator(".quiz-diff > li > code").all_inner_texts()
    assert shown == [line for _, line in right["changes"]]
    page.keyboard.press("Escape")
    expect(page.locator(".quiz-ending")).to_contain_text("再看一遍")


def test_a_button_that_is_pressed_twice_is_pressed_once(reader: Reading, key: dict[str, dict[str, Any]]) -> None:
    desk = reader()
    desk.open("quiz/?kind=manifest")
    page = desk.page
    page.get_by_role("button", name="开始").dblclick()
    asked(page, key)
    page.get_by_role("button", name="会收", exact=True).click()
    page.keyboard.press("1")  # a second round below this one would hear it
    expect(page.locator(TOLD)).to_be_visible()
    following = page.get_by_role("button", name="下一题")
    following.evaluate("(button) => { button.click(); button.click(); }")
    expect(page.locator(".study-progress-text")).to_have_text("2 / 10")
    assert len(desk.kept()["answers"]) == 1


@pytest.mark.parametrize(
    ("address", "told", "left"),
    [
        ("?topic=<script>&kind=manifest", "这里没有“<script>”，已略去。", "?kind=manifest"),
        ("?topic=storage,cooking,storage", "这里没有“cooking”，已略去。", "?topic=storage"),
        ("?kind=essay&topic=%F0%9F%8D%B3&seed=-1e999", "这里没有“essay”“🍳”，已略去。", ""),
    ],
)
def test_what_the_address_chooses_and_is_not_there_is_told(reader: Reading, address: str, told: str, left: str) -> None:
    desk = reader()
    desk.open(f"quiz/{address}")
    page = desk.page
    expect(page.get_by_role("status").filter(has_text="已略去")).to_have_text(told)
    page.get_by_role("button", name="开始").click()
    expect(page.locator(".study-progress-text")).to_have_text("1 / 10")
    assert page.url == f"{desk.address}quiz/{left}#start"


@pytest.mark.parametrize("kind", ["manifest", "choice"])
def test_what_goes_on_is_below_the_thumb_however_long_the_answer_is(reader: Reading, kind: str) -> None:
    phone = reader(width="phone")
    page = phone.page
    page.set_viewport_size({"width": 320, "height": 460})
    phone.open(f"quiz/?kind={kind}#start")
    page.locator(".item-option" if kind == "choice" else ".quiz-no").first.tap()
    if kind == "manifest":
        unknown = page.get_by_role("button", name="看不出来")
        expect(unknown).to_be_in_viewport(ratio=1)
        assert (unknown.bounding_box() or {"height": 0})["height"] >= 44
        unknown.tap()
    expect(page.locator(".study-turn").get_by_role("button")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollHeight > innerHeight")


def test_the_same_seed_is_the_same_round(reader: Reading) -> None:
    def titles(one: Reader) -> str:
        one.open("quiz/?seed=11#start")
        expect(one.page.locator(".study-question")).to_be_visible()
        return one.page.locator(".study-card").inner_text()

    assert titles(reader()) == titles(reader())


def test_whoever_looks_something_up_comes_back_to_the_round(reader: Reading, key: dict[str, dict[str, Any]]) -> None:
    desk = reader()
    desk.open("quiz/?kind=manifest#start")
    page = desk.page
    asked(page, key)
    page.keyboard.press("1")
    expect(page.locator(TOLD)).to_be_visible()
    page.keyboard.press("Space")
    second = asked(page, key)["text"]
    page.goto(f"{desk.address}dns/")
    page.go_back()
    expect(page.locator(".study-progress-text")).to_have_text("2 / 10")
    assert asked(page, key)["text"] == second
    page.reload()
    assert asked(page, key)["text"] == second
    expect(page.locator(".study-question")).to_be_focused()
    desk.open("quiz/")
    page.get_by_role("button", name="继续上一组，还剩 9 题").click()
    assert asked(page, key)["text"] == second
    page.keyboard.press("Escape")
    expect(page.locator(".quiz-ending")).to_contain_text("1 题对")
    page.get_by_role("button", name="再来一组").click()
    expect(page.locator(".study-progress-text")).to_have_text("1 / 10")


def test_what_cannot_be_loaded_is_told_and_the_round_goes_on(reader: Reading) -> None:
    desk = reader(expected="ERR_FAILED")
    desk.context.route("**/quiz/*.js", lambda route: route.abort())
    desk.open("quiz/?kind=manifest#start")
    page = desk.page
    expect(page.get_by_role("alert")).to_contain_text("没有加载出来")
    desk.context.unroute("**/quiz/*.js")
    page.get_by_role("button", name="下一题").click()
    expect(page.get_by_role("button", name="不会收")).to_be_visible()


def test_a_round_that_has_begun_needs_no_network(reader: Reading, key: dict[str, dict[str, Any]]) -> None:
    phone = reader(width="phone", expected="INTERNET_DISCONNECTED")  # of the logo of the menu
    phone.open("quiz/?kind=manifest#start")
    page = phone.page
    until(page, ALL_THERE)
    phone.context.set_offline(True)
    for _ in range(10):
        asked(page, key)
        page.get_by_role("button", name="会收", exact=True).tap()
        page.locator(".study-turn").get_by_role("button").tap()
    expect(page.locator(".quiz-ending")).to_contain_text("10 题对")
    expect(page.locator(".quiz-ending li").first).not_to_be_empty()
