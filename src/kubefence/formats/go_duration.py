"""Durations as Go's ``time.ParseDuration`` reads them: ``1h30m``, ``1.5h``, ``300ms``."""

from __future__ import annotations

import re
from fractions import Fraction

from kubefence.findings import Text
from kubefence.formats.go_integer import LARGEST

_UNITS = {
    "ns": 1,
    "us": 10**3,
    "µs": 10**3,
    "μs": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}
_PART = re.compile(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)")
_LONGEST = 200
WHAT = Text("应为数字加单位 h、m、s，如 1h30m", "it has to be numbers with the units h, m or s, such as 1h30m")


def form(text: str) -> Text | None:
    """None where the text is a duration, else what it has to look like."""
    return WHAT if nanoseconds(text) is None else None


def nanoseconds(text: str) -> int | None:
    """The length, None where the text is no duration or too long for 64 bits."""
    unsigned = text[1:] if text[:1] in ("+", "-") else text
    if unsigned == "0":
        return 0
    if not unsigned or len(unsigned) > _LONGEST:
        return None
    total, position = Fraction(0), 0
    while position < len(unsigned):
        part = _PART.match(unsigned, position)
        if not part:
            return None
        total += Fraction(part[1].rstrip(".")) * _UNITS[part[2]]
        position = part.end()
    if total > LARGEST:
        return None
    return -int(total) if text[0] == "-" else int(total)
