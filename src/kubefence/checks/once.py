"""One mistake, one finding: of several things that are said of one place, the one that says most is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kubefence.checks.served import Found
from kubefence.findings import Severity, Text
from kubefence.problems import Also, Problem, inside
from kubefence.rules.engine.group import at
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path

_REFERENCE = "unknown-reference"
_COMPARING = frozenset({"selector-mismatch"})
"""Rules that compare a mapping with another one: a mistake in it says why they differ."""
_GENERAL = ("missing-field", "out-of-range", "invalid-value", "invalid-format", "invalid-name")
"""Rules that say less of a place than any other."""
TELLING = ("wrong-type", "forbidden-field", "mutually-exclusive")
"""Rules that say more: whatever the value is, it cannot be there."""


def once(found: Sequence[Found], value: Json) -> Sequence[Found]:
    """The problems of one object without those that say again what another says."""
    if len(found) < 2:
        return found
    return _references(_compared(_without_what_is_below(_without_doubles(found), value)))


def _without_doubles(found: Sequence[Found]) -> Sequence[Found]:
    """Of the errors at one place those of one rule, for each version: several of one rule are several mistakes."""
    best: dict[tuple[Path, str], Problem] = {}
    for _, problem in sorted(found, key=lambda entry: _rank(entry[1])):
        if problem.severity is Severity.ERROR:
            best.setdefault((problem.path, problem.field), problem)
    told: dict[tuple[Path, str], set[Version]] = {}
    for versions, problem in found:
        place = (problem.path, problem.field)
        if problem.rule == best.get(place, problem).rule:
            told.setdefault(place, set()).update(versions)
    kept: list[Found] = []
    for versions, problem in found:
        place = (problem.path, problem.field)
        if problem.severity is Severity.ERROR and problem.rule != best[place].rule:
            versions = tuple(version for version in versions if version not in told[place])
        if versions:
            kept.append((versions, problem))
    return kept


def _rank(problem: Problem) -> int:
    if problem.rule in TELLING:
        return TELLING.index(problem.rule)
    general = (*_COMPARING, *_GENERAL)[::-1]
    return len(TELLING) + (general.index(problem.rule) + 1 if problem.rule in general else 0)


def _without_what_is_below(found: Sequence[Found], value: Json) -> Sequence[Found]:
    """Where something is missing, so is all that would be in it."""
    lacking = (_place(problem) for _, problem in found if problem.rule == "missing-field")
    missing = {place for place in lacking if not at(value, place)}
    return _kept(found, lambda problem: not inside(_place(problem), missing)) if missing else found


def _place(problem: Problem) -> Path:
    return (*problem.path, problem.field) if problem.field else problem.path


def _compared(found: Sequence[Found]) -> Sequence[Found]:
    compared = {problem.path for _, problem in found if problem.rule in _COMPARING}
    if not compared:
        return found
    wrong = {path for path in compared if any(inside(problem.path, {path}) for _, problem in found)}
    return _kept(found, lambda problem: problem.rule not in _COMPARING or problem.path not in wrong)


def _kept(found: Sequence[Found], wanted: Callable[[Problem], bool]) -> Sequence[Found]:
    return [(versions, problem) for versions, problem in found if wanted(problem)]


def _references(found: Sequence[Found]) -> Sequence[Found]:
    """Entries that refer to the same name that does not exist: the first tells of the others."""
    first: dict[tuple[Text, tuple[object, ...]], int] = {}
    kept: list[Found] = []
    for versions, problem in found:
        if problem.rule != _REFERENCE:
            kept.append((versions, problem))
            continue
        known = first.setdefault((problem.text, versions), len(kept))
        if known == len(kept):
            kept.append((versions, problem))
        else:
            also = Also(problem.path, Text("这里也引用它", "it is referred to here, too"), problem.anchor)
            kept[known] = (versions, replace(kept[known][1], also=(*kept[known][1].also, also)))
    return kept
