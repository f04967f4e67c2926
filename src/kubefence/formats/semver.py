"""Semantic versions, as ``github.com/blang/semver`` parses and compares them."""

from __future__ import annotations

import re

from kubefence.findings import Text

_NUMBER = r"(?:0|[1-9][0-9]*)"
_BEFORE = rf"(?:{_NUMBER}|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
_VERSION = re.compile(
    rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})"
    rf"(?:-({_BEFORE}(?:\.{_BEFORE})*))?"
    r"(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?"
)
_DIGITS = 20
"""More than the longest number of 64 bits has."""
Order = tuple[tuple[int, ...], tuple[tuple[int, int, str], ...]]
"""Versions compare like these; what follows a + counts for nothing."""
ZERO: Order = ((0, 0, 0, 1), ())


def is_semantic(text: str) -> bool:
    """Whether the text has the form, however large its numbers are (semver.org, 2.0.0)."""
    return _VERSION.fullmatch(text) is not None


def order(text: str) -> Order | None:
    """What the version compares by, None where it is none."""
    found = _VERSION.fullmatch(text)
    if found is None or any(len(number) > _DIGITS for number in found.groups()[:3]):
        return None
    before = found[4].split(".") if found[4] else []
    return (*map(int, found.groups()[:3]), int(not before)), tuple(map(_part, before))


def semantic_version(text: str) -> Text | None:
    """None for ``1.2.3``, with ``-pre.1`` and ``+build`` behind it where they are wanted."""
    if order(text) is not None:
        return None
    return Text("应为语义化版本，如 1.36.0，前面没有 v", "it has to be a semantic version such as 1.36.0, without a v")


def _part(text: str) -> tuple[int, int, str]:
    """Numbers come before words, and compare as numbers."""
    return (0, int(text), "") if text.isdigit() and len(text) <= _DIGITS else (1, 0, text)
