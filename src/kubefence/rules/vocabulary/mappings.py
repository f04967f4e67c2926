"""Checks of a whole mapping that many rules share: what it cannot do without, and what excludes each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Check, Site

_EMPTY: tuple[Any, ...] = (None, "", [], {})


def empty(value: object) -> bool:
    """Whether Go takes the value for not set: null, an empty string, list or mapping."""
    return value in _EMPTY


def lacking(site: Site, rule: str, field: str, zh: str, en: str) -> Problem:
    """A field below ``site`` that is missing, as a problem of a rule of its own."""
    return Problem(rule, site.path, Text(zh, en), Anchor.KEY, field=field)


def required(*fields: str) -> Check:
    """Each of the fields has to be given; an empty string, list or mapping does not count."""

    def check(site: Site) -> Iterator[Problem]:
        value = site.value
        for field in fields:
            given = value.get(field)
            if not given and given in _EMPTY:
                yield from site.missing(field)

    return check


def needs(*fields: str, why: Text | None = None) -> Check:
    """Each of the fields has to be there; what is in them is checked elsewhere."""
    said = why or ("", "")

    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            if site.value.get(field) is None:
                yield from site.missing(field, *said)

    return check


def required_text(site: Site, field: str) -> Iterator[Problem]:
    """A text has to be given; white space does not count."""
    if not site.text(field).strip() and isinstance(site.value.get(field), str | None):
        yield from site.missing(field)


def exactly_one(site: Site, fields: Sequence[str]) -> Iterator[Problem]:
    """Exactly one of the fields has to be given."""
    given = [field for field in fields if site.has(field)]
    zh, en = "、".join(fields), ", ".join(fields)
    if len(given) > 1:
        yield site.problem(
            "mutually-exclusive",
            given[1],
            f"{'、'.join(given)} 只能写一个",
            f"only one of {', '.join(given)} can be given",
        )
    elif not given and not site.partial:
        yield site.problem(
            "missing-field",
            (),
            f"必须写 {zh} 中的一个",
            f"one of {en} is required",
        )
