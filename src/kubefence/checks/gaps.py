"""What an excerpt leaves open is no mistake: problems that something which is not shown may solve are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kubefence.checks.missing import MISSING, left_out
from kubefence.checks.served import Found
from kubefence.findings import Severity
from kubefence.problems import Anchor, Problem
from kubefence.yamldoc.document import NO_GAPS, Gaps, Json, Path

_IDENTITY = frozenset({((), "metadata"), (("metadata",), "name")})
"""What an excerpt of an object need not show, wherever it is cut: none of them is about the name."""
_SELECTOR, _LABELS = "selector-mismatch", ("spec", "template", "metadata", "labels")
_STRANGE, _TYPE = "unknown-field", "wrong-type"
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
    open_, headless, astray = (
        frozenset(path[depth:] for path in paths if path[:depth] == start)
        for paths in (gaps.open, gaps.headless, gaps.astray)
    )
    return gaps._replace(open=open_, partial=bool(open_), headless=headless, astray=astray)


def _held(gaps: Gaps, below: Path) -> Gaps:
    """The gaps of a value that is put into a holder, at the path ``below``."""
    if gaps is NO_GAPS or not below:
        return gaps
    open_, headless, astray = (
        frozenset((*below, *path) for path in paths) for paths in (gaps.open, gaps.headless, gaps.astray)
    )
    return gaps._replace(open=open_, headless=headless, astray=astray)


def certain(found: Sequence[Found], value: Json, gaps: Gaps) -> Sequence[Found]:
    """The problems of a value that are there whatever is not shown."""
    if gaps is NO_GAPS:
        return found
    return [
        (versions, _noted(problem) if _lacks(problem, gaps) or _unlabelled(problem, value, gaps) else problem)
        for versions, problem in found
        if not _open(problem, value, gaps)
    ]


def beheaded(found: Sequence[Found], value: Json, gaps: Gaps) -> frozenset[Path]:
    """The mappings that stand where there has to be a list, so that the dash before them is left out as well."""
    return frozenset(
        problem.path
        for _, problem in found
        if problem.rule == _TYPE and problem.path in gaps.headless and isinstance(_at(value, problem.path), dict)
    )


def as_items(value: Json, heads: frozenset[Path], path: Path = ()) -> Json:
    """The value with those mappings as items of lists."""
    if isinstance(value, dict):
        inner: Json = {key: as_items(each, heads, (*path, key)) for key, each in value.items()}
        return [inner] if path in heads else inner
    if isinstance(value, list):
        return [as_items(each, heads, (*path, index)) for index, each in enumerate(value)]
    return value


def with_items(gaps: Gaps, heads: frozenset[Path]) -> Gaps:
    """The gaps of such a value."""
    open_ = frozenset(_lowered(path, heads) for path in gaps.open) | heads
    astray = frozenset(_lowered(path, heads) for path in gaps.astray)
    return gaps._replace(open=open_, headless=frozenset(), astray=astray)


def lifted(found: Sequence[Found], heads: frozenset[Path]) -> Sequence[Found]:
    """The problems of such a value, by the paths that are written."""
    return [
        (
            versions,
            replace(
                problem,
                path=_lifted(problem.path, heads),
                named=problem.named or problem.path,
                also=tuple(also._replace(path=_lifted(also.path, heads)) for also in problem.also),
                ways=None,
            ),
        )
        for versions, problem in found
    ]


def _lowered(path: Path, heads: frozenset[Path]) -> Path:
    lowered: list[str | int] = []
    for depth in range(len(path) + 1):
        lowered += (0,) if path[:depth] in heads else ()
        lowered += path[depth : depth + 1]
    return tuple(lowered)


def _lifted(path: Path, heads: frozenset[Path]) -> Path:
    written: Path = ()
    for step in path:
        if not (written in heads and step == 0):
            written = (*written, step)
    return written


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
        said = left_out(said)
    return replace(problem, severity=Severity.NOTE, text=said)


def _lacks(problem: Problem, gaps: Gaps) -> bool:
    """Whether something is missing in an excerpt, where nothing says that it has been left out."""
    return gaps.partial and problem.rule == MISSING and bool(problem.field)


def _unlabelled(problem: Problem, value: Json, gaps: Gaps) -> bool:
    """Whether a selector is held against labels of which an excerpt shows none."""
    return gaps.partial and problem.rule == _SELECTOR and _at(value, _LABELS) is None


def _open(problem: Problem, value: Json, gaps: Gaps) -> bool:
    if problem.rule in gaps.excused or (problem.rule == _STRANGE and problem.path in gaps.astray):
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
