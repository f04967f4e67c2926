"""One document against Kubernetes: which type it is, and whether every version agrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kubefence.checks import custom, gaps, identity, lists, named_parts, patches, sections, served
from kubefence.checks.later import validated
from kubefence.checks.mending import mended
from kubefence.checks.missing import told_once
from kubefence.checks.once import once
from kubefence.checks.parts import Part, inferable, taken_out
from kubefence.checks.placing import placed
from kubefence.checks.served import Found
from kubefence.findings import Finding, Severity, Unasked
from kubefence.foreign import components
from kubefence.foreign.declared import Declared
from kubefence.foreign.recognition import Foreign, as_declared, recognised
from kubefence.problems import Problem, below, merged
from kubefence.rules.engine.model import holds_in
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.rules.engine.walk import Walker
from kubefence.rules.engine.watched import Watch, WatchingRulebook, watched
from kubefence.schema.custom import envelope
from kubefence.schema.custom.forms import KEYWORDS
from kubefence.schema.custom.known import NONE_KNOWN, Customs
from kubefence.schema.custom.prepared import prepared
from kubefence.schema.kinds import UNCHECKED
from kubefence.schema.navigate import definition_name, short_name
from kubefence.schema.pack import COMPONENTS, REF, Pack
from kubefence.schema.validate import Schemas
from kubefence.versions import Version
from kubefence.yamldoc.document import NO_GAPS, Document, Json, Path

if TYPE_CHECKING:
    from kubefence.checks.inferred import Inferred
    from kubefence.checks.inferred_custom import Taken
    from kubefence.inference.surroundings import Surroundings


class Asked(NamedTuple):
    """What a document is checked for."""

    versions: tuple[Version, ...]
    fenced: bool = False
    """Whether it stands in a block of a page, as `Document.fenced`."""
    named: bool = False
    """Whether it stands in a file that was named as one of manifests: nothing but objects of the API is right there."""
    declared: Declared | None = None
    """The format that somebody says it has."""
    customs: Customs = NONE_KNOWN
    """The custom resources that are known there."""
    around: Surroundings | None = None
    """What the block stands in; None for what is whole, if it is right."""


class Objects:
    """Checks documents with one pack of schemas and the rules of a run."""

    def __init__(self, pack: Pack, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.unasked: set[Unasked] = set()
        """Kinds of which not everything was asked, since whoever wants to know has emptied it."""
        self._pack = pack
        self._schemas = Schemas(pack, KEYWORDS)
        self._walker = lru_cache(maxsize=None)(lambda version: Walker(pack, version, rulebook))
        self._watch = Watch()
        self._watching = lru_cache(maxsize=None)(self._watching_walker)

    def manifest(self, document: Document, asked: Asked) -> Iterator[Finding]:
        """A document that has to be one object, or a ``List`` of objects, or of another format.

        In a block of a page, which has something around it, it may be a part of an object.
        """
        inferred = self._inferred(document, asked)
        if asked.around is not None:
            asked.around.parts += inferred is not None
            asked.around.taken.append(inferred.text if inferred else identity.spoken(document.value))
        if inferred is not None:
            return placed(document, merged(inferred.found))
        parts = self._manifest(document.value, asked._replace(fenced=document.fenced), ())
        return self._checked(document, parts, sections.leave(fenced=document.fenced, named=asked.named))

    def _inferred(self, document: Document, asked: Asked) -> Inferred | Taken | None:
        if asked.around is None or not inferable(document.value) or self._recognised(document.value, asked.declared):
            return None
        from kubefence.checks.inferred_custom import inferred  # most manifests say what they are

        here = document, asked.versions, asked.around, asked.customs
        return inferred(self._pack, self._problems, self._told, *here)

    def parts(self, document: Document, versions: tuple[Version, ...]) -> Iterator[Part | Found]:
        """The objects of a known type in a document, and what keeps others from being known."""
        return self._manifest(document.value, Asked(versions, fenced=document.fenced), ())

    def fragment(
        self, document: Document, name: str, versions: tuple[Version, ...], customs: Customs = NONE_KNOWN
    ) -> Iterator[Finding]:
        """A document that is the part of an object that the option ``fragment`` names."""
        parts = named_parts.fragment(self._pack, document.value, name, versions, customs=customs)
        return self._checked(document, parts)

    def patch(
        self, document: Document, name: str, versions: tuple[Version, ...], customs: Customs = NONE_KNOWN
    ) -> Iterator[Finding]:
        """A document that changes an object of the type that the option ``patch`` names."""
        parts = named_parts.patched(self._pack, document.value, name, versions, customs)
        return self._checked(patches.as_patch(document), parts)

    def _checked(
        self, document: Document, parts: Iterable[Part | Found], leave: sections.Leave | None = None
    ) -> Iterator[Finding]:
        found: list[Found] = []
        for part in parts:
            if not isinstance(part, Part):
                found += gaps.identified((part,), document.value, document.gaps)
                continue
            part = part._replace(gaps=gaps.of_part(document.gaps, part.path, part.below))
            if own := self._problems(part):
                told = [*self._told(part, own)]
                found += leave(told, part.value, part.path) if leave and part.whole else told
        return placed(document, merged(found)) if found else iter(())

    def _problems(self, part: Part) -> Sequence[Found]:
        """All that is wrong with a part, by paths that begin at its value."""
        value = prepared(part.value, part.custom.schema) if part.custom else part.value
        by_schema = self._schemas.check(value, part.versions, part.schema, whole=part.whole)
        every: Sequence[Found] = [*by_schema, *self._by_rules(part)]
        if part.custom:
            sure = part.whole and not any(part.gaps)
            every = [*every, *custom.problems(value, part.versions, part.custom, every, self.unasked, sure=sure)]
        found = gaps.certain(every, part.value, part.gaps)
        if heads := gaps.beheaded(found, part.value, part.gaps):
            whole, open_items = gaps.as_items(part.value, heads), gaps.with_items(part.gaps, heads)
            return gaps.lifted(self._problems(part._replace(value=whole, gaps=open_items)), heads)
        if part.loose:
            open_ = len(part.below) + part.loose
            found = [each for each in found if not (each[1].field and len(each[1].path) <= open_)]
        if not found:
            return found
        definition = short_name(definition_name(part.schema) or "")
        walker = self._walker(part.versions[-1])
        return validated(found, definition, part.versions, lambda: walker.decoded(part.value, part.schema))

    def _by_rules(self, part: Part) -> Iterator[Found]:
        """What the rules say: the part is walked once, as the newest version that knows its type has it."""
        walker, value, depth = self._walker(part.versions[-1]), part.value, len(part.below) + part.loose
        if part.gaps is not NO_GAPS:
            walker, value = self._watching(part.versions[-1]), watched(value, part.gaps, self._watch)
        configuration = (definition_name(part.schema) or "").startswith(COMPONENTS)
        for problem in walker.problems(value, part.schema, (), whole=part.whole, depth=depth):
            if configuration and problem.severity is Severity.WARNING:
                continue  # it speaks of what an object does in a cluster: a default may leave out what objects need
            versions = tuple(version for version in part.versions if holds_in(problem, version))
            if versions:
                yield versions, problem

    def _watching_walker(self, version: Version) -> Walker:
        """A walker of excerpts."""
        return Walker(self._pack, version, WatchingRulebook(self.rulebook, self._watch))

    def _told(self, part: Part, found: Sequence[Found]) -> Iterator[Found]:
        """One problem for each mistake, with advice that works, by paths that begin at the document."""

        def followed(value: Json, api_version: str) -> Sequence[Found]:
            return self._problems(self._as(part, api_version)._replace(value=value))

        found = once(mended(found, part.value, followed), part.value)
        if part.custom and part.custom.doubtful:
            found = [*custom.doubted(found, part.value, part.custom, whole=part.whole)]
        if part.whole:
            found = [*told_once(self._pack, found, part.schema)]
        for versions, problem in found:
            for own in taken_out((problem,), part.below):
                yield versions, below(own, part.path)

    def _as(self, part: Part, api_version: str) -> Part:
        """The part as an object of the same kind in another version of the API."""
        kind = definition_name(part.schema) if api_version else None
        if kind is None:
            return part
        definition = self._pack.kinds[f"{api_version}/{kind.rpartition('.')[2]}"]
        known = self._pack.having(part.versions, definition)
        return part._replace(schema={"$ref": f"{REF}{definition}"}, versions=known or part.versions[-1:])

    def _manifest(self, value: Json, asked: Asked, path: Path) -> Iterator[Part | Found]:
        newest = asked.versions[-1]
        foreign = None if path or asked.named else self._recognised(value, asked.declared)
        if isinstance(foreign, Problem):
            yield asked.versions, foreign
            return
        if foreign:
            yield from self._foreign(value, asked, foreign)
            return
        if not isinstance(value, dict) or identity.is_silent(value):
            yield asked.versions, identity.not_identified(path, fenced=asked.fenced)
            return
        api_version, kind = value.get("apiVersion"), value.get("kind")
        if not (api_version and kind and isinstance(api_version, str) and isinstance(kind, str)):
            for problem in identity.incomplete(self._pack, newest, value, path):
                yield asked.versions, sections.unidentified(problem, value) if asked.fenced else problem
            supposed = identity.supposed(self._pack, newest, value)
            api_version = supposed or custom.supposed(asked.customs, value)
        if not (isinstance(api_version, str) and isinstance(kind, str)):
            return
        item = lists.item_of(self._pack, asked.versions, api_version, kind, asked.customs)
        if item:
            yield from self._list(value, asked, path, item)
        else:
            yield from self._object(value, asked, path, api_version, kind)

    def _recognised(self, value: Json, declared: Declared | None) -> Foreign | Problem | None:
        if declared is None:
            return recognised(value)
        head = f"{value.get('apiVersion')}/{value.get('kind')}" if isinstance(value, dict) else ""
        return as_declared(value, declared, manifest=head in self._pack.kinds)

    def _foreign(self, value: Json, asked: Asked, foreign: Foreign) -> Iterator[Part | Found]:
        """A document of another format, checked as far as there is a schema of it."""
        found = components.schemed(self._pack, foreign, value, asked.versions)
        if found:
            read = components.as_read(self._pack, value, found)
            yield Part(read, (), {"$ref": f"{REF}{found.definition}"}, found.whole, found.versions)
            for way, inner, definition in components.nested(value):
                known = self._pack.having(found.versions, definition)
                if known:
                    yield Part(inner, way, {"$ref": f"{REF}{definition}"}, True, known)
        for problem in components.remarks(foreign, value, found, asked.versions):
            yield asked.versions, problem

    def _object(self, value: Json, asked: Asked, path: Path, api_version: str, kind: str) -> Iterator[Part | Found]:
        definition = self._pack.kinds.get(f"{api_version}/{kind}")
        known = self._pack.having(asked.versions, definition) if definition else ()
        found = None if definition else asked.customs.find(api_version, kind)
        if found:
            schema = {"$ref": f"{REF}{found.learned(self._pack)}"}
            yield Part(value, path, schema, True, asked.versions, custom=found)
            return
        if known:
            yield Part(value, path, {"$ref": f"{REF}{definition}"}, True, known)
            yield from served.remarks(self._pack, known, api_version, kind, path)
        if len(known) < len(asked.versions):
            others = [version for version in asked.versions if version not in known]
            why = list(identity.unknown(self._pack, others, api_version, kind, path, fenced=asked.fenced))
            why = custom.unserved(why, asked.customs, api_version, kind, path)
            if envelope.has_one(value) and all(problem.rule == UNCHECKED for _, problem in why):
                yield Part(value, path, {"$ref": f"{REF}{envelope.unknown(self._pack)}"}, True, asked.versions)
            yield from why

    def _list(self, value: dict[str, Json], asked: Asked, path: Path, one: lists.Item) -> Iterator[Part | Found]:
        items = value.get("items")
        if one.kind and not one.custom:
            hollow = {**value, "items": []} if isinstance(items, list) else value
            yield from self._object(hollow, asked, path, one.api_version, str(value["kind"]))
        elif not isinstance(items, list):
            yield asked.versions, lists.without_items(value, path)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            at, whole = (*path, "items", index), lists.completed(item, one)
            problem = lists.refused(whole, at)
            if problem:
                yield asked.versions, problem
            else:
                yield from self._manifest(whole, asked, at)
