"""What is published of the questions, for the pages of this site and for everybody else: one form, no answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from studybook.study.questions.bank import Bank
from studybook.study.questions.model import LEVELS, Item, PageQuestion, Question
from studybook.study.questions.related import related

FORMAT = "kubernetes-handbook/questions/1"
"""Changes when what reads the published data has to change."""

FOR_SCRIPTS = ("id", "url", "title", "level", "topics", "frequency")
"""What the scripts of the site want to know of the question of a page, see ``web/common/questions.ts``."""
OF_FOLLOW_UPS = ("id", "level")
"""The same of a follow-up; its topics too, where they are not those of the page. What is asked stands on its card."""

Entry = dict[str, Any]
Address = Callable[[str], str]
"""The address of a page in the site, by its name."""


def document(bank: Bank, address: Address) -> dict[str, Any]:
    """All of it; `schema.json` beside this module says what is in it."""
    words = bank.vocabulary
    near = related(bank.pages)
    return {
        "format": FORMAT,
        "levels": [{"id": level.id, "name": level.name} for level in LEVELS],
        "topics": [{"id": topic.slug, "name": topic.name, "url": address(topic.page)} for topic in words.topics],
        "frequency": [{"id": band.id, "name": band.name, "from": band.least} for band in words.bands],
        "renamed": {rename.old: rename.new for rename in words.renamed},
        "questions": [entry for page in bank.pages for entry in _entries(page, address(page.page), near)],
        "items": [_item(item, page, address(page.page)) for page in bank.pages for item in page.items],
    }


def _entries(page: PageQuestion, url: str, near: Mapping[str, tuple[str, ...]]) -> list[Entry]:
    own = {
        **_common(page, "page", page, url),
        "frequency": page.frequency,
        "parts": list(page.parts),
        "follow_ups": len(page.follow_ups),
        "related": list(near[page.id]),
    }
    return [own, *(_common(each, "follow-up", page, f"{url}#{each.id}") for each in page.follow_ups)]


def _common(question: Question, kind: str, page: PageQuestion, url: str) -> Entry:
    return {
        "id": question.id,
        "kind": kind,
        "page": page.id,
        "url": url,
        "title": question.title,
        "level": question.level,
        "topics": list(question.topics),
        "short": question.short,
        "reviewed": page.reviewed,
    }


def _item(item: Item, page: PageQuestion, url: str) -> Entry:
    """Of an item what can be asked with it; its options stand in the page."""
    entry = _common(item, item.kind, page, f"{url}#{item.id}")
    del entry["short"]
    return entry


def brief(document: Mapping[str, Any]) -> dict[str, Any]:
    """As much of it as the scripts of the site ask for at once, a tenth of it: what is asked stands on cards."""
    questions: list[Entry] = []
    for entry in document["questions"]:
        if entry["kind"] == "page":
            questions.append({**{key: entry[key] for key in FOR_SCRIPTS}, "asked": []})
        else:
            page = questions[-1]
            others = [] if entry["topics"] == page["topics"] else [entry["topics"]]
            page["asked"].append([*(entry[key] for key in OF_FOLLOW_UPS), *others])
    return {**{key: value for key, value in document.items() if key != "items"}, "questions": questions}


def as_json(value: Any) -> str:
    """The same bytes for the same questions."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_script(name: str, value: Any, *, merged: bool = False) -> str:
    """A classic script that says it, as works from a folder too; ``merged`` adds to what others have said."""
    target = f"globalThis.handbook.{name}"
    said = f"Object.assign({target} || {{}}, {as_json(value)})" if merged else as_json(value)
    return f"globalThis.handbook = globalThis.handbook || {{}};\n{target} = {said};\n"
