"""Notes: one for each question, follow-up and item of a site, from what is known of it and its finished page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple

import genanki
from selectolax.lexbor import LexborHTMLParser

from studybook.anki.fields import Writer
from studybook.anki.model import Fields
from studybook.diagrams import KEY
from studybook.errors import DeckError
from studybook.study.questions.cards import Card, cards
from studybook.study.questions.model import LEVEL_NAMES, Item, PageQuestion, Question, Vocabulary

SPACE = "kubernetes-handbook"
"""What makes the ids of notes ours."""
ROOT_TAG = "k8s"
"""Above all tags: a reader has one list of tags for all decks."""
KINDS = {"page": "主问题", "follow-up": "追问", "choice": "选择题", "ordering": "排序题"}
ASKED = {"choice": "选一个。", "ordering": "先在心里排好。"}
_BLANK = re.compile(r"\s+")


class Finished(NamedTuple):
    """A page with a question, as it is published."""

    question: PageQuestion
    url: str
    html: str
    chapter: str
    """The section of the navigation that it is in; empty where it is in none."""


class Note(NamedTuple):
    """A note, in no form of any program."""

    guid: str
    """By which Anki knows it again in a newer deck."""
    chapter: str
    tags: tuple[str, ...]
    fields: Fields


class Notes:
    """Makes the notes of a site."""

    def __init__(self, words: Vocabulary, writer: Writer) -> None:
        self._words, self._writer = words, writer
        self._topics = {topic.slug: topic.name for topic in words.topics}
        self._first_ids = first_ids(words)

    def of(self, pages: Iterable[Finished]) -> Iterator[Note]:
        """All of them, in the order of the pages; raises `DeckError`, which names the page."""
        for page in pages:
            try:
                yield from self._of_page(page)
            except DeckError as error:
                raise DeckError(f"{page.question.page}: {error}") from error

    def _of_page(self, page: Finished) -> Iterator[Note]:
        asked = page.question
        made = cards(page.html, asked, page.url, "")
        for question in (asked, *asked.follow_ups, *asked.items):
            if question.id not in made:
                raise DeckError(f"the finished page has no answer to {question.id}")
            fields = self._fields(question, page, made[question.id])
            yield Note(self.guid(question.id), page.chapter, self._tags(question, asked), fields)

    def guid(self, name: str) -> str:
        """By which Anki knows a question again, also when its id has been changed."""
        return str(genanki.guid_for(SPACE, self._first_ids.get(name, name)))

    def _fields(self, question: Question, page: Finished, card: Card) -> Fields:
        options, answer = _parted(card["html"]) if isinstance(question, Item) else ("", card["html"])
        asked = f"<p>{ASKED[question.kind]}</p>{self._writer.field(options)}" if isinstance(question, Item) else ""
        is_page = question is page.question
        return Fields(
            question=escape(question.title, quote=False),
            options=asked,
            head=escape(" · ".join(self._head(question)), quote=False),
            context=escape(page.question.title, quote=False) if _kind(question, page.question) == "follow-up" else "",
            answer=self._writer.field(answer),
            more=self._more(page, answer) if is_page else "",
            source=self._source(question, page),
            id=question.id,
        )

    def _head(self, question: Question) -> Iterator[str]:
        yield LEVEL_NAMES[question.level]
        if isinstance(question, PageQuestion) and (band := self._words.band(question.frequency)):
            yield band.name
        yield from (self._topics[topic] for topic in question.topics)

    def _more(self, page: Finished, answer: str) -> str:
        parts = "".join(f"<li>{escape(part, quote=False)}</li>" for part in page.question.parts)
        listed = f"<details><summary>这一页还讲了什么</summary><ul>{parts}</ul></details>" if parts else ""
        return listed + self._writer.figures(key for key in _figures(page.html) if f'{KEY}="{key}"' not in answer)

    def _source(self, question: Question, page: Finished) -> str:
        anchor = "" if question is page.question else f"#{question.id}"
        title = escape(page.question.title, quote=False)
        address = self._writer.link(page.url + anchor)
        named = f'<a href="{escape(address)}">{title}</a>' if address else title
        return f"{named} · 核对于 {escape(page.question.reviewed)}"

    def _tags(self, question: Question, page: PageQuestion) -> tuple[str, ...]:
        band = self._words.band(page.frequency) if question is page else None
        found = [
            ("级别", LEVEL_NAMES[question.level]),
            *(("频率", band.name) for band in [band] if band),
            *(("主题", self._topics[topic]) for topic in question.topics),
            ("题型", KINDS[_kind(question, page)]),
            ("页面", page.id),
        ]
        return tuple(_BLANK.sub("_", f"{ROOT_TAG}::{group}::{name}") for group, name in found)


def first_ids(words: Vocabulary) -> Mapping[str, str]:
    """For every id that was changed the first that it had: the one under which a reader may have it."""
    found: dict[str, str] = {}
    for rename in words.renamed:
        found.setdefault(rename.new, rename.old)
    return found


def _kind(question: Question, page: PageQuestion) -> str:
    if isinstance(question, Item):
        return question.kind
    return "page" if question is page else "follow-up"


def _parted(html: str) -> tuple[str, str]:
    """The options of an item, and what is folded below them."""
    body = LexborHTMLParser(f"<body>{html}</body>")
    options, answer = body.css_first("ol.item-options"), body.css_first("details.item-answer")
    if options is None or answer is None:
        raise DeckError("an item has no options or no answer")
    told = "".join(node.html or "" for node in answer.iter(include_text=True) if node.tag != "summary")
    return options.html or "", told


def _figures(html: str) -> Iterator[str]:
    """The keys of the diagrams that belong to the answer of the page itself."""
    for figure in LexborHTMLParser(html).css(f"article figure[{KEY}]"):
        parent = figure.parent
        while parent is not None and parent.tag != "details":
            parent = parent.parent
        if parent is None:
            yield str(figure.attributes[KEY])
