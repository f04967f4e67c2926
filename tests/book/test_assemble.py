"""Parts, numbers and links of a small book."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studybook.book.shared.assemble import Manuscript, build
from studybook.book.shared.derive import ANSWER, answers_at_end, questions, references
from studybook.book.shared.tree import Book, Fold, Heading, Link, links, plain, walk
from studybook.errors import BookError
from studybook.render import Renderer
from studybook.study.questions.item_markup import ANSWER as ANSWER_OF_PAGES

Make = Callable[..., Manuscript]
A = """<h1 id="a">甲是什么？</h1><p><a href="../b/#two">乙</a><a href="#one">一</a><a href="../b/">页</a></p>
<h2 id="one">一</h2><details><summary>为什么？</summary><p>因为</p></details>
<details><summary>更多</summary><p>略</p></details>
<h2 id="sources">参考资料</h2><ul><li><a href="https://k8s.io/x">X</a>：讲 X</li></ul>"""
B = """<h1 id="b">乙</h1><h2 id="two">二</h2><p id="deep">深</p><ul><li><a href="https://k8s.io/y">Y</a></li></ul>
<h2 id="s">参考资料</h2><ul><li><a href="https://k8s.io/x">又是 X</a></li></ul>"""


def book(manuscript: Manuscript, renderer: Renderer) -> Book:
    return build(manuscript, renderer)


def targets(made: Book, chapter: int) -> list[str]:
    found: list[Link] = []
    for block in walk(list(made.chapters)[chapter].blocks):
        found += links(getattr(block, "children", ()))
    return [link.target for link in found]


def test_links_lead_into_the_book(manuscript: Make, renderer: Renderer) -> None:
    made = book(manuscript(a=A, b=B), renderer)
    assert targets(made, 0)[:3] == ["topic/b.md#two", "topic/a.md#one", "topic/b.md"]


def test_an_id_within_a_section_leads_to_that_section(manuscript: Make, renderer: Renderer) -> None:
    made = book(manuscript(a='<h1>甲</h1><p><a href="../b/#deep">x</a><a href="../b/#b">y</a></p>', b=B), renderer)
    assert targets(made, 0) == ["topic/b.md#two", "topic/b.md"]


@pytest.mark.parametrize(
    "html",
    [
        '<h1>甲</h1><p><a href="../c/">x</a></p>',
        '<h1>甲</h1><p><a href="../b/#none">x</a></p>',
        '<h1>甲</h1><p><a href="file:///etc/passwd">x</a></p>',
        '<h1>甲</h1><p><img src="none.svg" alt="x"></p>',
        "<h1>甲</h1><marquee>x</marquee>",
        "<p>no heading</p>",
        "<h1>甲</h1><h1>乙</h1>",
    ],
)
def test_a_mistake_names_the_page(manuscript: Make, renderer: Renderer, html: str) -> None:
    with pytest.raises(BookError, match=r"^topic/a\.md: "):
        book(manuscript(a=html, b=B), renderer)


def test_the_address_of_a_preview_is_not_a_link(manuscript: Make, renderer: Renderer) -> None:
    local = manuscript(address="http://127.0.0.1:8000/", a='<h1>甲</h1><p><a href="http://localhost:8000/">x</a></p>')
    made = book(local, renderer)
    assert targets(made, 0) == []
    assert made.address == ""
    assert next(made.chapters).address == "topic/a/"


def test_numbers(manuscript: Make, renderer: Renderer) -> None:
    made = book(manuscript(index="<h1>导读</h1>", a=A, b=B), renderer)
    assert [chapter.number for chapter in made.chapters] == [None, 1, 2]
    assert [part.number for part in made.parts] == [1]
    assert [chapter.address for chapter in made.chapters][1] == "https://k8s.example/topic/a/"


def test_questions_and_references(manuscript: Make, renderer: Renderer) -> None:
    made = book(manuscript(a=A, b=B), renderer)
    first, _ = made.chapters
    assert [plain(question.text) for question in questions(first)] == ["甲是什么？", "为什么？"]
    (reference,) = references(made)
    assert (reference.url, reference.title, len(reference.chapters)) == ("https://k8s.io/x", "X", 2)


def test_answers_at_the_end(manuscript: Make, renderer: Renderer) -> None:
    made = answers_at_end(book(manuscript(a=A, b=B), renderer))
    first, second = made.chapters
    folds = [block for block in walk(first.blocks) if isinstance(block, Fold)]
    assert [(plain(fold.title), bool(fold.blocks)) for fold in folds] == [
        ("为什么？", False),
        ("更多", True),
        ("为什么？", True),
    ]
    assert folds[0].partner == folds[2].anchor
    assert folds[2].partner == folds[0].anchor
    assert plain([block for block in first.blocks if isinstance(block, Heading)][-1].children) == "追问的答案"
    assert len(list(questions(first))) == 2
    assert second.blocks == list(book(manuscript(a=A, b=B), renderer).chapters)[1].blocks


def test_the_answer_to_an_item_goes_to_the_end_under_what_was_asked(manuscript: Make, renderer: Renderer) -> None:
    item = """<h1>甲</h1><h2 id="t">自测</h2><section class="item"><h3 id="check">选哪个。</h3>
    <ol><li>一</li><li>二</li></ol>
    <details><summary>答案</summary><ol><li><p>对：一</p><p>因为</p></li></ol></details></section>
    <h2 id="sources">参考资料</h2><p>x</p>"""
    [chapter] = answers_at_end(book(manuscript(a=item), renderer)).chapters
    asked, answered = (block for block in walk(chapter.blocks) if isinstance(block, Fold))
    assert (plain(asked.title), asked.blocks, asked.partner) == ("答案", (), answered.anchor)
    assert (plain(answered.title), bool(answered.blocks), answered.partner) == ("选哪个。", True, asked.anchor)
    headings = [plain(block.children) for block in walk(chapter.blocks) if isinstance(block, Heading)]
    assert (headings[-1], ANSWER) == ("追问与自测的答案", ANSWER_OF_PAGES)
    assert not any(plain(question.text) == "选哪个。" for question in questions(chapter))
