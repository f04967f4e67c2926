"""What a check says of a value, before it has a place: a path into the object, not yet a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

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
