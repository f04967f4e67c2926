"""A document that does not say what it is, as a part of a custom resource that stands near: shown before, or named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kubefence.checks import gaps
from kubefence.checks.inferred import Inference, Inferred
from kubefence.checks.missing import MISSING
from kubefence.checks.parts import Part, held
from kubefence.checks.served import Found
from kubefence.findings import Severity, Text
from kubefence.inference import spoken
from kubefence.inference.candidates import HEADED, NAMED, SHOWN
from kubefence.inference.excerpts import depth, shown_in_part
from kubefence.inference.surroundings import Surroundings
from kubefence.nearest import nearest
from kubefence.rules.engine.group import at
from kubefence.schema.custom import tree
from kubefence.schema.custom.definitions import Custom
from kubefence.schema.custom.known import Customs
from kubefence.schema.pack import REF, Pack
from kubefence.versions import Version
from kubefence.yamldoc.document import Document, Json, Path

Problems = Callable[[Part], Sequence[Found]]
Told = Callable[[Part, Sequence[Found]], Iterable[Found]]
_SPEC = "spec"
_ENVELOPE = frozenset({"metadata", _SPEC, "status"})
_ALIKE = 0.75
_TYPES = ("array", "bool", "boolean", "int", "integer", "list", "map", "number", "object", "string", "stringOrInt")
"""What stands for a value where a page lists fields with their types."""
_COMPANY = 3
"""Of so many keys one may be a stranger, where something is to be called wrong."""


class Taken(NamedTuple):
    """What a document was taken for."""

    found: Sequence[Found]
    """What is to be told of it, by paths that begin at the document."""
    text: Text
    """What it was taken for, and why."""


class _Candidate(NamedTuple):
    """A kind that a value may be a part of."""

    kind: Custom
    near: int
    below: Path
    """Where in an object of the kind it stands."""
    known: int
    strangers: int


def inferred(
    pack: Pack,
    problems: Problems,
    told: Told,
    document: Document,
    versions: tuple[Version, ...],
    around: Surroundings,
    customs: Customs,
) -> Inferred | Taken | None:
    """What a document is taken for, None where it is a part of nothing that is known; see `Inference`."""
    builtin = Inference(pack, problems, told).of(document, versions, around, customs)
    value = document.value
    if not isinstance(value, dict):
        return builtin
    each = sorted(_candidates(pack, value, around, customs), key=lambda one: (-one.near, -one.known))
    parts = [(one, _part(pack, document, versions, one)) for one in each]
    checked = ((one, [*_sure(told(part, problems(part)), value, one)]) for one, part in parts)
    return _taken(value, checked, builtin) or builtin


def _taken(
    value: dict[str, Json], each: Iterable[tuple[_Candidate, Sequence[Found]]], builtin: Inferred | None
) -> Taken | None:
    """The kind that is meant, None where none of them is likelier than what the value is of Kubernetes' own."""
    tried: list[tuple[_Candidate, Sequence[Found]]] = []
    for one, found in each:
        if _right(found):
            return Taken(found, _text(value, one)) if _is_likelier(one, builtin) else None
        tried.append((one, found))
    best = next(((one, found) for one, found in tried if _may_be_wrong(one, builtin)), None)
    return Taken(best[1], _text(value, best[0])) if best else None


def _sure(found: Iterable[Found], value: Json, one: _Candidate) -> Iterator[Found]:
    """What is wrong whatever stands elsewhere: nothing is missing, and a word for a type stands for any value of it.

    Of what is carried along, another version may have a field that is like none of this one.
    """
    for versions, problem in found:
        if problem.rule == MISSING or at(value, problem.path) in _TYPES:
            continue
        if problem.rule == "unknown-field" and one.kind.carried and not _is_near(problem.path, one):
            problem = replace(problem, severity=Severity.NOTE)
        yield versions, problem


def _is_near(path: Path, one: _Candidate) -> bool:
    """Whether a field, at a path of the value, is nearly one that there is."""
    schema = one.kind.schema
    for step in (*one.below, *path[:-1]):
        schema = tree.below(schema, step)
    return nearest(str(path[-1]), tree.properties(schema), _ALIKE) is not None


def _right(found: Iterable[Found]) -> bool:
    return not any(problem.severity is Severity.ERROR for _, problem in found)


def _is_likelier(one: _Candidate, builtin: Inferred | None) -> bool:
    """Whether a kind as a part of which a value is right is meant, and not what it is of Kubernetes' own."""
    if builtin is None:
        return True
    return not _right(builtin.found) or (one.near > builtin.judgement.taken.near and one.near >= SHOWN)


def _may_be_wrong(one: _Candidate, builtin: Inferred | None) -> bool:
    """Whether a value that is wrong as a part of a kind is told to be: the kind is there, and knows nearly all of it.

    Of what is a part of Kubernetes' own as well, it knows more than that does.
    """
    if one.near < SHOWN or one.known < _COMPANY * one.strangers:
        return False
    taken = builtin.judgement.taken if builtin else None
    return taken is None or (taken.near < SHOWN and taken.fit.known <= one.known)


def _candidates(pack: Pack, value: dict[str, Json], around: Surroundings, customs: Customs) -> Iterator[_Candidate]:
    seen: set[tuple[str, str]] = set()
    for kind, near in _near(pack, around, customs):
        if (kind.api_version, kind.kind) not in seen:
            seen.add((kind.api_version, kind.kind))
            yield from _as_part(value, kind, near)


def _near(pack: Pack, around: Surroundings, customs: Customs) -> Iterator[tuple[Custom, int]]:
    """The kinds that stand near, the nearest first; a word that means something else as well means nothing here."""
    builtin = {name.rpartition("/")[2] for name in pack.kinds}

    def named(words: frozenset[str]) -> Iterator[Custom]:
        for word in sorted(words):
            found = customs.named("", word) if word[:1].isupper() and word not in builtin else []
            if len(found) == 1:
                yield found[0]

    yield from ((kind, NAMED) for kind in named(around.sentence))
    for api_version, name in reversed(around.kinds):
        found = customs.find(api_version, name) if f"{api_version}/{name}" not in pack.kinds else None
        if found:
            yield found, SHOWN
    yield from ((kind, HEADED) for kind in named(around.heading))


def _as_part(value: dict[str, Json], kind: Custom, near: int) -> Iterator[_Candidate]:
    """As which part of an object of the kind the value can be meant: with its ``spec``, or what is in that."""
    spec = tree.below(kind.schema, _SPEC)
    inner = value.get(_SPEC)
    outer = {*tree.properties(kind.schema), *_ENVELOPE}
    if value.keys() <= outer and isinstance(inner, dict):
        known, strangers = _fit(inner, spec)
        if known > strangers:
            yield _Candidate(kind, near, (), known, strangers)
    known, strangers = _fit(value, spec)
    if known > strangers and value.keys().isdisjoint(_ENVELOPE):
        yield _Candidate(kind, near, (_SPEC,), known, strangers)


def _fit(value: dict[str, Json], schema: tree.Schema) -> tuple[int, int]:
    """How many fields a schema has of those that a value has, and how many are like none of them."""
    fields = tree.properties(schema).keys()
    others = value.keys() - fields
    return len(value) - len(others), sum(nearest(name, fields, _ALIKE) is None for name in others)


def _part(pack: Pack, document: Document, versions: tuple[Version, ...], one: _Candidate) -> Part:
    below, value = one.below, document.value
    schema = {"$ref": f"{REF}{one.kind.learned(pack)}"}
    loose = max(depth(shown_in_part(value), value), 1 - len(below))
    known = gaps.of_part(document.gaps, (), below)
    return Part(held(value, below), (), schema, False, versions, below, known, loose, one.kind)


def _text(value: dict[str, Json], one: _Candidate) -> Text:
    name = ".".join([one.kind.kind, *map(str, one.below)])
    return spoken.part_of(f"{name} ({one.kind.api_version})", value, one.near)
