"""Points in time, as the decoder reads them: RFC 3339 (``metav1.Time`` and ``metav1.MicroTime``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.formats.times import is_time
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path


def _must_be_time(micro: bool, example: str) -> FieldCheck:
    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        if isinstance(value, str) and not is_time(value, micro=micro):
            yield site.problem(
                "invalid-format",
                at,
                f"{at[-1]} 的时间 {shown(value)} 写得不对：应为 RFC 3339 格式，如 {example}",
                f"{at[-1]}: {shown(value)} is no time of RFC 3339, such as {example}",
            )

    return check


TABLES = Tables(
    types={
        "meta.v1.Time": (_must_be_time(False, "2026-01-02T15:04:05Z"),),
        "meta.v1.MicroTime": (_must_be_time(True, "2026-01-02T15:04:05.000000Z"),),
    }
)
