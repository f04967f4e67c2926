"""The objects of one stream of YAML, as one ``kubectl apply -f`` creates them, for rules that compare objects.

A path into a group begins with the number of the object: ``(2, "spec", "selector")``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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


class Group:
    """The objects of one stream, found by what they are and what they are called."""

    def __init__(self, members: Sequence[Member], others: AbstractSet[str] = frozenset()) -> None:
        self.others = others
        """Kinds of further objects, of which nothing is known; "" for one without a kind."""
        self._by_definition: dict[tuple[str, str], list[Member]] = {}
        self._by_name: dict[tuple[str, str], list[Member]] = {}
        for member in members:
            namespace = member.namespace
            self._by_definition.setdefault((namespace, member.definition), []).append(member)
            self._by_name.setdefault((namespace, member.name), []).append(member)

    @property
    def namespaces(self) -> AbstractSet[str]:
        """All namespaces that the objects name."""
        return {namespace for namespace, _ in self._by_definition}

    def within(self, namespace: str, definitions: Iterable[str]) -> Iterator[Member]:
        """Objects of these definitions in a namespace."""
        for definition in definitions:
            yield from self._by_definition.get((namespace, definition), ())

    def called(self, namespace: str, name: str) -> Sequence[Member]:
        """Objects of this name in a namespace, whatever they are."""
        return self._by_name.get((namespace, name), ()) if name else ()


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
