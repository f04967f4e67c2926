"""What all findings of this room have in common: they say where the other end is, and show it."""

from __future__ import annotations

from collections.abc import Sequence

from kubefence.belonging.made import Made
from kubefence.belonging.shown import Shown
from kubefence.findings import Finding, Related, Severity, Text
from kubefence.positions import Place
from kubefence.problems import spoken_path
from kubefence.yamldoc.document import Path


def told(
    rule: str,
    shown: Shown,
    path: Path,
    text: Text,
    related: Sequence[Related] = (),
    severity: Severity = Severity.WARNING,
) -> Finding:
    """A finding on what stands at a path of the document of an object."""
    field = spoken_path(path[len(shown.path) :])
    return Finding(rule, severity, shown.document.value_place(path), text, field=field, related=tuple(related))


def also(other: Shown | Made, *path: str | int) -> tuple[Related, ...]:
    """The other end: the name of an object, or what stands at a path in it."""
    place = other.document.key_place((*other.path, *path)) if isinstance(other, Shown) and path else other.place
    return (Related(place, Text(f"{other.said} 在这里", f"{other.said} is here")),)


def where(place: Place, seen_from: Shown) -> Text:
    """The line of a place; with its file, where that is another one."""
    line = place.span.line
    if place.path == seen_from.place.path:
        return Text(f"第 {line} 行", f"line {line}")
    return Text(f"{place.path}:{line}", f"{place.path}:{line}")
