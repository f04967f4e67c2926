"""What a page may say about itself in its front matter, and in what form.

The theme acts on many more keys: by them a page could choose another template or a picture, and a value of the
wrong form ends a build in the middle of the theme. Here a key is known or it is a mistake.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from kubefence.nearest import suggestion
from kubefence.rules.engine import registry
from studybook.study.places import APPS


class Form(NamedTuple):
    """The form of a value, and how to say it."""

    said: str
    fits: Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str | int | float | datetime.date) and not isinstance(value, bool) and str(value) != ""


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_rules(value: Any) -> bool:
    return _are_texts(value) and registry.ids().issuperset(value)


def _is_search(value: Any) -> bool:
    """What the index of the search understands: ``exclude: true``, ``boost: 0.2``."""
    wanted = {"exclude": bool, "boost": int | float}
    return isinstance(value, dict) and all(isinstance(value[key], wanted.get(key, ())) for key in value)


TEXT = Form("a text", _is_text)
OF_QUESTIONS = Form("what `studybook.study.questions` looks at, with all questions together", lambda _: True)
KEYS: Mapping[str, Form] = {
    "title": TEXT,
    "short": TEXT,
    "description": TEXT,
    "keywords": Form("a list of texts", _are_texts),
    "errors": Form("a list of texts", _are_texts),
    "explains": Form("a list of rules of kubefence", _are_rules),
    "id": OF_QUESTIONS,
    "level": OF_QUESTIONS,
    "topics": OF_QUESTIONS,
    "frequency": OF_QUESTIONS,
    "study": Form(f"one of {', '.join(APPS)}", lambda value: value in APPS),
    "reviewed": TEXT,
    "k8s": TEXT,
    "external": Form("a list of texts", _are_texts),
    "lang": Form("a language, such as en", lambda value: bool(re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(value)))),
    "search": Form("a mapping of exclude (true) or boost (a number)", _is_search),
}
"""The one table of what there is; `docs/contributing.md` tells authors of it."""


class Mistake(NamedTuple):
    """What is wrong with a key, and on which line of the page it stands."""

    key: str
    line: int
    text: str


def mistakes(metadata: Mapping[str, Any], source: str) -> Iterator[Mistake]:
    """The mistakes in the metadata of a page with this source."""
    for key, value in metadata.items():
        form = KEYS.get(key)
        if form is None:
            known = ", ".join(KEYS)
            near = suggestion(str(key), KEYS, 0.6).en
            yield Mistake(key, _line(key, source), f"there is no {key!r} in the front matter of a page{near} ({known})")
        elif not form.fits(value):
            yield Mistake(key, _line(key, source), f"{key} is {form.said}, not {value!r}")


def _line(key: str, source: str) -> int:
    found = re.search(rf"^[\"']?{re.escape(str(key))}[\"']?[ \t]*:", source, re.MULTILINE)
    return source.count("\n", 0, found.start()) + 1 if found else 1
