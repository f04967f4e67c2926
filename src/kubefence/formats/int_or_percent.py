"""A number or a percentage of another: ``25%`` or ``3`` (``apps/validation.ValidatePositiveIntOrPercent``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_PERCENT = re.compile(r"[0-9]+%")


def percent(value: Any) -> int | None:
    """The number before the ``%``, None where the value is no percentage (``IsValidPercent``)."""
    if not isinstance(value, str) or not _PERCENT.fullmatch(value):
        return None
    return int(value[:-1]) if len(value) < 20 else 10**19


def amount(value: Any) -> int | None:
    """What counts where only zero matters, None where nothing can be read (``getIntOrPercentValue``)."""
    share = percent(value)
    if share is not None:
        return share
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def must_be_count_or_percent(most: int | None = 100) -> FieldCheck:
    """The value has to be a number from 0 up, or a percentage up to ``most`` (None is no bound)."""

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        share = percent(value)
        if isinstance(value, str) and share is None:
            yield site.problem(
                "invalid-format",
                at,
                f"{at[0]} 不能是 {shown(value)}：写成不带引号的整数，或带 % 的百分比，如 25%",
                f"{at[0]} cannot be {shown(value)}: write a number without quotes, or a percentage such as 25%",
            )
        elif share is not None and most is not None and share > most:
            yield site.problem(
                "out-of-range",
                at,
                f"{at[0]} 不能是 {shown(value)}，百分比最大为 {most}%",
                f"{at[0]} cannot be {shown(value)}, a percentage is at most {most}%",
            )
        elif share is None and (amount(value) or 0) < 0:
            yield site.problem(
                "out-of-range", at, f"{at[0]} 不能是 {value}，最小为 0", f"{at[0]} cannot be {value}, the least is 0"
            )

    return check
