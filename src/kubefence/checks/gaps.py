"""What an excerpt leaves open is no mistake: problems that something which is not shown may solve are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kubefence.checks.missing import MISSING
from kubefence.checks.served import Found
from kubefence.findings import Severity, Text
from kubefence.problems import Anchor, Problem
from kubefence.yamldoc.document import NO_GAPS, Gaps, Json, Path

_IDENTITY = frozenset({((), "metadata"), (("metadata",), "name")})
"""What an excerpt of an object need not show, wherever it is cut: none of them is about the name."""
_OF_FIELDS = frozenset({"forbidden-field", "invalid-patch", "mutually-exclusive", "off-by-default", "unknown-field"})
"""Rules on what is there, whatever its value."""
_PROGRAMS = frozenset({"costly-expression", "invalid-expression"})
"""Rules on texts in which anything can stand: only one that is not known at all says nothing."""


def of_part(gaps: Gaps, start: Path, below: Path) -> Gaps:
    """The gaps of a part of a document that stands at ``start``, in its holder at ``below``."""
    return _held(_below(gaps, start), below)


def _below(gaps: Gaps, start: Path) -> Gaps:
    """The gaps of what stands at ``start``."""
    if gaps is NO_GAPS or not start:
        return gaps
    depth = len(start)
    inside = frozenset(path[depth:] for path in gaps.open if path[:depth] == start)
    return gaps._replace(open=inside, partial=bool(inside))


def _held(gaps: Gaps, below: Path) -> Gaps:
    """The gaps of a value that is put into a holder, at the path ``below``."""
    if gaps is NO_GAPS or not below:
        return gaps
    return gaps._replace(open=frozenset((*below, *path) for path in gaps.open))


def certain(found: Sequence[Found], value: Json, gaps: Gaps) -> Sequence[Found]:
    """The problems of a value that are there whatever is not shown."""
    if gaps is NO_GAPS:
        return found
    return [
        (versions, _noted(problem) if _lacks(problem, gaps) else problem)
        for versions, problem in found
        if not _open(problem, value, gaps)
    ]


def identified(found: Sequence[Found], value: Json, gaps: Gaps) -> Sequence[Found]:
    """What is said of an object whose type is not known: where that is left open, only that it cannot be checked."""
    if gaps is NO_GAPS:
        return found
    return [
        (versions, _noted(problem) if _open(problem, value, gaps) or _lacks(problem, gaps) else problem)
        for versions, problem in found
    ]


def _noted(problem: Problem) -> Problem:
    said = problem.text
    if problem.rule == MISSING:
        said = Text(f"{said.zh}；若是省略了，在那里写 # ...", f"{said.en}; if it is left out there, write # ... there")
    return replace(problem, severity=Severity.NOTE, text=said)


def _lacks(problem: Problem, gaps: Gaps) -> bool:
    """Whether something is missing in an excerpt, where nothing says that it has been left out."""
    return gaps.partial and problem.rule == MISSING and bool(problem.field)


def _open(problem: Problem, value: Json, gaps: Gaps) -> bool:
    if problem.rule in gaps.excused:
        return True
    if gaps.partial and (problem.path, problem.field) in _IDENTITY:
        return True
    if problem.path and problem.path[-1] in gaps.unknown and problem.anchor is Anchor.KEY:
        return True
    if problem.rule not in _OF_FIELDS and is_unknown(problem.path, value, gaps, problem.rule):
        return True
    if any(is_unknown(also.path, value, gaps, problem.rule) for also in problem.also):
        return True
    if problem.path in gaps.open and problem.field:
        return True
    ways = (problem.path[:depth] for depth in range(len(problem.path) + (problem.rule not in _OF_FIELDS)))
    return any(way in gaps.open and not _at(value, way) for way in ways)


def is_unknown(path: Path, value: Json, gaps: Gaps, rule: str = "") -> bool:
    """Whether a path leads to, or through, a text that is not known."""
    found = _at(value, path)
    if not isinstance(found, str) or found not in gaps.unknown:
        return False
    return gaps.unknown[found] or rule not in _PROGRAMS


def _at(value: Json, path: Path) -> Json:
    for step in path:
        if isinstance(value, dict):
            value = value.get(step) if isinstance(step, str) else None
        elif isinstance(value, list):
            value = value[step] if isinstance(step, int) and step < len(value) else None
        else:
            return value if isinstance(value, str) else None
    return value
