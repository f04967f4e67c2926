"""The glossary as a table of terms: what each is called, what it means, which page explains it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from posixpath import dirname, join, normpath
from typing import NamedTuple

PAGE = "reference/glossary.md"
COLUMNS = ("英文", "官方中文", "一句话解释", "详见")
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)#]*)[^)]*\)")
_NOTE = re.compile(r"\s*[（(][^）)]*[）)]")
_WRITTEN = re.compile(r"(?:正文写作|文内作)“([^”]+)”")
_SHORT = re.compile(r"\(([A-Z]\w+)\)")
_NAME = re.compile(r"\w*[A-Z]{2,}\w*|[A-Z][a-z]+[A-Z]\w+")
"""What prose writes as it is: an abbreviation, a kind."""
_SEVERAL = " / "


class Term(NamedTuple):
    """One term; a row of the glossary can have several, which belong together."""

    anchor: str
    """Of its row."""
    english: str
    chinese: str
    """The same where it is not translated."""
    meaning: str
    page: str
    """Which explains it, below the folder of pages."""
    forms: tuple[str, ...]
    """How pages write it."""

    @property
    def said(self) -> str:
        """The term with its meaning, in one line."""
        name = self.chinese if self.chinese == self.english else f"{self.chinese}（{self.english}）"
        return f"{name}：{self.meaning}"


def terms(glossary: str) -> list[Term]:
    """All terms of the tables that have these `COLUMNS`."""
    return [term for cells in _rows(glossary) for term in _of_row(*cells)]


def anchors(glossary: str) -> dict[str, str]:
    """The first cell of each row, and what the row is called in an address."""
    return {english: _anchor(english) for english, *_ in _rows(glossary)}


def _rows(glossary: str) -> Iterator[tuple[str, str, str, str]]:
    for is_table, lines in groupby(glossary.splitlines(), lambda line: line.startswith("|")):
        head, _, *rows = [_cells(line) for line in lines] if is_table else [(), ()]
        if head == COLUMNS:
            yield from ((english, chinese, meaning, page) for english, chinese, meaning, page in rows)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _of_row(english: str, chinese: str, meaning: str, page: str) -> Iterator[Term]:
    anchor, target = _anchor(english), _LINK.search(page)
    explained = normpath(join(dirname(PAGE), target["target"])) if target else ""
    untranslated = "不译" in chinese
    written = tuple(_WRITTEN.findall(chinese))
    names = [name.strip() for name in _NOTE.sub("", chinese).split(_SEVERAL)]
    englishes, meanings = english.split(_SEVERAL), meaning.replace("`", "").split(_SEVERAL)
    for at, name in enumerate(names):
        own = englishes[at] if len(englishes) == len(names) else english
        short = (*_SHORT.findall(own), *((own,) if untranslated or _NAME.fullmatch(own) else ()))
        said = meanings[at] if len(meanings) == len(names) else _SEVERAL.join(meanings)
        forms = dict.fromkeys((name, *written, *short))
        yield Term(anchor, own, name, said, explained, tuple(forms))


def _anchor(english: str) -> str:
    return "term-" + re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")
