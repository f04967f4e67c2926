"""Items in the page: options that tell nothing, the answer folded below; in the book it is an answer like others."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from studybook.study.questions.item_markup import shuffled
from tests.study.test_items import PAGE
from tests.study.test_markup import rendered


def page(text: str = PAGE) -> LexborHTMLParser:
    return LexborHTMLParser(rendered(text)[0])


def texts(html: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text(strip=True) for node in html.css(selector)]


def test_a_choice() -> None:
    html = page()
    assert sorted(texts(html, "[data-item=choice] > ol.item-options > li")) == ["ClusterFirst", "Default", "None"]
    answer = [text.partition("：") for text in texts(html, "[data-item=choice] > details.item-answer > ol > li")]
    assert sorted(verdict for verdict, _, _ in answer) == ["不对", "不对", "对"]
    shown = texts(html, "[data-item=choice] > ol > li")
    assert [rest.startswith(said) for said, (_, _, rest) in zip(shown, answer, strict=True)] == [True] * 3
    assert "[ ]" not in rendered(PAGE)[0].replace("- [ ] 代码不是选项", "")


def test_steps_are_out_of_order_until_they_are_answered() -> None:
    html = page()
    shown = html.css("[data-item=ordering] > ol.item-options > li")
    said = texts(html, "[data-item=ordering] > details.item-answer > ol > li > p:first-child")
    assert said == ["读配置", "拼搜索域", "按原样问"]
    order = [int(item.attributes["data-answer"] or "") for item in shown]
    assert sorted(order) == [0, 1, 2] != order
    assert [item.text() for item in shown] == [said[place] for place in order]


@pytest.mark.parametrize("count", range(2, 7))
def test_the_order_depends_on_the_name_and_is_never_the_right_one(count: int) -> None:
    orders = {tuple(shuffled(f"item-{n}", count, steps=True)) for n in range(200)}
    assert tuple(range(count)) not in orders
    assert all(sorted(order) == list(range(count)) for order in orders)
    assert len(orders) > 1 or count == 2
    assert shuffled("item", count) == shuffled("item", count)


def test_what_is_asked_is_a_heading_with_an_entry_and_not_found_by_the_search() -> None:
    html, md = rendered(PAGE)
    assert (
        '<h3 data-level-name="初级" data-search-exclude="" id="check-policy">默认的 <code>dnsPolicy</code> 是 '
        '<code>哪个</code>？<a class="headerlink" href="#check-policy"'
    ) in html
    assert html.count('id="check-policy"') == 1
    assert '<h2 data-search-exclude="" id=' in html
    assert "check-order" in str(md.toc_tokens)  # type: ignore[attr-defined]  # the toc extension adds it


@pytest.mark.parametrize(("right", "wrong"), [("- [", "["), (' id="check-policy"', ""), ('"choice"', '"choose"')])
def test_what_is_no_item_stays_as_it_is(right: str, wrong: str) -> None:
    html = page(PAGE.replace(right, wrong))
    assert not html.css("[data-item=choice]")
    assert html.css("[data-item=ordering]")
