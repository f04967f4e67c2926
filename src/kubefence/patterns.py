"""Patterns of file names as .gitignore has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kubefence.findings import Text

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def pattern(text: str) -> Text | None:
    """What is wrong with a pattern, None where nothing is."""
    try:
        spec = compiled([text])
    except ValueError:
        return Text(f"{text!r:.60} 不是 .gitignore 的模式", f"{text!r:.60} is no pattern of .gitignore")
    if any(each.include is not None for each in spec.patterns):
        return None
    return Text(f"{text!r:.60} 什么也不匹配", f"{text!r:.60} matches nothing")


def compiled(patterns: Iterable[str]) -> GitIgnoreSpec:
    """What tells whether a name matches; raises `ValueError`."""
    from pathspec import GitIgnoreSpec  # few configurations have any

    return GitIgnoreSpec.from_lines(patterns)
