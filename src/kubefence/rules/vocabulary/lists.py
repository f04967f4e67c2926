"""Lists: their items as the API server decodes them, where null has nothing in it, and checks that many rules share.

Where a table names one, it is made a check of one site by `functools.partial`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Check, Site, when
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path


def texts(site: Site, field: str) -> Iterator[tuple[int, str]]:
    """The strings in a list and their indices; null is the empty string."""
    for index, item in enumerate(site.items(field)):
        if isinstance(item, str):
            yield index, item
        elif item is None:
            yield index, ""


def entries(site: Site, field: str) -> Iterator[tuple[int, Site]]:
    """The mappings in a list and their indices; null is an empty mapping."""
    for index, item in enumerate(site.items(field)):
        if item is None or isinstance(item, dict):
            yield index, Site(item or {}, (*site.path, field, index), "", site.root, site)


def no_nulls(*lists: str, missed: str = "") -> Check:
    """Lists whose items need something: null is an item with nothing in it.

    ``missed`` is the field in it that the server misses first (``metadata.name``), where it names one.
    """
    below = tuple(missed.split(".")) if missed else ()

    @when(*lists)
    def check(site: Site) -> Iterator[Problem]:
        for field in lists:
            if field in site.value:
                for index, item in enumerate(site.items(field)):
                    if item is None:
                        zh = f"{field} 的第 {index + 1} 项是空的（null）：写上内容，或删掉它"
                        en = f"item {index + 1} of {field} is empty (null): fill it in, or remove it"
                        yield site.problem("missing-field", (field, index, *below), zh, en)

    return check


def no_blanks(site: Site, field: str) -> Iterator[Problem]:
    """No item of a list is an empty string, which null is to the server."""
    for index, item in enumerate(site.items(field)):
        if item == "" or item is None:
            yield site.problem("missing-field", (field, index), f"{field} 的项不能为空", f"an item of {field} is empty")


def unique(site: Site, field: str, key: str = "") -> Iterator[Problem]:
    """No two items of a list are the same, or have the same ``key``."""
    seen: dict[str, Path] = {}
    for index, item in enumerate(site.items(field)):
        name = item.get(key) if key and isinstance(item, dict) else item
        if not isinstance(name, str) or not name:
            continue
        at = (field, index, key) if key else (field, index)
        first = seen.setdefault(name, at)
        if first is not at:
            also = (Also((*site.path, *first), Text("先写在这里", "it is given here first")),)
            zh, en = f"{shown(name)} 重复了", f"{shown(name)} is given twice"
            yield site.problem("duplicate-entry", at, zh, en, also=also)


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
