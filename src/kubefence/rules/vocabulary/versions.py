"""Checks of a value that hold in some versions only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import wraps
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path


def only_field(check: FieldCheck, *, since: str = "", until: str = "") -> FieldCheck:
    """The check, for the versions from ``since`` up to and including ``until``."""
    low, high = (parse_version(text) if text else None for text in (since, until))

    @wraps(check)
    def bounded(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        for problem in check(site, at, value):
            yield replace(problem, since=low, until=high)

    return bounded
