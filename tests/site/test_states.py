"""Pages in the states that a reader brings them into: accessible at every level, and still where motion is unwanted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.site.conftest import Site, pairwise
from tests.site.studied import AHEAD, Reader, reading, violations

pytestmark = pytest.mark.browser
FORBIDDEN = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"
MOVING = "document.getAnimations().filter(one => one.effect.getComputedTiming().activeDuration > 0).length"


def graded(one: Reader) -> None:
    one.open("networking/dns/")
    one.page.get_by_role("button", name="先想再看").click()
    one.page.get_by_role("button", name="看答案").click()
    one.page.get_by_role("button", name="没想起").click()
    expect(one.page.locator(".study-told").first).to_contain_text("再问")


def menu(one: Reader) -> None:
    one.open("networking/")
    if one.page.evaluate("innerWidth") < 1000:
        one.page.locator("label.md-header__button[for=__drawer]").click()
        expect(one.page.get_by_role("link", name="集群 DNS").first).to_be_visible()


def large_diagram(one: Reader) -> None:
    one.open("architecture/components/")
    one.page.set_viewport_size({"width": 390, "height": 844})
    one.page.locator(".diagram-open").first.click()
    expect(one.page.locator("dialog[open] svg")).to_be_visible()


def home_with_progress(one: Reader) -> None:
    graded(one)
    one.open("")
    expect(one.page.locator(".home-topic .study-progress").first).to_be_visible()
    expect(one.page.get_by_role("link", name="今日复习 1 题")).to_be_visible()


def list_with_states(one: Reader) -> None:
    graded(one)
    one.page.get_by_role("button", name="收藏", exact=True).first.click()
    expect(one.page.get_by_role("button", name="已收藏").first).to_be_visible()  # so it is kept
    one.open("questions/?topic=networking")
    expect(one.page.locator("[data-state=due][data-favourite]")).to_be_visible()


def half_a_minute(one: Reader) -> None:
    one.open("review/")
    one.page.get_by_label("思考时倒数 30 秒").check()
    one.page.get_by_role("button", name="开始").click()
    expect(one.page.get_by_role("timer")).to_be_visible()


def answer_with_a_table(one: Reader) -> None:
    graded(one)
    one.page.locator("details[data-level] > summary").first.click()
    expect(one.page.locator(".study-foot .study-grades")).to_be_visible()


def nothing_is_kept(one: Reader) -> None:
    one.context.add_init_script(FORBIDDEN)
    one.open("review/")
    expect(one.page.locator(".study-loss")).to_be_visible()


def a_file_is_refused(one: Reader) -> None:
    one.open("review/")
    one.page.get_by_label("导入").set_input_files({"name": "a.json", "mimeType": "", "buffer": b"{"})
    expect(one.page.locator(".study-wrong")).to_contain_text("JSON")


def no_page(one: Reader) -> None:
    one.open("404.html")
    expect(one.page.locator("[data-search-box]")).to_be_visible()


def quiz_before(one: Reader) -> None:
    one.open("quiz/?kind=manifest&topic=workloads")
    expect(one.page.get_by_role("button", name="开始")).to_be_visible()


def quiz_line(one: Reader) -> None:
    one.open("quiz/?kind=manifest&seed=5#start")
    one.page.get_by_role("button", name="不会收").click()
    expect(one.page.locator(".quiz-line").first).to_be_visible()


def quiz_wrong(one: Reader) -> None:
    """All that can be said of a manifest: the line, the one that was chosen, the words, what would be right."""
    one.open("quiz/?kind=manifest&seed=5#start")
    while not one.page.locator(".quiz-diff [data-sign]").count():
        if one.page.get_by_role("button", name="下一题").count():
            one.page.get_by_role("button", name="下一题").click()
        one.page.get_by_role("button", name="不会收").click()
        one.page.locator(".quiz-line").last.click()
        expect(one.page.locator(".item-told")).to_be_visible()
    one.page.mouse.move(0, 0)


def quiz_trap(one: Reader) -> None:
    one.open("quiz/?kind=manifest&seed=2#start")
    while not one.page.locator(".item-told[data-mark=right]").count():
        if one.page.get_by_role("button", name="下一题").count():
            one.page.get_by_role("button", name="下一题").click()
        one.page.get_by_role("button", name="会收", exact=True).click()
        expect(one.page.locator(".item-told")).to_be_visible()


def quiz_ending(one: Reader) -> None:
    quiz_wrong(one)
    one.page.get_by_role("button", name="结束").click()
    expect(one.page.get_by_role("button", name="再来一组")).to_be_visible()
    one.page.mouse.move(0, 0)


def quiz_item(one: Reader) -> None:
    one.open("quiz/?kind=choice&seed=1#start")
    one.page.locator("button.item-option").first.click()
    expect(one.page.locator(".item-told")).to_be_visible()


def quiz_steps(one: Reader) -> None:
    one.open("quiz/?kind=ordering&seed=1#start")
    one.page.locator("button.item-option").first.click()
    expect(one.page.locator(".item-number")).to_have_text("1")


def interview_before(one: Reader) -> None:
    """With all that can be told: what is wrong in the address, topics, the interview that was left."""
    interview_asked(one)
    one.open("interview/?level=boss&topic=storage&count=40&seed=1")
    one.page.get_by_role("button", name="主题：存储").click()
    expect(one.page.get_by_role("button", name="继续上一场")).to_be_visible()


def interview_asked(one: Reader) -> None:
    one.open("interview/?count=4&seed=2#start")
    one.page.get_by_role("button", name="听追问").click()
    expect(one.page.locator(".interview-follow-ups h3")).to_be_visible()
    one.page.mouse.move(0, 0)


def interview_late(one: Reader) -> None:
    one.context.add_init_script(AHEAD)
    interview_asked(one)
    one.page.evaluate("globalThis.ahead = 46 * 60000")
    expect(one.page.locator(".interview-warning")).to_be_visible()


def interview_paused(one: Reader) -> None:
    interview_asked(one)
    one.page.get_by_role("button", name="暂停").click()
    expect(one.page.locator(".interview-paused")).to_be_visible()
    one.page.mouse.move(0, 0)


def interview_sure(one: Reader) -> None:
    interview_asked(one)
    one.page.get_by_role("button", name="交卷").click()
    expect(one.page.get_by_role("button", name="接着面")).to_be_visible()


def interview_marked(one: Reader) -> None:
    interview_sure(one)
    one.page.get_by_role("button", name="题，交卷").click()
    one.page.locator(".interview-points input").first.check()
    one.page.locator(".interview-answer > summary").first.click()
    expect(one.page.locator(".study-answer").first).to_be_visible()
    one.page.mouse.move(0, 0)


def interview_result(one: Reader) -> None:
    interview_marked(one)
    one.page.get_by_role("button", name="看结果").click()
    expect(one.page.get_by_role("heading", name="再看一遍")).to_be_visible()
    one.page.mouse.move(0, 0)


def item_of_a_page(one: Reader) -> None:
    one.open("networking/dns/#check-dns-policy-host-network")
    for option in one.page.locator("[data-item=ordering] button.item-option").all():
        option.click()
    one.page.get_by_role("button", name="确定").click()
    one.page.get_by_role("button", name="None").click()
    expect(one.page.locator(".item-told")).to_have_count(2)


STATES: dict[str, Callable[[Reader], None]] = {
    state.__name__: state
    for state in (
        menu, large_diagram, home_with_progress, list_with_states, half_a_minute, answer_with_a_table, nothing_is_kept,
        a_file_is_refused, no_page, quiz_before, quiz_line, quiz_wrong, quiz_trap, quiz_ending, quiz_item, quiz_steps,
        item_of_a_page, interview_before, interview_asked, interview_late, interview_paused, interview_sure,
        interview_marked, interview_result,
    )
}  # fmt: skip


@pairwise("state", STATES)
def test_each_state_is_accessible_and_still(browser: Browser, site: Site, state: str, width: str, scheme: str) -> None:
    with reading(browser, site.address, width=width, scheme=scheme) as one:
        STATES[state](one)
        assert one.page.evaluate(MOVING) == 0
        assert violations(one.page) == []
