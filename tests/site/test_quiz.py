"""测一测 and 自测, as somebody answers them: by thumbs and by keys; what is kept of it, and what becomes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.browser import served, until
from tests.site.studied import DNS, PAGES, Reader, made, reading

pytestmark = pytest.mark.browser
Reading = Callable[..., Reader]
QUIZ = "---\nstudy: quiz\nreviewed: 2026-11-30\n---\n\n# 测一测\n\n## 谁来判\n\n引擎。\n"
ITEMS = """\
## 自测

<details markdown="1" class="choice" id="check-policy" data-level="junior">
<summary>不写 `dnsPolicy` 是哪一种？</summary>

- [ ] `Default`

    它沿用节点的配置。

- [x] `ClusterFirst`

    它是默认值。

- [ ] `None`

    它要自己写明。

</details>

<details markdown="1" class="ordering" id="check-order" data-level="senior">
<summary>把查询按先后排好。</summary>

1. 拼搜索域

    点少于五个。

2. 按原样问

    都失败之后。

3. 问上游

    不是集群里的名字。

</details>

## 参考资料

- [DNS](https://kubernetes.io/zh-cn/docs/concepts/services-networking/dns-pod-service/)
"""
WITH_ITEMS = {**PAGES, "dns.md": f"{DNS}\n{ITEMS}", "quiz.md": QUIZ}
TOLD = ".item-told"
ALL_THERE = """(() => {
  const name = Object.keys(sessionStorage).find((name) => name.endsWith(":quiz"));
  const { ids } = JSON.parse(sessionStorage[name] ?? '{"ids": ["x"]}');
  return ids.every((id) => handbook.manifests?.[id]) && handbook.questions !== undefined;
})()"""
STEPS = ["拼搜索域", "按原样问", "问上游"]


@pytest.fixture(scope="module")
def tested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("tested") / "project", WITH_ITEMS)


@pytest.fixture(scope="module")
def key(tested: Path) -> dict[str, dict[str, Any]]:
    """The answers, by the text of the manifest."""
    scripts = [path.read_text(encoding="utf-8") for path in (tested / "assets/study/quiz").glob("*.js")]
    parts = [json.loads(re.findall(r"\|\| \{\}, (\{.*\})\);\n", script, re.DOTALL)[0]) for script in scripts]
    return {manifest["text"].strip(): manifest for part in parts for manifest in part.values()}


@pytest.fixture
def reader(browser: Browser, tested: Path) -> Iterator[Reading]:
    with ExitStack() as stack:
        address = stack.enter_context(served(tested))
        yield lambda **more: stack.enter_context(reading(browser, address, **more))


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
            page.keyboard.press("y")
            expect(page.locator(TOLD)).to_have_text("对，会收。")
        else:
            page.keyboard.press("n")
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
        page.keyboard.press("y")
        page.keyboard.press("Space")
    page.get_by_role("button", name="会收", exact=True).click()
    expect(page.locator(TOLD)).to_contain_text("不对，不会收")
    for line in right["lines"]:
        expect(page.locator(".quiz-lines > li").nth(line - 1)).to_contain_text("错在这里")
    shown = page.locator(".quiz-diff > li > code").all_inner_texts()
    assert shown == [line for _, line in right["changes"]]
    page.keyboard.press("Escape")
    expect(page.locator(".quiz-ending")).to_contain_text("再看一遍")


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
    page.keyboard.press("y")
    expect(page.locator(TOLD)).to_be_visible()
    page.keyboard.press("Space")
    second = asked(page, key)["text"]
    page.goto(f"{desk.address}dns/")
    page.go_back()
    expect(page.locator(".study-progress-text")).to_have_text("2 / 10")
    assert asked(page, key)["text"] == second
    page.reload()
    assert asked(page, key)["text"] == second
    desk.open("quiz/")
    page.get_by_role("button", name="继续上一组，还剩 9 题").click()
    assert asked(page, key)["text"] == second
    page.keyboard.press("Escape")
    expect(page.locator(".quiz-ending")).to_contain_text("1 题对")
    page.get_by_role("button", name="再来一组").click()
    expect(page.locator(".study-progress-text")).to_have_text("1 / 10")


def test_choosing_by_a_key_and_steps_in_their_order(reader: Reading) -> None:
    desk = reader()
    desk.open("quiz/?kind=choice,ordering#start")
    page = desk.page
    for number in (1, 2):
        expect(page.locator(".study-progress-text")).to_have_text(f"{number} / 2")
        options = page.locator("button.item-option")
        if page.locator("[data-item=ordering]").count():
            texts = options.all_inner_texts()
            for step in STEPS:
                page.keyboard.press(str(texts.index(step) + 1))
            expect(page.locator(".item-number")).to_have_text([str(STEPS.index(text) + 1) for text in texts])
            page.get_by_role("button", name="确定").press("Enter")
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
    phone = reader(width="phone")
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
