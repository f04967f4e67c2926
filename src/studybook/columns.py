"""How wide text is."""

from __future__ import annotations

import unicodedata


def columns(text: str) -> int:
    """Width in columns of a fixed-width font, in which a Chinese character has two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
