"""Names of files against patterns: ``*`` within a folder, ``**`` through any number of them."""

from __future__ import annotations

import re
from functools import lru_cache


def fits(pattern: str, name: str) -> bool:
    """Whether the name of a file, or its end from some folder on, is as the pattern has it."""
    return _compiled(pattern).search(name.replace("\\", "/")) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    *folders, last = pattern.strip("/").split("/")
    return re.compile(f"(?:^|/){''.join(map(_folder, folders))}{'.*' if last == '**' else _signs(last)}$")


def _folder(part: str) -> str:
    return "(?:[^/]+/)*" if part == "**" else _signs(part) + "/"


def _signs(part: str) -> str:
    return "".join({"*": "[^/]*", "?": "[^/]"}.get(sign, re.escape(sign)) for sign in part)
