"""A note for each question, follow-up and item; Anki knows it again when it has changed, or has another id."""

from __future__ import annotations

import pytest

from studybook.anki.notes import Note
from studybook.errors import DeckError
from tests.study.pages import STUDY
from tests.study.test_items import PAGE as WITH_ITEMS

from .small import DNS, DRAWING, IDS, notes


def note(name: str, made: list[Note] | None = None) -> Note:
    (found,) = (each for each in made or notes() if each.fields.id == name)
    return found


def test_everything_that_is_asked_is_a_note_once() -> None:
    assert [each.fields.id for each in notes()] == IDS
    assert len({each.guid for each in notes()}) == len(IDS)


def test_guids_are_for_good() -> None:
    """What readers have stands under them: these may never change."""
    assert note("cluster-dns").guid == "L0>7oF^&@"
    assert note("who-may-ask").guid == "jczl9,&lxg"


def test_a_question_with_another_id_stays_the_same_note() -> None:
    study = f'{STUDY}old-policy = "default-policy"\nmiddle-policy = "default-policy"\n'
    old = {"page": WITH_ITEMS, "html": DNS}
    before = notes(**{name: text.replace("default-policy", "old-policy") for name, text in old.items()})
    after = notes(study)
    assert note("default-policy", after).guid == note("old-policy", before).guid
    assert [each.guid for each in after] == [each.guid for each in before]


def test_the_front_says_what_is_asked_of_whom_how_often_and_after_what() -> None:
    page = note("cluster-dns").fields
    assert (page.question, page.head, page.context) == ("名字怎样解析？", "初级 · 常考 · 网络", "")
    follow_up = note("who-may-ask").fields
    assert (follow_up.question, follow_up.context) == ("谁都能问吗？", "名字怎样解析？")
    assert follow_up.head == "高级 · 安全 · 网络"


def test_the_back_is_the_answer_of_the_page() -> None:
    assert note("default-policy").fields.answer == "<p><code>ClusterFirst</code></p>"
    page = note("cluster-dns").fields
    assert page.answer == '<p>问 <code>CoreDNS</code>，见<a href="https://k8s.example/net/proxy/">代理</a>。</p>'


def test_what_a_page_says_besides_is_folded_with_its_diagrams() -> None:
    more = note("cluster-dns").fields.more
    assert more.startswith("<details><summary>这一页还讲了什么</summary><ul><li>过程</li></ul></details>")
    assert (
        '<details><summary>图：解析的过程</summary><figure class="diagram" tabindex="0"><svg style="min-width:350px"'
        in more
    )
    assert note("default-policy").fields.more == ""


def test_a_diagram_of_the_answer_is_not_there_twice() -> None:
    figure = f'<figure class="diagram" data-drawing="{DRAWING.key}"></figure>'
    page = note("cluster-dns", notes(html=DNS.replace("见<a", f"见{figure}<a"))).fields
    assert page.answer.count("<svg") == 1
    assert "<svg" not in page.more


def test_options_are_asked_on_the_front_and_judged_on_the_back() -> None:
    choice = note("check-policy").fields
    assert choice.options.startswith('<p>选一个。</p><ol class="item-options"><li><code>Default</code></li>')
    assert "答案" not in choice.answer
    assert choice.answer.startswith('<ol><li class="item-wrong"><p><strong>不对：</strong>甲</p></li>')
    assert note("check-order").fields.options.startswith("<p>先在心里排好。</p>")


def test_it_says_where_it_is_from() -> None:
    assert note("who-may-ask").fields.source == (
        '<a href="https://k8s.example/net/dns/#who-may-ask">名字怎样解析？</a> · 核对于 2026-11-01'
    )
    assert note("who-may-ask", notes(site="")).fields.source == "名字怎样解析？ · 核对于 2026-11-01"


def test_tags_are_below_one_and_without_blanks() -> None:
    assert note("cluster-dns").tags == (
        "k8s::级别::初级", "k8s::频率::常考", "k8s::主题::网络", "k8s::题型::主问题", "k8s::页面::cluster-dns",
    )  # fmt: skip
    renamed = STUDY.replace('"安全"', '"安全 与 合规"')
    assert "k8s::主题::安全_与_合规" in note("who-may-ask", notes(renamed)).tags
    assert note("check-policy").tags[-2:] == ("k8s::题型::选择题", "k8s::页面::cluster-dns")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (DNS.replace('id="who-may-ask"', ""), "net/dns.md: the finished page has no answer to who-may-ask"),
        (DNS.replace("都能。", "<marquee>都能</marquee>"), "net/dns.md: <marquee> is not known to the deck"),
        (
            DNS.replace("都能。", '<img src="https://example.com/a.png">'),
            "net/dns.md: the image https://example.com/a.png",
        ),
    ],
)
def test_nothing_is_left_out_in_silence(html: str, said: str) -> None:
    with pytest.raises(DeckError) as error:
        notes(html=html)
    assert str(error.value).startswith(said)
