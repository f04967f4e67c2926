"""Points in time of RFC 3339, as Go reads them (``metav1.Time`` and ``metav1.MicroTime``)."""

from __future__ import annotations

import re
from datetime import date

_FORM = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{1,2}):([0-9]{2}):([0-9]{2})([.,][0-9]+)?"
    r"(?:Z|[+-]([0-9]{2}):([0-9]{2}))"
)
_MICRO = 6
"""Digits that a ``MicroTime`` has after the second, neither more nor fewer."""


def is_time(text: str, *, micro: bool = False) -> bool:
    """Whether Go's ``time.Parse`` takes the text for RFC 3339, for a ``MicroTime`` with exactly six decimals."""
    found = _FORM.fullmatch(text)
    if not found or (micro and len(found[7] or "") != _MICRO + 1):
        return False
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    if hour > 23 or minute > 59 or second > 59 or int(found[8] or 0) > 24 or int(found[9] or 0) > 60:
        return False
    try:
        date(year or 4, month, day)  # datetime has no year 0; it is a leap year like 4
    except ValueError:
        return False
    return True
