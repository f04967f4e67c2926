"""The questions of one page, from what its source says; what is missing or unknown is told at its place."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kubefence.findings import Finding, Related
from kubefence.nearest import suggestion
from kubefence.positions import Place
from studybook.study.questions import items
from studybook.study.questions import source as reading
from studybook.study.questions.model import (
    ANSWER,
    FOLLOW_UPS,
    LEVEL_NAMES,
    SELF_TEST,
    SOURCES,
    Item,
    PageQuestion,
    Question,
    Vocabulary,
    at,
    bad_slug,
    fault,
)
from studybook.study.questions.source import Fold, Source, Value

TO_WRITE = "待写"
"""What ``make question`` leaves to the author."""
OF_QUESTIONS = ("level", "topics", "frequency")
"""Keys of front matter that only the page of a question has, besides its id."""
_UNNAMED = (ANSWER, FOLLOW_UPS, SELF_TEST, SOURCES)


@lru_cache(maxsize=2048)  # while serving, most pages are what they were
def read(path: str, text: str, vocabulary: Vocabulary, folder: str) -> tuple[PageQuestion | None, tuple[Finding, ...]]:
    """The question of a page, None where it has none, and all that is wrong."""
    page = reading.read(path, text, folder)
    if "id" not in page.front and ANSWER not in page.sections:
        lists = posixpath.basename(path) == "index.md"
        return None, (*_out_of_place(page), *(_to_write(page.shown, text) if lists else ()))
    if page.faults and not page.front:  # it cannot be read, so nothing is known to be missing
        return None, page.faults
    made = _Page(page, vocabulary)
    question = made.question()
    return question, (*page.faults, *made.faults, *_to_write(page.shown, text))


def _out_of_place(page: Source) -> Iterator[Finding]:
    for key in OF_QUESTIONS:
        if key in page.front:
            yield fault(
                page.front[key].place,
                f"{key} 只写在问题页上：这一页没有 id",
                f"{key} belongs to a page that is a question, and this one has no id",
            )
    for fold in page.folds:
        if "data-level" in fold.attributes:
            zh, en = ("自测题", "an item") if items.is_item(fold) else ("追问", "a follow-up")
            yield fault(
                fold.place,
                f"{zh}只写在问题页上：这一页没有 id",
                f"{en} belongs to a page that is a question, and this one has no id",
            )


def _to_write(path: str, text: str) -> Iterator[Finding]:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if (column := line.find(TO_WRITE)) >= 0:
            yield fault(
                at(path, number, column + 1, len(TO_WRITE)),
                f"这里还没写：写好之后删掉“{TO_WRITE}”",
                f"this has not been written yet: write it, and delete {TO_WRITE}",
            )


def _is_to_write(given: Value) -> bool:
    """Whether it is told anyway."""
    return TO_WRITE in str(given.value)


class _Page:
    """Makes questions of a page and notes what is wrong with them."""

    def __init__(self, page: Source, vocabulary: Vocabulary) -> None:
        self._page = page
        self._slugs = tuple(topic.slug for topic in vocabulary.topics)
        self.faults: list[Finding] = []

    def question(self) -> PageQuestion:
        front, path = self._page.front, self._page.path
        place = front["id"].place if "id" in front else at(self._page.shown, 1)
        topics = self._topics(front.get("topics"), place)
        return PageQuestion(
            id=self._id(front.get("id"), place, f"id: {posixpath.splitext(posixpath.basename(path))[0]}"),
            page=path,
            place=place,
            title=self._title(),
            level=self._level(front.get("level"), place, "level: {}"),
            topics=topics,
            short=reading.whole(self._page),
            answer=tuple(self._page.sections.get(ANSWER, ())),
            frequency=self._frequency(front.get("frequency"), place),
            reviewed=self._reviewed(front.get("reviewed"), place),
            parts=tuple(name for name in self._page.sections if name not in _UNNAMED),
            links=self._page.links,
            follow_ups=tuple(self._follow_ups(topics)),
            items=tuple(self._items(topics)),
        )

    def _title(self) -> str:
        title = self._page.front.get("title")
        return str(title.value) if title else self._page.path

    def _follow_ups(self, topics: tuple[str, ...]) -> Iterator[Question]:
        for fold in self._page.folds:
            if items.is_item(fold):
                continue
            if fold.section == FOLLOW_UPS or "data-level" in fold.attributes:
                asked = self._asked(fold, topics, "追问", "a follow-up")
                if not asked.short and not "".join(fold.answer).strip():
                    self._wrong(fold.place, "这个追问没有答案", "this follow-up has no answer")
                yield asked

    def _items(self, topics: tuple[str, ...]) -> Iterator[Item]:
        self.faults += items.misplaced(self._page)
        for fold in filter(items.is_item, self._page.folds):
            asked = self._asked(fold, topics, "自测题", "an item")
            item, faults = items.read(fold, asked, self._page.shown)
            self.faults += faults
            yield item

    def _asked(self, fold: Fold, topics: tuple[str, ...], zh: str, en: str) -> Question:
        given = fold.attributes
        own = given.get("data-topics")
        if own:
            topics = self._topics(Value(str(own.value).split(), own.place), fold.place)
        if "markdown" not in given:
            self._wrong(
                fold.place,
                f'{zh}要写成 <details markdown="1" …>，否则答案不会按 Markdown 显示',
                f'{en} is <details markdown="1" …>, or its answer is not read as Markdown',
            )
        return Question(
            id=self._id(given.get("id"), fold.place, 'id="…"'),
            page=self._page.path,
            place=given["id"].place if "id" in given else fold.place,
            title=fold.question,
            level=self._level(given.get("data-level"), fold.place, 'data-level="{}"'),
            topics=topics,
            short=reading.short(fold.answer),
            answer=tuple(fold.answer),
        )

    def _id(self, given: Value | None, place: Place, form: str) -> str:
        if given is None:
            self._wrong(
                place,
                f"这个问题没有标识：写上 {form}，以后不再改，换了页面也不变",
                f"this question has no id: write {form}; it stays for good, on whatever page the question is",
            )
            return ""
        if (wrong := bad_slug(str(given.value))) and not _is_to_write(given):
            self._wrong(given.place, wrong.zh, wrong.en)
            return ""
        return str(given.value)

    def _level(self, given: Value | None, place: Place, form: str) -> str:
        levels = "|".join(LEVEL_NAMES)
        if given is None:
            told = form.format(levels)
            self._wrong(
                place,
                f"这个问题没有级别：写上 {told}（{'、'.join(LEVEL_NAMES.values())}）",
                f"this question has no level: write {told}",
            )
            return ""
        if _is_to_write(given):
            return ""
        if given.value not in LEVEL_NAMES:
            near = suggestion(str(given.value), LEVEL_NAMES, 0.5)
            self._wrong(
                given.place,
                f"没有级别 {given.value}{near.zh}（{levels}）",
                f"there is no level {given.value}{near.en} ({levels})",
            )
            return ""
        return str(given.value)

    def _topics(self, given: Value | None, place: Place) -> tuple[str, ...]:
        if given is None or not isinstance(given.value, list) or not given.value:
            self._wrong(
                given.place if given else place,
                "这个问题没有主题：写上一个或几个，第一个是主要的，例如 topics: [networking]",
                "this question has no topics: write one or more, the main one first, as in topics: [networking]",
            )
            return ()
        if _is_to_write(given):
            return ()
        return tuple(str(topic) for topic in given.value if self._is_topic(str(topic), given))

    def _is_topic(self, topic: str, given: Value) -> bool:
        if topic not in self._slugs:
            near, known = suggestion(topic, self._slugs, 0.6), ", ".join(self._slugs)
            self._wrong(
                given.place,
                f"没有主题 {topic}{near.zh}（study.toml 里有：{known}）",
                f"there is no topic {topic}{near.en} (study.toml has {known})",
            )
        elif [str(each) for each in given.value].count(topic) > 1:
            self._wrong(given.place, f"主题 {topic} 写了两次", f"the topic {topic} is there twice")
        else:
            return True
        return False

    def _frequency(self, given: Value | None, place: Place) -> int:
        if given is None or type(given.value) is not int or given.value < 0:
            self._wrong(
                given.place if given else place,
                "要写 frequency：这道题在多少份公开题集里出现，一个整数，没有就写 0",
                "frequency is missing: in how many public collections the question stands, an integer, 0 for none",
            )
            return 0
        return given.value

    def _reviewed(self, given: Value | None, place: Place) -> str:
        text = str(given.value) if given else ""
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            if not (given and _is_to_write(given)):
                self._wrong(
                    given.place if given else place,
                    "要写 reviewed：逐条对照过出处的那一天，例如 2026-11-29",
                    "reviewed is missing: the day on which all was held against its sources, as in 2026-11-29",
                )
        return text

    def _wrong(self, place: Place, zh: str, en: str, related: Iterable[Related] = ()) -> None:
        self.faults.append(fault(place, zh, en, related))
