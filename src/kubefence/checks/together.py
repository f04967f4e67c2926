"""The objects of one stream against each other: what ``kubectl apply -f`` creates with one command.

On a page the blocks that are not marked as wrong are one example, so an object may fail with those of another
block. What fails within its own stream fails there, whatever else the page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kubefence.checks import gaps
from kubefence.checks.objects import Objects
from kubefence.checks.parts import Part
from kubefence.checks.placing import placed
from kubefence.checks.served import Found
from kubefence.findings import Finding
from kubefence.positions import Place
from kubefence.problems import Problem, merged
from kubefence.rules.engine.group import Group, Member, at
from kubefence.rules.engine.model import holds_in
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.rules.engine.walk import failed
from kubefence.rules.engine.watched import Watch, WatchingRulebook, watched
from kubefence.schema.custom import definitions
from kubefence.schema.custom.envelope import SHORT
from kubefence.schema.custom.known import Customs
from kubefence.schema.navigate import definition_name, short_name
from kubefence.versions import Version
from kubefence.yamldoc.document import NO_GAPS, Document, Path


class Company:
    """The documents of a page that are one example. Their objects are looked up once, when first asked for."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self._stream: _Stream | None = None
        self._customs: Customs | None = None

    def known(self, customs: Customs) -> Customs:
        """The kinds of custom resources that are known on the page; ``customs`` are known everywhere."""
        if self._customs is None:
            self._documents = list(self._documents)
            self._customs = customs.with_shown(document.value for document in self._documents)
        return self._customs

    def definitions(self) -> Iterator[Document]:
        """The CRDs on the page that are whole and make something known."""
        self._documents = list(self._documents)
        for document in self._documents:
            whole = document.gaps == NO_GAPS and definitions.is_definition(document.value)
            if whole and definitions.fault(document.value) is None:
                yield document

    def around(self, documents: Sequence[Document], objects: Objects, versions: tuple[Version, ...]) -> _Stream:
        """The objects of the page, those of these documents with them."""
        if self._stream is None:
            self._documents = list(self._documents)
            self._stream = _Stream(objects, versions, self._documents)
        if self._stream.has(documents):
            return self._stream
        return _Stream(objects, versions, [*documents, *self._documents])  # a wrong example beside the right ones


class Together:
    """Checks all documents of a stream together."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    def findings(
        self, documents: Sequence[Document], versions: tuple[Version, ...], company: Company | None = None
    ) -> Iterable[Finding]:
        """Findings that no object has by itself, in a stream that may stand in the company of others."""
        kinds = [at(document.value, ("kind",)) for document in documents]
        alone = len(kinds) == 1 and not str(kinds[0]).endswith("List")
        if alone and company is None:
            return ()
        compared = self._objects.rulebook.compared()
        if not any(isinstance(kind, str) and (kind.endswith("List") or kind in compared) for kind in kinds):
            return ()
        found = {} if alone else _Stream(self._objects, versions, documents).findings(documents)
        if company is not None:
            found = company.around(documents, self._objects, versions).findings(documents) | found
        return found.values()


class _Stream:
    """The objects of documents, and where they come from."""

    def __init__(self, objects: Objects, versions: tuple[Version, ...], documents: Iterable[Document]) -> None:
        self.members: list[Member] = []
        self._rulebook = objects.rulebook
        self._origins: list[_Origin] = []
        self._of_document: dict[int, list[Member]] = {}
        others: set[str] = set()
        watch = Watch()
        for document in documents:
            mine = self._of_document[id(document)] = []
            if document.gaps is not NO_GAPS and not isinstance(self._rulebook, WatchingRulebook):
                self._rulebook = WatchingRulebook(self._rulebook, watch)
            for part in objects.parts(document, versions):
                if isinstance(part, Part) and part.schema["$ref"].partition(f".{SHORT}")[1]:
                    others.add(str(at(part.value, ("kind",))))  # it may make Pods, nobody knows which
                elif isinstance(part, Part):
                    open_ = gaps.of_part(document.gaps, part.path, part.below)
                    value = part.value if open_ is NO_GAPS else watched(part.value, open_, watch)
                    mine.append(Member(len(self.members), value, short_name(definition_name(part.schema) or "")))
                    self.members.append(mine[-1])
                    self._origins.append(_Origin(document, part.path, part.versions))
                else:
                    others.add(_kind(document, part))
        self._group = Group(self.members, others)

    def has(self, documents: Iterable[Document]) -> bool:
        """Whether these very documents are among those of the stream."""
        return all(id(document) in self._of_document for document in documents)

    def findings(self, documents: Iterable[Document]) -> dict[tuple[str, Place], Finding]:
        """Findings on the objects of some of the documents, among all there are."""
        members = (member for document in documents for member in self._of_document[id(document)])
        problems = merged(found for member in members for found in self._problems(member))
        return {(finding.rule, finding.place): finding for finding in placed(_Places(self._origins), problems)}

    def _problems(self, member: Member) -> Iterator[Found]:
        known = self._origins[member.number].versions
        for problem in _by_rules(self._rulebook, member, self._group):
            versions = tuple(version for version in known if holds_in(problem, version))
            if versions and not any(map(self._open, (problem.path, *(also.path for also in problem.also)))):
                yield versions, problem

    def _open(self, path: Path) -> bool:
        """Whether what stands at a path of the group is not known."""
        number, *steps = path
        origin = self._origins[int(number)]
        return gaps.is_unknown((*origin.path, *steps), origin.document.value, origin.document.gaps)


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


def _by_rules(rulebook: Rulebook, member: Member, group: Group) -> Iterator[Problem]:
    for check in rulebook.groups(member.definition):
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
