"""The front matter of a page: known keys in their form, and a mistake is told with its line."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from studybook.metadata import KEYS, mistakes
from tests.site.conftest import ROOT, build, small_site

GOOD: list[dict[str, Any]] = [
    {},
    {"title": "为什么", "short": "a: b", "description": "<b>", "keywords": ["a", 5], "k8s": ">=1.36"},
    {"reviewed": datetime.date(2026, 11, 1), "k8s": 1.36, "title": 2026},
    {"search": {"boost": 0.2}},
    {"search": {"exclude": True, "boost": 2}},
    {"keywords": []},
    {"lang": "en"},
    {"lang": "zh-TW"},
    {"explains": ["unknown-field", "crd-name"]},
    {"study": "review"},
]


@pytest.mark.parametrize("metadata", GOOD)
def test_what_a_page_may_say(metadata: dict[str, Any]) -> None:
    assert list(mistakes(metadata, "")) == []


WRONG: list[tuple[Any, Any, str]] = [
    ("desciption", "a", "there is no 'desciption' in the front matter of a page; did you mean description?"),
    ("template", "redirect.html", "there is no 'template'"),
    ("icon", "material/a", "there is no 'icon'"),
    (5, "a", "there is no 5"),
    ("title", None, "title is a text, not None"),
    ("title", "", "title is a text, not ''"),
    ("short", ["a"], "short is a text"),
    ("reviewed", True, "reviewed is a text"),
    ("study", "quizz", "study is one of questions, review, quiz, interview, not 'quizz'"),
    ("study", ["review"], "study is one of"),
    ("keywords", "a, b", "keywords is a list of texts"),
    ("keywords", [["a"]], "keywords is a list of texts"),
    ("explains", "crd-name", "explains is a list of rules"),
    ("explains", ["crd-nam"], "explains is a list of rules"),
    ("lang", "English", "lang is a language"),
    ("lang", True, "lang is a language"),
    ("search", "none", "search is a mapping"),
    ("search", {"boost": "2"}, "search is a mapping"),
    ("search", {"weight": 2}, "search is a mapping"),
]


@pytest.mark.parametrize(("key", "value", "text"), WRONG)
def test_what_it_may_not(key: Any, value: Any, text: str) -> None:
    [mistake] = mistakes({"title": "a", "k8s": "1.36"} | {key: value}, f"---\nk8s: '1.36'\n{key}: …\n---\n{key}: a\n")
    assert mistake.text.startswith(text)
    assert mistake.line == 3


def test_a_page_with_a_mistake_is_not_published(tmp_path: Path) -> None:
    page = "---\ntitle: a\ntemplate: redirect.html\nlocation: javascript:alert(1)\n---\n# 题\n"
    root = small_site(
        tmp_path,
        {"index.md": "# 首页\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n", "a.md": page},
    )
    done = build(root=root)
    assert done.returncode != 0
    assert "a.md:3: there is no 'template'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "site").exists()


def test_authors_are_told_of_every_key() -> None:
    text = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"\n| `{key}` |" not in text] == []
