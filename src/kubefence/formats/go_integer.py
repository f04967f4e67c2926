"""Integers as Go's ``strconv.Atoi`` reads them."""

from __future__ import annotations

import re

_INTEGER = re.compile(r"[+-]?[0-9]+")
LARGEST = 2**63 - 1


def integer(text: str) -> int | None:
    """The number, None where the text is none or does not fit 64 bits."""
    if not _INTEGER.fullmatch(text) or len(text.lstrip("+-0")) > 19:
        return None
    value = int(text)
    return value if -LARGEST - 1 <= value <= LARGEST else None
