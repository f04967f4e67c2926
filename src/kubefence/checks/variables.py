"""Variables that the commands of a shell block set before a here-document, which the shell then puts into it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_BEGIN = re.compile(
    r"[ \t]*(?:[$#>%][ \t]+)?(?:(?:export|local|readonly|declare|typeset)[ \t]+(?:-\w+[ \t]+)*)?(?=[A-Za-z_]\w*=)"
)
_NAME = re.compile(r"([A-Za-z_]\w*)=", re.ASCII)
_VALUE = re.compile(r"""(?:'([^']*)'|"([^"$`\\]*)"|([^\s;&|'"$`\\()<>]*))(?=[\s;&]|$)""")
_NEXT = re.compile(r"[ \t]*(?P<ended>;|&&)?[ \t]*(?:#.*)?(?:export[ \t]+)?")
_LOOPS = re.compile(r"\b(?:for[ \t]+([A-Za-z_]\w*)[ \t]+in|read[ \t]+(?:.*[ \t])?([A-Za-z_]\w*)[ \t]*$)", re.ASCII)
_USED = re.compile(r"\$(?:(\w+)|\{(\w+)\})", re.ASCII)


class Assignments:
    """Where the variables of a block are set, and to what, as far as that is written."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._known: dict[str, list[tuple[int, str | None]]] = {}
        for number, line in enumerate(lines):
            for name, value in _assigned(line) if "=" in line else _looped(line):
                self._known.setdefault(name, []).append((number, value))

    def used(self, text: str, line: int) -> dict[str, str | None]:
        """Those that a here-document uses which begins after a line, with their values; None where one is computed."""
        names = {found[1] or found[2] for found in _USED.finditer(text)} if self._known else set()
        return {name: self._before(name, line) for name in names if self._is_set(name, line)}

    def _is_set(self, name: str, line: int) -> bool:
        return name in self._known and self._known[name][0][0] < line

    def _before(self, name: str, line: int) -> str | None:
        known = self._known[name]
        return known[bisect_left(known, line, key=lambda each: each[0]) - 1][1]


def _looped(line: str) -> list[tuple[str, str | None]]:
    found = _LOOPS.search(line)
    return [(found[1] or found[2], None)] if found else []


def _assigned(line: str) -> list[tuple[str, str | None]]:
    """What a line sets for those that follow; nothing where it does so for one command only."""
    begin = _BEGIN.match(line)
    if not begin:
        return _looped(line)
    at, given = begin.end(), list[tuple[str, str | None]]()
    while name := _NAME.match(line, at):
        value = _VALUE.match(line, name.end())
        if not value:
            return [*given, (name[1], None)]
        given.append((name[1], value[1] or value[2] or value[3] or ""))
        following = _NEXT.match(line, value.end())
        assert following, "it matches nothing as well"
        at = following.end()
        if following["ended"]:
            break
    else:
        if at < len(line):
            return []
    return given
