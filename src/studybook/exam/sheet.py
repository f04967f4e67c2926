"""A paper as what ``exam.typ`` is told: the questions, or the key points to mark them by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from studybook.study.interview.draw import Asked, Wish, sign
from studybook.study.questions.model import LEVEL_NAMES, Question, Vocabulary
from studybook.study.questions.points import points

ALL = "全部主题"
PARTS = {"questions": "试题", "key": "评分要点"}
"""The two files, and what they are called."""
HOW = "答到一点记一点；要点答到六成算过。要点是各题答案里的句子，完整的答案在题目页上。"


@dataclass(frozen=True, slots=True)
class Exam:
    """A paper, and where it is from."""

    site: str
    author: str
    day: str
    """As in 2026-11-23: when what it is made of is from."""
    vocabulary: Vocabulary
    wish: Wish
    paper: tuple[Asked, ...]
    address: Callable[[Question], str]
    """Where a question is on the site; empty where nobody else can go there."""
    page: str
    """The same of the page that draws this paper."""

    @property
    def sign(self) -> str:
        """What tells it from others, as the page says it."""
        return sign(self.paper)


def data(exam: Exam, part: str) -> Mapping[str, Any]:
    """All that one of the files says."""
    level = LEVEL_NAMES[exam.wish.level]
    followed = sum(len(asked.follow_ups) for asked in exam.paper)
    return {
        "title": f"{exam.site} · 模拟面试",
        "part": PARTS[part],
        "author": exam.author,
        "date": [int(number) for number in exam.day.split("-")],
        "level": level,
        "about": f"{_topics(exam)} · {exam.wish.minutes} 分钟 · {len(exam.paper)} 题、{followed} 个追问",
        "name": f"{exam.wish.seed} 号卷，校验码 {exam.sign}",
        "from": f"题目以 {exam.day} 的内容为准。",
        "page": exam.page,
        "blanks": ["姓名", "日期", "得分"],
        "how": HOW if part == "key" else "",
        "questions": [_question(exam, asked, part) for asked in exam.paper],
    }


def sources(exam: Exam, said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What is set, by the file that says it."""
    for asked, question in zip(exam.paper, said["questions"], strict=True):
        yield f"docs/{asked.question.page}", question["parts"]
    yield "study.toml", [said["about"], *(question["meta"] for question in said["questions"])]
    yield "mkdocs.yml", [said["title"], said["author"]]


def texts(value: Any) -> Iterator[tuple[str, bool]]:
    """Every text of it, with whether it is code."""
    match value:
        case ["code", str(text)]:
            yield text, True
        case str():
            yield value, False
        case list():
            for each in value:
                yield from texts(each)
        case Mapping():
            for each in value.values():
                yield from texts(each)


def _topics(exam: Exam) -> str:
    wished = [topic.name for topic in exam.vocabulary.topics if topic.slug in exam.wish.topics]
    return "、".join(wished) or ALL


def _question(exam: Exam, asked: Asked, part: str) -> Mapping[str, Any]:
    return {
        "meta": _meta(asked.question, exam.vocabulary),
        "parts": [_part(exam, each, part) for each in (asked.question, *asked.follow_ups)],
    }


def _meta(question: Question, vocabulary: Vocabulary) -> str:
    names = [topic.name for topic in vocabulary.topics if topic.slug in question.topics]
    return " · ".join([LEVEL_NAMES[question.level], *names])


def _part(exam: Exam, question: Question, part: str) -> Mapping[str, Any]:
    told = {"title": _inline(question.title)}
    if part != "key":
        return told
    return {
        **told,
        "address": exam.address(question),
        "points": [_inline(point) for point in points(question.answer)],
    }


def _inline(text: str) -> Sequence[Any]:
    """A text in which code stands between backticks."""
    pieces = enumerate(text.split("`"))
    return [["code", piece] if number % 2 else piece for number, piece in pieces if piece]
