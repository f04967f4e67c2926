"""Objects of which a page shows a section: what else they need stands elsewhere, and a name may be a blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kubefence.checks.missing import MISSING
from kubefence.checks.served import Found
from kubefence.findings import Severity
from kubefence.problems import Problem
from kubefence.rules.engine.group import at
from kubefence.yamldoc.document import Json, Path

_HEAD = frozenset({"apiVersion", "kind", "metadata"})
_SEVERAL = 2
"""A slip leaves out one field; where more are missing, near the top, nobody meant to write the whole."""
_NEAR_TOP = 1
"""How deep the mapping is, at most, that is the object, its metadata or its spec."""
_BLANK = re.compile(r"[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*")


def judged(found: Sequence[Found], value: Json, start: Path) -> Iterator[Found]:
    """The problems, by paths from the document, of an object at ``start`` that a page may show in part."""
    missing = {_place(problem) for _, problem in found if _lacks(problem)}
    in_part = _is_section(value) or _several(missing, len(start))
    for versions, problem in found:
        if problem.rule == "invalid-name" and _is_blank(value, problem.path[len(start) :]):
            continue
        if in_part and _lacks(problem):
            problem = replace(problem, severity=Severity.NOTE)
        yield versions, problem


def _lacks(problem: Problem) -> bool:
    return problem.rule == MISSING and bool(problem.field) and problem.severity is Severity.ERROR


def _place(problem: Problem) -> Path:
    return (*problem.path, problem.field)


def _is_section(value: Json) -> bool:
    """Whether it has no metadata, or nothing else: every object that is created has a name, and most a spec."""
    return isinstance(value, dict) and ("metadata" not in value or value.keys() <= _HEAD)


def _several(missing: set[Path], depth: int) -> bool:
    return len(missing) >= _SEVERAL and any(len(path) - 1 - depth <= _NEAR_TOP for path in missing)


def _is_blank(value: Json, path: Path) -> bool:
    """Whether a name is in capitals, of several words or the one that its field has: ``POOL_NAME``, ``NAMESPACE``."""
    name = at(value, path)
    if not (isinstance(name, str) and path and _BLANK.fullmatch(name)):
        return False
    return "_" in name or name == str(path[-1]).upper()
