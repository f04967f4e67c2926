"""Texts that no person writes: commands joined or nested by the hundred, where a grammar takes the square of time."""

from __future__ import annotations

import re

_MOST = 250
"""Commands that are joined, their redirections with them, or brackets that are open, at once."""
_SIGN = re.compile(r"[|<>(){}\n]|&&")
_STEP = {"(": 1, "{": 1, ")": -1, "}": -1}


def tangle(text: str) -> int | None:
    """The line where it is too much, None where it never is."""
    if len(text) < _MOST:
        return None
    joined = depth = line = 0
    for found in _SIGN.finditer(text):
        sign = found[0]
        if sign == "\n":
            line += 1
            if not text.endswith(("|", "&&", "\\"), 0, found.start()):
                joined = 0
        elif sign in _STEP:
            depth += _STEP[sign]
        else:
            joined += 1
        if joined > _MOST or abs(depth) > _MOST:
            return line
    return None
