"""Checks of a whole mapping that several groups of kinds share: required together, one of several, no duplicates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kubefence.findings import Text
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Check, Site, when
from kubefence.rules.vocabulary.values import shown


def empty(value: object) -> bool:
    """Whether Go takes the value for not set: null, an empty string, list or mapping."""
    return value is None or value in ("", [], {})


def lacking(site: Site, rule: str, field: str, zh: str, en: str) -> Problem:
    """A field below ``site`` that is missing, as a problem of a rule of its own."""
    return Problem(rule, site.path, Text(zh, en), Anchor.KEY, field=field)


def never_blank(*fields: str) -> Check:
    """Optional fields with a closed set of values: once they are written, they cannot be an empty string."""

    @when(*fields)
    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            if site.value.get(field) == "":
                yield site.problem(
                    "invalid-value",
                    field,
                    f"{field} 不能是空字符串；删掉这一行，或写一个值",
                    f"{field} cannot be an empty string; remove the line, or write a value",
                )

    return check


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


def unique(site: Site, field: str, key: str = "") -> Iterator[Problem]:
    """No two items of a list are the same, or have the same ``key``."""
    seen: set[str] = set()
    for index, item in enumerate(site.items(field)):
        name = item.get(key) if key and isinstance(item, dict) else item
        if not isinstance(name, str) or not name:
            continue
        if name in seen:
            at = (field, index, key) if key else (field, index)
            yield site.problem("duplicate-entry", at, f"{shown(name)} 重复了", f"{shown(name)} is given twice")
        seen.add(name)


def at_most(site: Site, field: str, most: int) -> Iterator[Problem]:
    """A list or mapping has no more than ``most`` entries."""
    value = site.value.get(field)
    if isinstance(value, list | dict) and len(value) > most:
        yield site.problem(
            "out-of-range",
            field,
            f"{field} 有 {len(value)} 项，最多 {most} 项",
            f"{field} has {len(value)} entries, at most {most} are possible",
        )


def no_nulls(*lists: str) -> Check:
    """Lists whose items need something: a null item is an empty one, so all of it is missing."""

    @when(*lists)
    def check(site: Site) -> Iterator[Problem]:
        for field in lists:
            if field in site.value:
                for index, item in enumerate(site.items(field)):
                    if item is None:
                        yield site.problem("missing-field", (field, index), f"{field} 的这一项是空的", "an empty item")

    return check


def needs(*fields: str) -> Check:
    """Mappings that have to be there; what is in them is checked elsewhere."""

    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            if site.value.get(field) is None:
                yield from site.missing(field)

    return check


def no_blanks(site: Site, field: str) -> Iterator[Problem]:
    """No item of a list is an empty string, which null is to the server."""
    for index, item in enumerate(site.items(field)):
        if item == "" or item is None:
            yield site.problem("missing-field", (field, index), f"{field} 的项不能为空", f"an item of {field} is empty")


def unique_by(field: str, key: str = "") -> Check:
    """`unique` as a check."""

    @when(field)
    def check(site: Site) -> Iterator[Problem]:
        return unique(site, field, key)

    return check


def wildcard_alone(site: Site, field: str) -> Iterator[Problem]:
    """Where a list has ``*``, it has nothing else."""
    items = site.items(field)
    if len(items) > 1 and "*" in items:
        yield site.problem(
            "mutually-exclusive",
            field,
            f'{field} 里有 "*" 时不能再写其他项',
            f'with "*" in {field} nothing else can be there',
        )
