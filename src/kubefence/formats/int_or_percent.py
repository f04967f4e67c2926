"""A number or a percentage of another: ``25%`` or ``3`` (``apps/validation.ValidatePositiveIntOrPercent``)."""

from __future__ import annotations

import re
from typing import Any

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
