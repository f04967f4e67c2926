"""The objects of one stream against each other: what ``kubectl apply -f`` creates with one command.

What stands in another stream is not looked at: the blocks of a page may show an object more than once, before
and after a change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kubefence.checks.objects import Found, Objects, Part, placed
from kubefence.findings import Finding
from kubefence.positions import Place
from kubefence.problems import Problem, merged
from kubefence.rules import registry
from kubefence.rules.group import Group, Member, at
from kubefence.rules.model import holds_in
from kubefence.rules.walk import failed
from kubefence.schema.navigate import definition_name, short_name
from kubefence.versions import Version
from kubefence.yamldoc.document import Document, Path


class Together:
    """Checks all documents of a stream together."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    def findings(self, documents: Sequence[Document], versions: tuple[Version, ...]) -> Iterator[Finding]:
        """Findings that no object has by itself; ``documents`` are the manifests of one stream."""
        if len(documents) < 2 and not any(at(document.value, ("kind",)) == "List" for document in documents):
            return iter(())
        origins: list[_Origin] = []
        members: list[Member] = []
        others: set[str] = set()
        for document in documents:
            for part in self._objects.parts(document, versions):
                if isinstance(part, Part):
                    definition = short_name(definition_name(part.schema) or "")
                    members.append(Member(len(members), part.value, definition))
                    origins.append(_Origin(document, part.path, part.versions))
                else:
                    others.add(_kind(document, part))
        return placed(_Places(origins), merged(_problems(Group(members, others), origins)))


class _Origin(NamedTuple):
    """Where an object comes from, and the versions that know it."""

    document: Document
    path: Path
    versions: tuple[Version, ...]


class _Places(NamedTuple):
    """Paths into the group, found in the documents."""

    origins: Sequence[_Origin]

    def key_place(self, path: Path) -> Place:
        document, below = self._below(path)
        return document.key_place(below)

    def value_place(self, path: Path) -> Place:
        document, below = self._below(path)
        return document.value_place(below)

    def _below(self, path: Path) -> tuple[Document, Path]:
        number, *steps = path
        origin = self.origins[int(number)]
        return origin.document, (*origin.path, *steps)


def _problems(group: Group, origins: Sequence[_Origin]) -> Iterator[Found]:
    for member in group.members:
        known = origins[member.number].versions
        for problem in _by_rules(member, group):
            versions = tuple(version for version in known if holds_in(problem, version))
            if versions:
                yield versions, problem


def _by_rules(member: Member, group: Group) -> Iterator[Problem]:
    for check in registry.groups(member.definition):
        try:
            yield from list(check(member, group))
        except Exception as error:
            yield failed(check, error, (member.number,))


def _kind(document: Document, unknown: Found) -> str:
    """The kind of an object of unknown type, "" where it has none."""
    path = unknown[1].path
    for end in (len(path), len(path) - 1):
        kind = at(document.value, (*path[:end], "kind")) if end >= 0 else None
        if isinstance(kind, str):
            return kind
    return ""
