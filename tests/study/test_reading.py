"""What is read from a page: the question, its follow-ups, and where each stands."""

from __future__ import annotations

import pytest

from tests.study.pages import DNS, INDEX, PAGES, STUDY, bank


def test_the_question_of_a_page() -> None:
    question = bank().pages[0]
    assert (question.id, question.page, question.title) == ("cluster-dns", "net/dns.md", "名字怎样解析？")
    assert (question.level, question.topics, question.frequency) == ("junior", ("networking",), 12)
    assert (question.reviewed, question.short) == ("2026-11-01", "问 CoreDNS，见代理。")
    assert question.parts == ("过程",)
    assert question.links == ("net/proxy.md",)
    assert (question.place.path, question.place.span.line) == ("docs/net/dns.md", 3)


def test_its_follow_ups() -> None:
    first, second = bank().pages[0].follow_ups
    assert (first.id, first.level, first.topics) == ("default-policy", "junior", ("networking",))
    assert (first.title, first.short) == ("默认的 dnsPolicy 是什么？", "ClusterFirst，不是 Default。")
    assert (second.topics, second.short) == (("security", "networking"), "都能。")
    line = DNS.split("\n").index('<details markdown="1" id="default-policy" data-level="junior">')
    assert (first.place.span.line, first.place.span.column) == (line + 1, 23)


def test_all_are_right_and_in_the_order_of_the_pages() -> None:
    found = bank()
    assert found.faults == ()
    assert [question.id for question in found.questions] == ["cluster-dns", "default-policy", "who-may-ask", "proxy"]


def test_a_site_without_words_for_questions_has_none() -> None:
    from studybook.study.questions.bank import gather

    assert gather(PAGES, None)[1:] == ((), ())


def test_what_stands_in_a_fence_is_no_follow_up() -> None:
    fence = '````html\n## 追问\n<details markdown="1">\n```\n</details>\n````\n'
    assert bank(index=INDEX + fence, dns=DNS + fence).faults == ()


def test_what_is_folded_elsewhere_is_no_follow_up_unless_it_says_so() -> None:
    plain = "<details><summary>输出</summary>\n文字\n</details>\n\n"
    page = DNS.replace("## 追问", f"{plain}## 追问")
    assert len(bank(dns=page).pages[0].follow_ups) == 2
    asked = plain.replace("<details>", '<details markdown="1" id="more" data-level="senior">')
    assert bank(dns=DNS.replace("## 追问", f"{asked}## 追问")).pages[0].follow_ups[0].id == "more"


def test_what_is_folded_in_an_answer_belongs_to_it() -> None:
    inner = '<details markdown="1">\n<summary>更多</summary>\n\n## 追问\n\n</details>\n'
    found = bank(dns=DNS.replace("第二段。", inner))
    assert found.faults == ()
    assert len(found.pages[0].follow_ups) == 2


@pytest.mark.parametrize(
    "opening",
    [
        "<details markdown='1' id='default-policy' data-level='junior'>",
        "<details id=default-policy data-level=junior markdown=1>",
        '<details  open markdown="1"  data-level="junior" id="default-policy" ><summary>x</summary>',
    ],
)
def test_attributes_may_be_written_as_html_allows(opening: str) -> None:
    page = DNS.replace('<details markdown="1" id="default-policy" data-level="junior">', opening)
    found = bank(dns=page)
    assert found.faults == ()
    assert found.pages[0].follow_ups[0].id == "default-policy"


def test_lists_are_text_too() -> None:
    page = DNS.replace("`ClusterFirst`，**不是** `Default`。", "- 一 &lt;\n- 二 [三](dns.md)")
    assert bank(dns=page).pages[0].follow_ups[0].short == "一 < 二 三"


def test_the_word_for_a_frequency() -> None:
    words = bank().vocabulary
    bands = [band and band.name for band in map(words.band, (40, 12, 11, 6, 5, 0, -1))]
    assert bands == ["常考", "常考", "偶考", "偶考", "少见", "少见", None]
    assert STUDY.count("from") == len(words.bands)
