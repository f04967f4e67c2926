"""Lists as the API server decodes them: a null entry is an entry with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.model import Check, Site


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


def no_empty_entries(*fields: str) -> Check:
    """No entry of these lists may be null, because the server refuses one with nothing in it."""

    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            for index, item in enumerate(site.items(field)):
                if item is None:
                    yield site.problem(
                        "missing-field",
                        (field, index),
                        f"{field} 的这一条是空的：写上内容，或删掉这个 -",
                        f"this entry of {field} is empty: write something, or remove the -",
                    )

    return check


def not_longer_than(limit: int, *fields: str) -> Check:
    """Each of these lists may have at most ``limit`` entries."""

    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            count = len(site.items(field))
            if count > limit:
                yield site.problem(
                    "out-of-range",
                    field,
                    f"{field} 有 {count} 条，最多 {limit} 条",
                    f"{field} has {count} entries, at most {limit} are allowed",
                )

    return check
