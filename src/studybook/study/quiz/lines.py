"""Which lines are right when asked where the mistake is: that of the engine, and others that can be meant as well."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator

from kubefence.findings import PageReport, Severity

_KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[\w./\"-]+):(?: +(?P<value>\S.*))?")
"""A line with a key, and its value where that does not stand below."""
Refused = Callable[[str], bool]


def answers(text: str, mended: str, report: PageReport, refused: Refused) -> tuple[int, ...]:
    """All of them; ``refused`` tells whether the API server would refuse a text."""
    lines = text.splitlines()
    told = {finding.span.line for finding in report.findings if finding.severity is Severity.ERROR}
    found = {*told, *_related(report), *_changed(lines, mended.splitlines())}
    found |= {*_equals(lines, told, refused), *_others(lines, told, refused)}
    return tuple(sorted({*found, *_blocks(lines, told, found, refused)}))


def _related(report: PageReport) -> Iterator[int]:
    for finding in report.findings:
        if finding.severity is Severity.ERROR:
            yield from (related.place.span.line for related in finding.related)


def _changed(wrong: list[str], right: list[str]) -> Iterator[int]:
    """What has to be changed; where something is only missing, what stands around it."""
    if not right:
        return
    codes = difflib.SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes()
    changed = [number for tag, begin, end, _, _ in codes if tag != "equal" for number in range(begin + 1, end + 1)]
    yield from changed
    for tag, begin, _, first, _ in codes if not changed else ():
        if tag == "insert":
            yield from _around(wrong, begin, _depth(right[first]))


def _around(lines: list[str], before: int, depth: int) -> Iterator[int]:
    """The line above a gap, the key beside or around it to which that belongs, and the next key beside it."""
    if before:
        yield before
        yield next((at + 1 for at in range(before - 1, -1, -1) if _depth(lines[at]) <= depth), before)
    if before < len(lines) and _depth(lines[before]) == depth:
        yield before + 1


def _equals(lines: list[str], told: Collection[int], refused: Refused) -> Iterator[int]:
    """A value that would have to be the same as the one that is told."""
    values = {key["value"] for line in told if (key := _KEY.fullmatch(lines[line - 1])) and key["value"]}
    for at, line in enumerate(lines):
        key = _KEY.fullmatch(line)
        if key and key["value"] and at + 1 not in told:
            same = (f"{key['before']}{key['key']}: {value}" for value in values - {key["value"]})
            if any(not refused(_text([*lines[:at], other, *lines[at + 1 :]])) for other in same):
                yield at + 1


def _others(lines: list[str], told: Collection[int], refused: Refused) -> Iterator[int]:
    """Of two that do not go together either is the mistake: a key with its value without which all is taken."""
    for at, line in enumerate(lines):
        key = _KEY.fullmatch(line)
        alone = key and key["value"] and "-" not in key["before"] and at + 1 not in told
        if alone and not refused(_text([*lines[:at], *lines[at + 1 :]])):
            yield at + 1


def _blocks(lines: list[str], told: Collection[int], found: Collection[int], refused: Refused) -> Iterator[int]:
    """The same of a key with a list, or what else is below it, where no answer is further in but its first item."""
    behind = 0
    for at, line in enumerate(lines):
        key, end = _KEY.fullmatch(line), _end(lines, at)
        if at < behind or not key or key["value"] or "-" in key["before"]:
            continue
        if at + 1 in told:
            behind = end
            continue
        inner = {number for number in found if at + 1 < number <= end}
        first = {at + 2} if lines[at + 1 : at + 2] and "-" in lines[at + 1][: _depth(lines[at + 1])] else set()
        if inner <= first and not inner & set(told) and not refused(_text([*lines[:at], *lines[end:]])):
            behind = end
            yield at + 1


def _end(lines: list[str], at: int) -> int:
    """Where what belongs to a key ends: what is further in, and a list as far in as the key."""
    depth = _depth(lines[at])
    behind = (n for n in range(at + 1, len(lines)) if not _further(lines[n], depth))
    return next(behind, len(lines))


def _further(line: str, depth: int) -> bool:
    return line.startswith((" " * (depth + 1), f"{' ' * depth}- "))


def _depth(line: str) -> int:
    """How far in the key of a line stands."""
    return len(line) - len(line.lstrip(" -"))


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
