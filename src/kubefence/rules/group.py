"""The objects of one stream of YAML, as one ``kubectl apply -f`` creates them, for rules that compare objects.

A path into a group begins with the number of the object: ``(2, "spec", "selector")``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from kubefence.findings import Severity, Text
from kubefence.problems import Also, Anchor, Problem
from kubefence.yamldoc.document import Json, Path


class Member(NamedTuple):
    """One object of a group."""

    number: int
    value: Json
    definition: str
    """Short name of its definition: ``apps.v1.Deployment``."""

    def at(self, *path: str | int) -> Any:
        """The value at a path, None where there is none."""
        return at(self.value, path)

    def text(self, *path: str | int) -> str:
        """The string at a path, "" where there is none."""
        found = self.at(*path)
        return found if isinstance(found, str) else ""

    @property
    def name(self) -> str:
        """Its name, "" where it has none."""
        return self.text("metadata", "name")

    @property
    def namespace(self) -> str:
        """The namespace that it names; "" leaves it to the one who applies it."""
        return self.text("metadata", "namespace")

    @property
    def group(self) -> str:
        """The API group as it is written: "" for the core group."""
        return self.text("apiVersion").rpartition("/")[0]

    def warning(
        self, rule: str, path: Path, zh: str, en: str, also: tuple[Also, ...] = (), anchor: Anchor = Anchor.VALUE
    ) -> Problem:
        """The problem that this object, with the others of the group, surely does not do what it is for."""
        return Problem(rule, (self.number, *path), Text(zh, en), anchor, Severity.WARNING, also, named=path)


class Group(NamedTuple):
    """The objects of one stream."""

    members: Sequence[Member]
    others: AbstractSet[str] = frozenset()
    """Kinds of further objects, of which nothing is known; "" for one without a kind."""

    def beside(self, member: Member, *definitions: str) -> Iterator[Member]:
        """Objects of these definitions in the namespace of ``member``."""
        for other in self.members:
            if other.definition in definitions and other.namespace == member.namespace:
                yield other


GroupCheck = Callable[[Member, Group], Iterator[Problem]]
"""Called with an object of the definition that the check hangs on, and all objects that it stands with."""


def at(value: Json, path: Path) -> Any:
    """The value at a path, None where there is none."""
    found: Any = value
    for step in path:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found
