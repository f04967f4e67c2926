"""A document that does not say what it is, checked as the part of an object that it most likely is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kubefence.checks import gaps
from kubefence.checks.missing import MISSING
from kubefence.checks.parts import Part, held, taken_out
from kubefence.checks.sections import blanks_noted
from kubefence.checks.served import Found
from kubefence.findings import Severity, Text
from kubefence.inference import spoken
from kubefence.inference.candidates import NAMED, SHOWN, Candidate, best
from kubefence.inference.excerpts import depth, shown_in_part
from kubefence.inference.judging import Judgement, judged, place
from kubefence.inference.surroundings import Surroundings
from kubefence.inference.types import types_of
from kubefence.problems import Problem
from kubefence.rules.engine.group import at
from kubefence.schema import navigate
from kubefence.schema.custom.known import Customs
from kubefence.schema.pack import REF, Pack
from kubefence.versions import Version
from kubefence.yamldoc.document import Document, Path


class Inferred(NamedTuple):
    """What a document was taken for."""

    judgement: Judgement
    found: Sequence[Found]
    """What is to be told of it, by paths that begin at the document."""
    text: Text
    """What it was taken for, and why."""


class Inference:
    """Infers of which type a document is a part."""

    def __init__(
        self,
        pack: Pack,
        problems: Callable[[Part], Sequence[Found]],
        told: Callable[[Part, Sequence[Found]], Iterable[Found]],
    ) -> None:
        """``problems`` are those of a part by paths that begin at it, ``told`` what is to be said of them."""
        self._pack, self._problems, self._told = pack, problems, told

    def of(
        self, document: Document, versions: tuple[Version, ...], around: Surroundings, customs: Customs
    ) -> Inferred | None:
        """What a document is taken for, None where it is a part of nothing that is known."""
        types, value = types_of(self._pack, versions[-1]), document.value
        found: dict[Candidate, Sequence[Found]] = {}
        shown = shown_in_part(value)

        def part_of(one: Candidate) -> Part:
            known = self._pack.having(versions, one.definition) or versions[-1:]
            below = (one.field,) if one.field else ()
            whole, held_gaps = held(value, below), gaps.of_part(document.gaps, (), below)
            return Part(whole, (), {"$ref": REF + one.definition}, False, known, below, held_gaps, depth(shown, value))

        def check(one: Candidate) -> Sequence[Found]:
            part = part_of(one)
            found[one] = _Excerpt(self._pack, part, shown).sure(self._problems(part))
            return [(known, own) for known, each in found[one] for own in taken_out((each,), part.below)]

        judgement = judged(best(types, value, document.gaps.unknown, around), check)
        if judgement is None:
            return None
        builtin = {*types.kinds.values()}
        if _may_be_custom(judgement, around, lambda word: word not in builtin and bool(customs.named("", word))):
            return None  # a part of a custom resource as well as a wrong part of this
        text = spoken.taken(types, value, judgement.taken)
        if judgement.instead is not None and judgement.instead.fit.plausible:
            problem = spoken.ambiguous(types, judgement.taken, judgement.instead)
            return Inferred(judgement, [(versions, problem)], text)
        wanted = {place(each) for each in judgement.found}
        told = blanks_noted([*self._told(part_of(judgement.taken), found[judgement.taken])], value, ())
        return Inferred(judgement, [each for each in told if place(each) in wanted], text)


def _may_be_custom(judgement: Judgement, around: Surroundings, named: Callable[[str], bool]) -> bool:
    """Whether something is wrong, or strange, that need not be so in a custom resource of which the page speaks.

    ``named`` says whether a word is the name of such a kind, and of no other.
    """
    near = judgement.taken.near
    wrong = any(each.severity is Severity.ERROR and each.path[:1] != _METADATA for _, each in judgement.found)
    doubtful = (wrong and near < NAMED) or (bool(judgement.taken.fit.strange) and near < SHOWN)
    return doubtful and (around.custom or around.speaks_of(named))


_METADATA = ("metadata",)
"""It means the same in all objects."""


class _Excerpt:
    """A value of which only a part is shown, as a part of a type."""

    def __init__(self, pack: Pack, part: Part, shown: frozenset[Path]) -> None:
        self._pack, self._part, self._shown = pack, part, shown
        self._without_images: dict[Path, bool] = {}

    def sure(self, found: Sequence[Found]) -> Sequence[Found]:
        """The problems without those that something is missing which may stand elsewhere."""
        return [each for each in found if not self._elsewhere(each[1])]

    def _elsewhere(self, problem: Problem) -> bool:
        if problem.rule != MISSING or not problem.field:
            return False
        path = problem.path[len(self._part.below) :]
        if problem.field == _SPEC or path in self._shown:
            return True
        if problem.field in _OF_CONTAINERS and (self._is_for_one(path) or self._shown_for_else(problem.path[:-1])):
            return True
        return path[:-1] in self._shown and self._is_of_one(problem)

    def _is_for_one(self, path: Path) -> bool:
        """Whether a path leads to an item of the fragment itself that is shown for the one field that it has."""
        item = at(self._part.value, (*self._part.below, *path))
        single = isinstance(item, dict) and len(item) == 1 and isinstance(next(iter(item.values())), dict | list)
        return bool(self._part.below) and len(path) == 1 and single

    def _is_of_one(self, problem: Problem) -> bool:
        """Whether something is missing in a mapping that shows one value of it, as all on the way to it do."""
        ways = (problem.path[:depth] for depth in range(len(problem.path) + 1))
        if not all(isinstance(shown := at(self._part.value, way), dict) and len(shown) == 1 for way in ways):
            return False
        part = self._part
        schema = navigate.descend(self._pack, part.versions[-1], part.schema, problem.path)
        name = navigate.definition_name(schema)
        known = self._pack.definition(part.versions[-1], name) if name else schema
        return problem.field in known.get("required", ())

    def _shown_for_else(self, path: Path) -> bool:
        """Whether a path leads to containers none of which has an image, in a Pod that is shown in part itself.

        They are there for something else that they have.
        """
        if path[-1:] not in (("containers",), ("initContainers",)) or self._part.below or path[:-1] not in self._shown:
            return False
        if path not in self._without_images:
            containers = at(self._part.value, path)
            listed = containers if isinstance(containers, list) else [{"image": ""}]
            self._without_images[path] = not any(isinstance(one, dict) and "image" in one for one in listed)
        return self._without_images[path]


_SPEC = "spec"
_OF_CONTAINERS = frozenset({"name", "image"})
