"""All questions of a site, in the order of its pages, and what is wrong with them as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kubefence.findings import Finding, Related, Text
from kubefence.nearest import suggestion
from studybook.study.questions import pages as reading
from studybook.study.questions import vocabulary as words
from studybook.study.questions.model import Item, PageQuestion, Question, Rename, Vocabulary, fault


class Bank(NamedTuple):
    """What is known of all questions."""

    vocabulary: Vocabulary
    pages: tuple[PageQuestion, ...]
    faults: tuple[Finding, ...]
    """By place."""

    @property
    def questions(self) -> Iterator[Question]:
        """Each question of a page, followed by its follow-ups."""
        for page in self.pages:
            yield page
            yield from page.follow_ups

    @property
    def items(self) -> Iterator[Item]:
        """What can be answered by choosing or putting in order, in the order of the pages."""
        for page in self.pages:
            yield from page.items


def gather(pages: Mapping[str, str], study: str | None, folder: str = "docs/") -> Bank:
    """Read pages, by their names below ``folder``, and ``study.toml``; a site without that has no questions."""
    if study is None:
        return Bank(Vocabulary(), (), ())
    vocabulary, faults = words.read(study)
    if faults:  # or every topic would be unknown
        return Bank(vocabulary, (), tuple(faults))
    found: list[PageQuestion] = []
    for path, text in pages.items():
        question, wrong = reading.read(path, text, vocabulary, folder)
        faults += wrong
        found += [question] if question else []
    bank = Bank(vocabulary, tuple(found), ())
    faults += [*_twice(bank), *_topics(bank, pages), *_renamed(bank)]
    faults += _unused(bank) if not faults else ()  # what is wrong with a question may be the reason
    return bank._replace(faults=tuple(sorted(faults, key=lambda finding: finding.order)))


def _twice(bank: Bank) -> Iterator[Finding]:
    first: dict[str, Question] = {}
    for question in (*bank.questions, *bank.items):
        if not question.id:
            continue
        before = first.setdefault(question.id, question)
        if before is not question:
            there = f"{before.place.path}:{before.place.span.line}"
            yield fault(
                question.place,
                f"标识 {question.id} 已经用在 {there}：“{before.title}”；全站不能重复",
                f"the id {question.id} is that of “{before.title}” at {there}; in the whole site it can be there once",
                [Related(before.place, Text("第一次在这里", "it is here first"))],
            )


def _topics(bank: Bank, pages: Mapping[str, str]) -> Iterator[Finding]:
    for topic in bank.vocabulary.topics:
        if topic.page not in pages:
            near = suggestion(topic.page, pages, 0.6)
            yield fault(
                topic.place,
                f"主题 {topic.slug} 的页面 {topic.page} 不存在{near.zh}",
                f"{topic.page}, the page of the topic {topic.slug}, is not there{near.en}",
            )


def _unused(bank: Bank) -> Iterator[Finding]:
    used = {topic for question in bank.questions for topic in question.topics}
    for topic in bank.vocabulary.topics:
        if topic.slug not in used:
            yield fault(
                topic.place,
                f"没有一道题属于主题 {topic.slug}：给题目写上，或者删掉这个主题",
                f"no question is about the topic {topic.slug}: give it to some, or delete it",
            )


def _renamed(bank: Bank) -> Iterator[Finding]:
    ids = {question.id for question in (*bank.questions, *bank.items)}
    table = {rename.old: rename.new for rename in bank.vocabulary.renamed}
    for rename in bank.vocabulary.renamed:
        if text := _wrong(rename, ids, table):
            yield fault(rename.place, text.zh, text.en)


def _wrong(rename: Rename, ids: set[str], table: Mapping[str, str]) -> Text | None:
    old, new = rename.old, rename.new
    if old in ids:
        return Text(
            f"{old} 还是一道题的标识，不能改名：删掉这一行，或者给那道题换上 {new}",
            f"{old} is still the id of a question: delete this line, or give that question the id {new}",
        )
    if new in table:
        end = _end(new, table)
        if end is None:
            return Text(f"{old} 改来改去又改回了自己", f"{old} is renamed in a circle")
        return Text(
            f"{new} 自己又改了名：直接写 {old} = {end!r}", f"{new} has been renamed as well: write {old} = {end!r}"
        )
    if new not in ids:
        near = suggestion(new, sorted(ids), 0.6)
        return Text(f"没有题目的标识是 {new}{near.zh}", f"no question has the id {new}{near.en}")
    return None


def _end(name: str, table: Mapping[str, str]) -> str | None:
    """Where a chain of renames ends; None where it never does."""
    seen: set[str] = set()
    while name in table:
        if name in seen:
            return None
        seen.add(name)
        name = table[name]
    return name
