"""What a check says of a value, before it has a place: a path into the object, not yet a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from dataclasses import field as field_
from enum import Enum, auto
from typing import NamedTuple

from kubefence.edits import Way
from kubefence.findings import Severity, Text
from kubefence.versions import Version
from kubefence.yamldoc.document import Path


class Anchor(Enum):
    """Which part of the entry at a path a finding points at."""

    KEY = auto()
    VALUE = auto()


class Also(NamedTuple):
    """A second path that a problem speaks of."""

    path: Path
    text: Text
    anchor: Anchor = Anchor.VALUE


class Ways(NamedTuple):
    """Ways out of a problem. Only one that works may be told, and that shows when it is tried."""

    each: Callable[[], Iterable[Way]]
    """The likeliest first."""
    otherwise: Text
    """What to append where none works."""


class Mend(NamedTuple):
    """What to write at the path of a problem: the only way that is left, and one that was tried."""

    text: Text
    """What is said of it."""
    new: str = ""
    """Instead of the key, or of the value; empty where only quotes come or go."""
    at_key: bool = False
    quoted: bool = False
    """Whether quotes come around the value."""
    unquoted: bool = False
    """Whether they go."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a value."""

    rule: str
    path: Path
    text: Text
    anchor: Anchor = Anchor.VALUE
    severity: Severity = Severity.ERROR
    also: tuple[Also, ...] = ()
    field: str = ""
    """A field below ``path`` that is meant but not written: the one that is missing."""
    named: Path = ()
    """The path that the API server names, where that is not where the mistake stands."""
    since: Version | None = None
    until: Version | None = None
    """The versions in which it is a problem, both included; None for no bound."""
    ways: Ways | None = field_(default=None, compare=False)
    """Advice that has not been tried."""
    mend: Mend | None = field_(default=None, compare=False)
    """What to write instead, where that is sure."""


def below(problem: Problem, start: Path) -> Problem:
    """The problem of a value that stands at ``start``."""
    if not start:
        return problem
    return replace(
        problem,
        path=(*start, *problem.path),
        named=(*start, *problem.named) if problem.named else (),
        also=tuple(Also((*start, *also.path), also.text, also.anchor) for also in problem.also),
    )


def inside(path: Path, places: AbstractSet[Path]) -> bool:
    """Whether a path leads through one of ``places`` to something that is in it."""
    return any(path[:depth] in places for depth in range(len(path)))


def spoken_path(path: Path) -> str:
    """A path as the API server writes it: ``spec.containers[0].name``, ``data[a.b]``."""
    text = ""
    for step in path:
        if isinstance(step, int) or "." in step or "/" in step:
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def merged(found: Iterable[tuple[Iterable[Version], Problem]]) -> dict[Problem, set[Version]]:
    """Each problem once, with all the versions in which it was found."""
    versions: dict[Problem, set[Version]] = {}
    for where, problem in found:
        versions.setdefault(problem, set()).update(where)
    return versions
