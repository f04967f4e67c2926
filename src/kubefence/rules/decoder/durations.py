"""Stretches of time in files of components, as their decoder reads them (``metav1.Duration``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.formats.go_duration import form
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path


def _must_be_duration(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    wrong = form(value) if isinstance(value, str) else None
    if wrong:
        yield site.problem(
            "invalid-format", at, f"{at[-1]} 的值 {shown(value)} {wrong.zh}", f"{at[-1]}: {shown(value)}: {wrong.en}"
        )


TABLES = Tables(types={"format:go-duration": (_must_be_duration,)})
