"""Which colour each kind of code has, in every edition."""

from __future__ import annotations

TONES = {"k": "keyword", "nt": "keyword", "nb": "name", "nf": "name", "nv": "name", "na": "name", "nc": "name",
         "s": "string", "l": "string", "m": "number", "c": "comment", "o": "operator", "p": "operator",
         "gp": "operator", "err": "error"}  # fmt: skip
"""Colour of each Pygments class; a longer class has that of its beginning."""
PLAIN = frozenset({"l-Scalar", "l", "go", "n", "w"})


def tone(name: str) -> str:
    """The colour of a Pygments class; empty for that of text."""
    if name in PLAIN:
        return ""
    return TONES.get(name) or TONES.get(name[:2]) or TONES.get(name[:1], "")
