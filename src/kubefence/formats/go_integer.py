"""Integers as Go's ``strconv.Atoi`` reads them."""

from __future__ import annotations

import re

_INTEGER = re.compile(r"[+-]?[0-9]+")
LARGEST = 2**63 - 1
_MOST_DIGITS = len(str(LARGEST))


def integer(text: str) -> int | None:
    """The number, None where the text is none or does not fit 64 bits."""
    digits = text.lstrip("+-").lstrip("0")
    if not _INTEGER.fullmatch(text) or len(digits) > _MOST_DIGITS:
        return None
    value = int(digits or "0") * (-1 if text.startswith("-") else 1)
    return value if -LARGEST - 1 <= value <= LARGEST else None
