"""A card is the answer of a finished page, fit to stand in another."""

from __future__ import annotations

import pytest

from studybook.study.questions.cards import cards, moved
from tests.study.pages import bank
from tests.study.test_items import PAGE as WITH_ITEMS

PAGE = """\
<!doctype html><title>题</title><nav><a href="#x">目录</a></nav><article class="md-content__inner">
<h1 id="题">题</h1><p class="proof">证</p>
<h2 id="一句话回答">一句话回答<a class="headerlink" href="#一句话回答">¶</a></h2>
<p id="p">问 <a href="../proxy/#ways">它</a>、<a href="#过程">过程</a>、<a href="https://example.com/a">外</a>。</p>
文字
<h2 id="过程">过程</h2><p>不在卡片上</p>
<details data-level="junior" id="default-policy"><summary><h3>问<a class="headerlink" href="#x">¶</a></h3></summary>
<p class="proof-mark proof-mark--wrong">错误示例</p>
<pre style="--lines:1"><code tabindex="0">a &lt; b
</code></pre>
<h3 id="more">多<a class="headerlink" href="#more">¶</a></h3>
<img src="../../assets/img/a.svg" alt="图">
<figure><svg><defs><marker id="m"></marker></defs><path marker-end="url(#m)"></path></svg></figure>
</details>
</article>"""


def made(shown_at: str = "review/", url: str = "net/dns/") -> dict[str, str]:
    found = cards(PAGE, bank().pages[0], url, shown_at)
    return {name: str(card["html"]) for name, card in found.items()}


def test_which_there_are() -> None:
    found = cards(PAGE, bank().pages[0], "net/dns/", "review/")
    assert {name: card["more"] for name, card in found.items()} == {"cluster-dns": True, "default-policy": False}
    assert [card["title"] for card in found.values()] == ["名字怎样解析？", "默认的 dnsPolicy 是什么？"]


def test_the_answer_of_a_page_is_its_first_section() -> None:
    assert made()["cluster-dns"] == (
        '<p>问 <a href="../net/proxy/#ways">它</a>、<a href="../net/dns/#过程">过程</a>、'
        '<a href="https://example.com/a">外</a>。</p>\n文字'
    )


def test_the_answer_of_a_follow_up_is_all_but_the_question() -> None:
    html = made()["default-policy"]
    assert html.startswith('<p class="proof-mark proof-mark--wrong">错误示例</p>')
    assert '<code tabindex="0">a &lt; b\n</code>' in html
    assert '<img src="../assets/img/a.svg" alt="图">' in html
    assert "<h3>多</h3>" in html
    assert "<summary" not in html


def test_ids_are_only_in_drawings() -> None:
    html = made()["default-policy"]
    assert html.count(" id=") == 1
    assert '<marker id="m">' in html


def test_where_pages_are_files_beside_each_other() -> None:
    assert (
        'href="proxy.html"'
        in cards(PAGE.replace("../proxy/#ways", "../proxy.html"), bank().pages[0], "net/dns.html", "review.html")[
            "cluster-dns"
        ]["html"]
    )
    assert 'href="net/dns.html#过程"' in made("review.html", "net/dns.html")["cluster-dns"]


@pytest.mark.parametrize(
    ("address", "url", "shown_at", "is_then"),
    [
        ("#a", "net/dns/", "review/", "../net/dns/#a"),
        ("../../", "net/dns/", "review/", "../"),
        ("..", "net/dns/", "review/", "../net"),
        ("../x/?q=1#b", "net/dns/", "review/", "../net/x/?q=1#b"),
        ("x.png", "", "review/", "../x.png"),
        ("x.html#a", "net/dns.html", "review.html", "net/x.html#a"),
        ("../index.html", "net/dns.html", "review.html", "index.html"),
        ("mailto:a@example.com", "net/dns/", "review/", "mailto:a@example.com"),
        ("//example.com/a", "net/dns/", "review/", "//example.com/a"),
        ("data:image/png;base64,AA==", "net/dns/", "review/", "data:image/png;base64,AA=="),
    ],
)
def test_addresses(address: str, url: str, shown_at: str, is_then: str) -> None:
    assert moved(address, url, shown_at) == is_then


def test_a_page_without_content_has_no_cards() -> None:
    assert cards("<p>x</p>", bank().pages[0], "net/dns/", "review/") == {}


def test_the_options_of_an_item_are_a_card_with_the_answer() -> None:
    item = (
        '<section class="item" data-item="choice"><h3 id="check-policy">问<a class="headerlink" href="#x">¶</a></h3>'
        '<ol class="item-options"><li data-answer="0">甲</li></ol>'
        '<details class="item-answer"><summary>答案</summary><ol><li class="item-right"><p><a href="#p">对</a></p></li>'
        "</ol></details></section></article>"
    )
    card = cards(PAGE.replace("</article>", item), bank(dns=WITH_ITEMS).pages[0], "net/dns/", "review/")["check-policy"]
    assert card["title"] == "默认的 dnsPolicy 是 哪个？"
    assert card["html"].startswith('<ol class="item-options"><li data-answer="0">甲</li></ol><details')
    assert '<a href="../net/dns/#p">对</a>' in card["html"]
