"""Lists as the API server decodes them: a null entry is an entry with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, Site
from kubefence.rules.vocabulary.mappings import at_most


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


def not_longer_than(limit: int, *fields: str) -> Check:
    """Each of these lists may have at most ``limit`` entries."""

    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            yield from at_most(site, field, limit)

    return check
