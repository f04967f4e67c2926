"""Fields that are written but empty, which the schema lets pass and the API server often does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.model import Check, FieldCheck, Site
from kubefence.yamldoc.document import Path


def not_empty(*fields: str) -> Check:
    """Fields that the schema requires may not be empty either; that they are there is its business."""

    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            if site.value.get(field) in ("", [], {}):
                yield from site.missing(field)

    return check


def not_blank(words: Sequence[str]) -> FieldCheck:
    """The empty string is not the same as no value; the schema lists the others of this closed set."""

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        if value == "":
            zh = f"{at[0]} 不能是空字符串；删掉它，或写 {'、'.join(words)} 之一"
            en = f"{at[0]} cannot be an empty string; remove it, or write one of: {', '.join(words)}"
            yield site.problem("invalid-value", at, zh, en)

    return check
