"""What is wrong with a part of an object, when several types may be meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kubefence.findings import Severity
from kubefence.inference.candidates import SHOWN, Candidate
from kubefence.problems import Problem
from kubefence.versions import Version
from kubefence.yamldoc.document import Path

Found = tuple[tuple[Version, ...], Problem]
Check = Callable[[Candidate], Sequence[Found]]
"""All that is wrong with the value as a part of a type, by paths that begin at the value."""
_MOST = 16
"""Types that are asked. More than that fit what has the most general of keys only, which mean the same in all."""
_TOO_MUCH = 200
"""Problems, after which no further type is asked: where so much is wrong, it is so in all."""


class Judgement(NamedTuple):
    """The type that a value is taken for."""

    taken: Candidate
    found: Sequence[Found] = ()
    """What is wrong with it, whichever of the types that fit equally is meant."""
    instead: Candidate | None = None
    """A type that is likelier, but as a part of which the value would be wrong."""


class _Tried(NamedTuple):
    """A type, and what is wrong with the value as a part of it."""

    one: Candidate
    found: Sequence[Found]

    @property
    def cost(self) -> float:
        """What the errors count together, the outermost most."""
        return sum(0.25 ** len(at) for at in {place(each) for each in self.found if _is_error(each)})


def judged(equal: Sequence[Candidate], check: Check) -> Judgement | None:
    """Which of the types that fit ``equal``ly well the value is taken for; None where it is none of them.

    A type that something around speaks of is meant. Else the value is right where it is right for one of them.
    """
    near = [one for one in equal if one.near >= SHOWN]
    tried: list[_Tried] = []
    for one in (near or equal)[:_MOST]:
        if sum(len(each.found) for each in tried) > _TOO_MUCH:
            break
        found = check(one)
        if not any(map(_is_error, found)):
            return Judgement(one, () if tried else found, _likelier(tried))
        tried.append(_Tried(one, found))
    nearest = min(tried, key=lambda each: each.cost, default=None)
    if nearest is None or not nearest.one.fit.plausible:
        return None
    others = [{place(each) for each in other.found} for other in tried if other.cost <= nearest.cost]
    shared = [each for each in nearest.found if all(place(each) in places for places in others)]
    return Judgement(nearest.one, shared or nearest.found)


def _likelier(tried: Sequence[_Tried]) -> Candidate | None:
    """A type that may be meant instead: something in the value is wrong there, not only missing."""
    return next(
        (each.one for each in tried if any(not found[1].field for found in each.found if _is_error(found))), None
    )


def _is_error(found: Found) -> bool:
    return found[1].severity is Severity.ERROR


def place(found: Found) -> Path:
    """Where a problem is, or what is missing would be."""
    problem = found[1]
    return (*problem.path, problem.field) if problem.field else problem.path
