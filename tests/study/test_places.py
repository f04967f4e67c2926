"""The places that pages have for scripts, and the list of questions that is read without any."""

from __future__ import annotations

import json
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from studybook.study.places import with_app, with_places
from studybook.study.questions import published
from studybook.study.questions.catalogue import Catalogue
from tests.study.pages import DNS, bank

HEADING = '<h1 data-question="cluster-dns" id="a">题？<a class="headerlink" href="#a">¶</a></h1>'
PROOF = '\n<p class="proof" data-search-exclude>适用于 …</p>'


def catalogue(**changed: str) -> Catalogue:
    made = bank(**changed)
    return Catalogue(made, published.document(made, lambda name: f"{name.removesuffix('.md')}/"))


def listed(**changed: str) -> LexborHTMLParser:
    return LexborHTMLParser(with_app("<h1>题库</h1><p>后面</p>", "questions", catalogue(**changed), "../{}".format, ""))


def test_the_places_stand_below_what_the_heading_says() -> None:
    for head in (HEADING, HEADING + PROOF):
        before, places, after = with_places(f"{head}<h2>一句话回答</h2>").partition('\n<div class="study-tools"')
        assert (before, bool(places)) == (head, True)
        assert after.endswith("</div><h2>一句话回答</h2>")


def test_a_page_without_a_question_has_none() -> None:
    html = "<h1>参考</h1><h1 id='data-question'>题</h1>"
    assert with_places(html) == html


def test_the_list_has_every_question_with_its_address() -> None:
    page = listed()
    rows = page.css("ol.study-list > li")
    assert [row.attributes["data-id"] for row in rows] == [entry["id"] for entry in catalogue().questions]
    first = rows[0]
    link = first.css_first("a")
    assert link is not None
    assert link.attributes["href"] == "../net/dns/"
    assert first.attributes["data-frequency"] == "common"
    assert first.attributes["data-often"] == "12"
    assert first.text().endswith("初级 · 网络 · 常考")
    assert "data-frequency" not in rows[1].attributes, "of follow-ups nobody counts how often they are asked"


def test_what_can_be_chosen_is_said_with_its_names() -> None:
    app = listed().css_first("[data-study-app]")
    assert app is not None
    choices = json.loads(unescape(app.attributes["data-choices"] or ""))
    assert choices["level"] == [["junior", "初级"], ["senior", "中级"], ["expert", "高级"]]
    assert choices["topic"][0] == ["networking", "网络"]
    assert choices["kind"] == [["page", "主问题"], ["follow-up", "追问"]]


def test_titles_are_text() -> None:
    title = '为什么 <b> & "引号"？'
    page = listed(dns=DNS.replace("名字怎样解析？", title))
    link = page.css_first("ol.study-list a")
    assert link is not None
    assert link.text() == title
    assert page.css_first("ol.study-list b") is None


def test_without_scripts_the_way_to_the_list_is_told() -> None:
    html = with_app("<h1>复习</h1>", "review", catalogue(), str, "../questions/")
    assert '<a href="../questions/">题库</a>' in html
