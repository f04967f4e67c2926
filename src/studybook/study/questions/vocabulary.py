"""``study.toml``: topics, words for how often something is asked, and ids that were changed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kubefence.findings import Finding, Related, Text
from kubefence.nearest import suggestion
from kubefence.positions import Place
from studybook.study.questions.model import Band, Rename, Topic, Vocabulary, at, bad_slug, fault

PATH = "study.toml"
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
_TABLES = ("topics", "frequency", "renamed")
_TOPIC = ("slug", "name", "page")
_BANDS = ("common", "occasional", "rare")
"""From the most frequent down."""


def read(text: str, path: str = PATH) -> tuple[Vocabulary, list[Finding]]:
    """What the file says, and what is wrong with it."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Vocabulary(), [_unreadable(error, text, path)]
    reader = _Reader(text, path)
    reader.known(tables, _TABLES, "[{}]")
    return Vocabulary(
        tuple(reader.topics(tables.get("topics"))),
        tuple(reader.bands(tables.get("frequency"))),
        tuple(reader.renamed(tables.get("renamed", {}))),
    ), reader.faults


def _unreadable(error: tomllib.TOMLDecodeError, text: str, path: str) -> Finding:
    found = _WHERE.search(str(error))
    last = text.count("\n") + 1
    place = at(path, int(found[1]), int(found[2])) if found and found[1] else at(path, last)
    told = _WHERE.sub("", str(error)).strip()
    return fault(place, f"不是 TOML：{told}", f"this is no TOML: {told}")


class _Reader:
    """Reads tables and notes what is wrong; a value that is wrong is left out."""

    def __init__(self, text: str, path: str) -> None:
        self._lines = text.split("\n")
        self._path = path
        self.faults: list[Finding] = []

    def known(self, given: Mapping[str, Any], possible: Sequence[str], form: str) -> None:
        for key in given:
            if key not in possible:
                near, all_of = suggestion(key, possible, 0.6), ", ".join(possible)
                self._wrong(
                    self._at(key),
                    f"{self._path} 里没有 {form.format(key)}{near.zh}（只有 {all_of}）",
                    f"there is no {form.format(key)} in {self._path}{near.en} ({all_of})",
                )

    def topics(self, given: Any) -> Iterator[Topic]:
        if not isinstance(given, list) or not given or not all(isinstance(row, dict) for row in given):
            self._wrong(
                self._at("topics"),
                "要有主题：每个写一节 [[topics]]，带 slug、name 和 page",
                "topics are missing: write a [[topics]] for each, with slug, name and page",
            )
            return
        seen: dict[str, Place] = {}
        for row in given:
            slug = str(row.get("slug", ""))
            place = self._of_topic(slug, seen.get(slug))
            self.known(row, _TOPIC, "{}")
            missing = [key for key in _TOPIC if not isinstance(row.get(key), str) or not row[key]]
            if missing:
                told = ", ".join(missing)
                self._wrong(place, f"这个主题缺 {told}，要写成文本", f"this topic lacks {told}, each a text")
            elif wrong := bad_slug(slug):
                self._wrong(place, wrong.zh, wrong.en)
            elif slug in seen:
                first = Related(seen[slug], Text("第一次在这里", "it is here first"))
                self._wrong(place, f"主题 {slug} 写了两次", f"the topic {slug} is there twice", first)
            else:
                seen[slug] = place
                yield Topic(slug, row["name"], row["page"], place)

    def bands(self, given: Any) -> Iterator[Band]:
        given = given if isinstance(given, dict) else {}
        self.known(given, _BANDS, "{}")
        above: int | None = None
        for key in _BANDS:
            row = given.get(key)
            name, least = (row.get("name"), row.get("from")) if isinstance(row, dict) else (None, None)
            if not isinstance(name, str) or type(least) is not int:
                self._wrong(
                    self._at(key, else_at="frequency"),
                    f'[frequency] 里要写 {key} = {{ name = "…", from = 数字 }}',
                    f'[frequency] needs {key} = {{ name = "…", from = number }}',
                )
            elif (above is not None and least >= above) or (key == _BANDS[-1] and least):
                self._wrong(
                    self._at(key),
                    f"{key} 从 {least} 起不对：from 要逐个变小，最后一个是 0，否则有的题没有说法",
                    f"{key} cannot begin at {least}: each from is smaller than the one before, the last is 0, "
                    "or there is no word for some questions",
                )
            else:
                above = least
                yield Band(key, name, least)

    def renamed(self, given: Any) -> Iterator[Rename]:
        if not isinstance(given, dict):
            given = {"renamed": given}
        for old, new in given.items():
            place = self._at(old)
            wrong = bad_slug(old) or bad_slug(new if isinstance(new, str) else "")
            if wrong:
                self._wrong(place, wrong.zh, wrong.en)
            else:
                yield Rename(old, new, place)

    def _wrong(self, place: Place, zh: str, en: str, *related: Related) -> None:
        self.faults.append(fault(place, zh, en, related))

    def _at(self, key: str, else_at: str = "") -> Place:
        """Where a key or the name of a table stands."""
        found = self._found(rf"^\s*(?:\[+\s*)?[\"']?(?P<it>{re.escape(key)})[\"']?\s*[]=]", 0)
        return found or (self._at(else_at) if else_at else at(self._path, 1))

    def _of_topic(self, slug: str, before: Place | None) -> Place:
        """Where a topic has its slug, below another place."""
        line = before.span.line if before else 0
        return self._found(rf"slug\s*=\s*[\"'](?P<it>{re.escape(slug)})[\"']", line) or self._at("topics")

    def _found(self, pattern: str, below: int) -> Place | None:
        for number, line in enumerate(self._lines[below:], below + 1):
            if found := re.search(pattern, line):
                return at(self._path, number, found.start("it") + 1, len(found["it"]))
        return None
