"""What a question is: it stands in a page, has an id for good, a level and topics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kubefence.findings import Finding, Related, Severity, Text
from kubefence.positions import Place, Span

RULE = "question"
"""What a mistake in the data of questions is called where it is told."""
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST = 60
"""Characters of an id: it is part of addresses that people send to each other."""
ANSWER = "一句话回答"
"""The section that is the answer in short; a page with it is a question."""
FOLLOW_UPS = "追问"
"""The section in which everything that is folded is a follow-up."""
SELF_TEST = "自测"
"""The section in which everything that is folded is an item: something to choose or to put in order."""
OLD_AND_NEW = "旧答案与新答案"
SOURCES = "参考资料"
"""The section that is no part of the answer."""


class Level(NamedTuple):
    """Who is asked something."""

    id: str
    name: str


LEVELS = (Level("junior", "初级"), Level("senior", "中级"), Level("expert", "高级"))
"""Basics that everyone is asked; operation and troubleshooting, after some years; internals, source and scale."""
LEVEL_NAMES: Mapping[str, str] = {level.id: level.name for level in LEVELS}


class Topic(NamedTuple):
    """What questions can be about."""

    slug: str
    name: str
    page: str
    """The page that says more, by its name below the folder of pages."""
    place: Place


class Band(NamedTuple):
    """How often a question is asked, in a word."""

    id: str
    name: str
    least: int
    """In how many collections a question stands at least."""


class Rename(NamedTuple):
    """An id that has become another."""

    old: str
    new: str
    place: Place


class Vocabulary(NamedTuple):
    """What `study.toml` says."""

    topics: tuple[Topic, ...] = ()
    bands: tuple[Band, ...] = ()
    renamed: tuple[Rename, ...] = ()

    def band(self, frequency: int) -> Band | None:
        """The word for this number."""
        return next((band for band in self.bands if frequency >= band.least), None)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a page or one of its follow-ups, as the source says it."""

    id: str
    page: str
    """The page, by its name below the folder of pages."""
    place: Place
    """Where its id stands."""
    title: str
    level: str
    topics: tuple[str, ...]
    short: str
    """The beginning of the answer, as plain text."""
    answer: tuple[str, ...]
    """Its lines, as the source has them; of a page those of the section that answers in short."""


class Option(NamedTuple):
    """What can be chosen, or one of the steps to be put in order."""

    text: str
    """As the source says it, on one line."""
    right: bool
    place: Place
    reason: tuple[str, ...]
    """The lines below it: why it is right or wrong, or why it stands there."""


@dataclass(frozen=True, slots=True)
class Item(Question):
    """Something to be answered by choosing or by putting in order, on the page that says the fact."""

    kind: str
    """``choice`` or ``ordering``."""
    options: tuple[Option, ...]
    """In the order of the source, which of steps is the right one."""


@dataclass(frozen=True, slots=True)
class PageQuestion(Question):
    """The question that a page answers."""

    frequency: int
    reviewed: str
    parts: tuple[str, ...]
    """What the answer consists of: the headings of its sections."""
    links: tuple[str, ...]
    """Pages that it leads to, by their names."""
    follow_ups: tuple[Question, ...] = ()
    items: tuple[Item, ...] = ()


def fault(place: Place, zh: str, en: str, related: Iterable[Related] = ()) -> Finding:
    """A mistake in the data of questions."""
    return Finding(RULE, Severity.ERROR, place, Text(zh, en), related=tuple(related))


def at(path: str, line: int, column: int = 1, length: int = 1) -> Place:
    """A stretch of one line."""
    return Place(path, Span(line, column, line, column + length))


def bad_slug(slug: str) -> Text | None:
    """Why this cannot be an id; None if it can."""
    if SLUG.fullmatch(slug) and len(slug) <= LONGEST:
        return None
    return Text(
        f"{slug!r:.70} 不能作标识：用小写英文单词，中间加连字符，最多 {LONGEST} 个字符，例如 dns-policy-default",
        f"{slug!r:.70} cannot be an id: write lower-case words with hyphens between them, at most {LONGEST} "
        "characters, as in dns-policy-default",
    )
