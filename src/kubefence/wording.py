"""Grammar of the English messages."""

from __future__ import annotations

_VOWELS = "AEIOaeio"
"""Without u: the only words that begin with it here are ``uint`` and the like."""


def a(noun: str) -> str:
    """The noun with its article: ``a Scale``, ``an Eviction``."""
    return f"{'an' if noun[:1] in _VOWELS and noun else 'a'} {noun}"
