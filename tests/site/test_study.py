"""Studying, from the first screen to done: thinking first, the list, reviewing; by touch and by keyboard."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.browser import until
from tests.site.conftest import SCHEMES, WIDTHS, Site
from tests.site.studied import QUESTIONS, Reading, readers, reading, violations

pytestmark = pytest.mark.browser
PAIRS = pytest.mark.parametrize(("width", "scheme"), [(width, scheme) for width in WIDTHS for scheme in SCHEMES])
AT_A_GLANCE = {"phone": 9, "desktop": 20}
"""Questions of the list that are seen before one scrolls."""
BAR = ".study-foot"


@pytest.fixture
def reader(browser: Browser, studied: Path) -> Iterator[Reading]:
    with readers(browser, studied) as made_for:
        yield made_for


def test_scripts_stay_small(studied: Path) -> None:
    packed = {
        path.name.partition(".")[0]: len(gzip.compress(path.read_bytes(), 9))
        for path in (studied / "assets" / "study").glob("*.js")
    }
    assert packed["page"] < 15_000
    assert packed["page"] + packed["study"] < 40_000  # with the questions of the real site, 60 kB


def test_all_is_readable_without_scripts(reader: Reading) -> None:
    plain = reader(java_script_enabled=False)
    plain.open("dns/")
    expect(plain.page.get_by_text("集群 DNS 怎样解析的答案")).to_be_visible()
    expect(plain.page.locator("[data-study-tools], [data-study-ask]").first).to_be_hidden()
    plain.open("questions/")
    expect(plain.page.locator(".study-list > li a")).to_have_count(QUESTIONS)
    plain.page.get_by_role("link", name="emptyDir 何时清空？").click()
    assert plain.page.url.endswith("/volumes/#empty-dir")
    plain.open("review/")
    plain.page.locator(".md-content").get_by_role("link", name="题库").click()
    assert plain.page.url.endswith("/questions/")


def test_thinking_first_by_touch(reader: Reading) -> None:
    phone = reader(width="phone")
    phone.open("dns/")
    page, answer = phone.page, phone.page.get_by_text("集群 DNS 怎样解析的答案")
    expect(answer).to_be_visible()
    page.get_by_role("button", name="先想再看").tap()
    expect(answer).to_be_hidden()
    expect(page.locator("[data-study-ask]")).to_contain_text("一句话 · 原理 · 1 个追问")
    page.get_by_role("button", name="看答案").tap()
    expect(answer).to_be_visible()
    expect(page.locator(BAR).get_by_role("button")).to_have_count(4)
    expect(page.locator(".study-grade small").first).to_have_text("1 分钟后")
    page.get_by_role("button", name="很熟").tap()
    expect(page.locator(".study-told").first).to_contain_text("8 天后再问")
    assert phone.grades() == [("cluster-dns", 4)]
    page.get_by_role("button", name="撤销").tap()
    expect(page.locator(".study-told").first).to_have_text("已撤销")
    assert phone.grades() == []
    page.get_by_role("button", name="没想起").tap()
    page.locator(BAR).get_by_role("link", name="下一题").tap()
    page.wait_for_url("**/volumes/")
    expect(page.get_by_text("卷有哪些类型的答案")).to_be_hidden()  # it is a wish for all pages


def test_thinking_first_by_keyboard_alone(reader: Reading) -> None:
    desk = reader()
    desk.open("dns/")
    page, answer = desk.page, desk.page.get_by_text("集群 DNS 怎样解析的答案")
    page.keyboard.press("3")  # nothing is to be graded yet
    page.get_by_role("button", name="先想再看").focus()
    page.keyboard.press("Enter")
    expect(answer).to_be_hidden()
    page.keyboard.press("Space")
    expect(answer).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator(".study-told").first).to_contain_text("6 分钟后再问")
    page.keyboard.press("u")
    expect(page.locator(".study-told").first).to_have_text("已撤销")
    assert desk.grades() == []
    page.get_by_role("button", name="加入复习").first.press("Enter")
    page.get_by_role("button", name="收藏").first.press("Enter")
    expect(page.get_by_role("button", name="已收藏").first).to_be_visible()
    (card,) = desk.kept()["cards"]
    assert card.keys() == {"id", "added", "favourite"}
    page.get_by_role("button", name="已收藏").first.press("Enter")
    expect(page.get_by_role("button", name="已收藏")).to_have_count(0)


def test_a_grade_that_cannot_be_kept_is_asked_for_again(reader: Reading) -> None:
    """The script for it is loaded when it is wanted, and then there may be no network."""
    phone = reader(width="phone", expected="ERR_FAILED")
    phone.context.route("**/study.*.js", lambda route: route.abort())
    phone.open("dns/")
    page = phone.page
    page.get_by_role("button", name="先想再看").tap()
    page.get_by_role("button", name="看答案").tap()
    page.get_by_role("button", name="勉强").tap()
    expect(page.locator(BAR)).to_contain_text("联网后再按一次")
    phone.context.unroute("**/study.*.js")
    page.get_by_role("button", name="勉强").tap()
    expect(page.locator(BAR)).to_contain_text("6 分钟后再问")
    assert phone.grades() == [("cluster-dns", 2)]


def test_tomorrow_is_the_interview(reader: Reading) -> None:
    """With thumbs alone: the questions that the list shows, one after the other, each answer hidden."""
    phone = reader(width="phone", scheme="dark")
    phone.open("questions/?sort=frequency")
    page = phone.page
    page.get_by_role("button", name="先想再看").tap()
    page.locator(".study-list a").first.tap()
    for title, next_ in (("集群 DNS 怎样解析", "下一题 2/2"), ("卷有哪些类型", "这一组完成")):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        expect(page.get_by_text(f"{title}的答案")).to_be_hidden()
        page.get_by_role("button", name="看答案").tap()
        page.get_by_role("button", name="勉强").tap()
        page.locator(BAR).get_by_role("link", name=next_).tap()
    page.wait_for_url("**/questions/")
    expect(page.locator("[data-state=due]")).to_have_count(2)
    phone.open("")
    expect(page.get_by_role("link", name="继续上次：卷有哪些类型？")).to_be_visible()


def test_a_follow_up_is_a_question_of_its_own(reader: Reading) -> None:
    desk = reader()
    desk.open("volumes/#empty-dir")
    page, details = desk.page, desk.page.locator("details#empty-dir")
    expect(details).to_have_attribute("open", "")
    page.get_by_role("button", name="先想再看").click()
    desk.open("volumes/#empty-dir")
    page.reload()
    expect(page.get_by_text("答案：emptyDir")).to_be_visible()  # who comes for a place sees it
    page.locator("details#host-path > summary").press("Enter")
    expect(page.locator(BAR)).to_contain_text("hostPath 有什么风险？")
    page.keyboard.press("1")
    expect(page.locator("details#host-path")).to_have_attribute("data-state", "due")
    expect(page.locator("details#host-path > summary")).to_contain_text("该复习")
    assert desk.grades() == [("host-path", 1)]


def test_half_a_minute_can_be_counted(reader: Reading) -> None:
    desk = reader()
    desk.open("review/")
    desk.page.get_by_label("思考时倒数 30 秒").check()
    desk.page.get_by_label("题目页先想再看").check()
    until(desk.page, "localStorage.length > 0")
    desk.open("dns/")
    expect(desk.page.get_by_role("timer")).to_contain_text("还剩")


def test_the_list_is_filtered_and_the_address_says_how(reader: Reading) -> None:
    desk = reader()
    desk.open("questions/")
    page, rows = desk.page, desk.page.locator(".study-list > li:visible")
    expect(rows).to_have_count(QUESTIONS)
    page.get_by_role("button", name="存储", exact=True).click()
    page.get_by_role("button", name="追问", exact=True).click()
    expect(rows).to_have_count(2)
    page.get_by_label("在题目里找").fill("HOSTPATH")
    expect(rows).to_have_text(["hostPath 有什么风险？中级 · 存储"])
    expect(page.get_by_role("status").first).to_contain_text("5 题中的 1 题")
    assert page.url.endswith("/questions/?kind=follow-up&topic=storage&text=HOSTPATH")
    page.reload()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="清除筛选").click()
    expect(rows).to_have_count(QUESTIONS)
    page.get_by_label("排序").select_option("frequency")
    expect(rows.first).to_contain_text("集群 DNS")
    page.get_by_label("在题目里找").fill("没有这题")
    expect(rows).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_is_seen_at_a_glance(browser: Browser, site: Site, width: str) -> None:
    with reading(browser, site.address, width=width) as someone:
        someone.open("questions/")
        links = someone.page.locator(".study-list > li:visible a")
        expect(links.first).to_be_visible()
        boxes = [links.nth(index).bounding_box() for index in range(AT_A_GLANCE[width])]
        height = someone.page.evaluate("innerHeight")
        assert [box for box in boxes if box is None or box["y"] + box["height"] > height or box["height"] < 24] == []


def test_what_is_chosen_is_said_where_its_chip_may_be_out_of_sight(reader: Reading) -> None:
    phone = reader(width="phone")
    phone.open("questions/?topic=storage&level=senior")
    expect(phone.page.get_by_role("status").first).to_contain_text("中级、存储：5 题中的")
    phone.page.get_by_role("button", name="清除筛选").tap()
    expect(phone.page.get_by_role("status").first).to_have_text("共 5 题")


def test_the_list_by_keyboard_alone(reader: Reading) -> None:
    desk = reader()
    desk.open("questions/?level=senior")
    page = desk.page
    expect(page.get_by_role("button", name="随机一题")).to_be_visible()  # the script has come, and hears keys
    for key, title in (("j", "默认策略是什么？"), ("j", "卷有哪些类型？"), ("k", "默认策略是什么？")):
        page.keyboard.press(key)
        expect(page.locator(".study-list a:focus")).to_have_text(title)
    page.keyboard.press("Enter")
    page.wait_for_url("**/dns/#dns-policy")
    page.go_back()
    expect(page.get_by_role("button", name="随机一题")).to_be_visible()  # the scripts of the page run once more
    page.keyboard.press("r")
    page.wait_for_url(lambda url: "/questions/" not in url)


def test_a_round_of_review(reader: Reading) -> None:
    """Four weeks of evenings begin: told what is new, asked one by one, back from the whole text, done."""
    desk = reader()
    desk.open("review/")
    page = desk.page
    page.get_by_label("每天新题").fill("3")
    page.get_by_label("每天新题").press("Tab")
    expect(page.locator(".study-today")).to_contain_text("到期 0 题，新题 3 题")
    page.get_by_role("button", name="开始").press("Enter")
    card = page.locator(".study-card")
    expect(card).to_contain_text("1 / 3")
    expect(card.get_by_role("heading")).to_have_text("集群 DNS 怎样解析？")  # the most frequent first
    expect(card).not_to_contain_text("的答案")
    page.keyboard.press("Space")
    expect(card).to_contain_text("集群 DNS 怎样解析的答案")
    page.keyboard.press("4")
    expect(card).to_contain_text("2 / 3")
    page.keyboard.press("u")
    expect(card.get_by_role("heading")).to_have_text("集群 DNS 怎样解析？")
    assert desk.grades() == []
    page.keyboard.press("Space")
    page.get_by_role("link", name="看全文").click()
    expect(page.get_by_text("先有命名空间")).to_be_visible()
    page.get_by_role("link", name="回到复习").click()
    expect(card).to_contain_text("1 / 3")
    for title in ("集群 DNS 怎样解析？", "卷有哪些类型？", "默认策略是什么？"):
        expect(card.get_by_role("heading")).to_have_text(title)
        page.keyboard.press("Space")
        expect(page.get_by_role("button", name="很熟")).to_be_visible()
        page.keyboard.press("4")
    expect(page.locator(".study-ending")).to_have_text("这一轮完成：3 题。很熟 3。")
    expect(page.locator(".study-plan")).to_contain_text("今天没有要复习的题")
    expect(page.locator(".study-topics li").first).to_contain_text("2/2")
    assert [grade for _, grade in desk.grades()] == [4, 4, 4]


def test_what_was_not_known_comes_back_in_the_same_round(reader: Reading) -> None:
    phone = reader(width="phone")
    phone.open("review/#start")
    page, card = phone.page, phone.page.locator(".study-card")
    for grade in ("没想起", "很熟", "很熟", "很熟", "很熟", "很熟"):
        page.get_by_role("button", name="看答案").tap()
        page.get_by_role("button", name=grade).tap()
    expect(page.locator(".study-ending")).to_contain_text("5 题。没想起 1，很熟 5。")
    expect(card).to_have_count(0)
    assert [name for name, _ in phone.grades()].count("cluster-dns") == 2


@PAIRS
def test_every_state_is_accessible(reader: Reading, width: str, scheme: str) -> None:
    someone = reader(width=width, scheme=scheme)
    page = someone.page
    found: dict[str, list[str]] = {}

    def judged(state: str) -> None:
        found[state] = violations(page)

    someone.open("dns/")
    page.get_by_role("button", name="先想再看").click()
    judged("answer hidden")
    page.get_by_role("button", name="看答案").click()
    expect(page.locator(".study-grade small").first).to_have_text("1 分钟后")
    judged("answer shown")
    page.locator("details[data-level] > summary").first.click()
    page.get_by_role("button", name="没想起").click()
    page.get_by_role("button", name="想起", exact=False).nth(1).click()
    expect(page.locator(BAR).get_by_role("link", name="下一题")).to_be_visible()
    judged("graded")
    someone.open("questions/?state=due")
    page.get_by_role("button", name="收藏", exact=True).click()
    judged("list filtered")
    page.get_by_role("button", name="清除筛选").click()
    judged("list")
    someone.open("review/")
    page.get_by_role("button", name="清除").click()
    judged("before a round, asked whether to erase")
    page.get_by_role("button", name="开始").click()
    judged("card")
    page.get_by_role("button", name="看答案").click()
    expect(page.locator(".study-card .study-grades")).to_be_visible()
    judged("card turned")
    assert {state: said for state, said in found.items() if said} == {}
