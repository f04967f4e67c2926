"""Which types a value may be a part of, by its keys, and which of them it fits best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from kubefence.inference.excerpts import depth, shown_in_part
from kubefence.inference.shape import Fit, Shapes, alike, total
from kubefence.inference.surroundings import Surroundings
from kubefence.inference.types import Types
from kubefence.yamldoc.document import Json

_SAMPLE = 32
"""Items of a list that are looked at: the others will be alike."""
_FARTHER = 0.1
"""What it costs a type that something is wrong as one, and that nothing around speaks of it."""
_OBSERVED = 0.3
"""What it costs a type that only clusters write it."""
_KNOWN = 1e-4
"""What each field counts that is known, where something is wrong: of two types the one that explains more is meant."""
_EQUAL = 1e-9
_METADATA = {"metadata"}
_COMPANY = 3
"""Of so many outermost keys one may be a stranger."""
_HOLDERS = 6
"""Fields that are tried for a list, of those that are lists of the same."""


class Candidate(NamedTuple):
    """A type that a value may be a part of."""

    definition: str
    field: str
    """The field of it that a list is, "" where the value has fields of the type itself."""
    fit: Fit
    near: int
    """How much of what stands around speaks of it: `NAMED`, `SHOWN`, `HEADED`, or 0 for nothing."""


HEADED, SHOWN, NAMED = 1, 2, 3
"""By a heading, by a whole object before it on the page, by the sentence before it."""


def best(types: Types, value: Json, unknown: Container[str], around: Surroundings) -> Sequence[Candidate]:
    """The types that a value fits equally well, and better than all others; the likeliest first.

    ``unknown`` are texts in it that a reader has to fill in.
    """
    found = [*_candidates(types, value, Shapes(types, unknown), _Nearness(types, around))]
    if not found:
        return ()
    spoken_of = any(one.near >= SHOWN for one in found)
    costs = [_cost(types, one, spoken_of) for one in found]
    least = min(costs)
    equal = [one for one, cost in zip(found, costs, strict=True) if cost <= least + _EQUAL]
    return sorted(equal, key=lambda one: (-one.near, types.rank[one.definition]))


def _cost(types: Types, one: Candidate, spoken_of: bool) -> float:
    cost = one.fit.cost + (_OBSERVED if types.observed(one.definition) else 0)
    if not cost:
        return cost
    return cost - _KNOWN * one.fit.known + (_FARTHER if spoken_of and one.near < SHOWN else 0)


def _candidates(types: Types, value: Json, shapes: Shapes, nearness: _Nearness) -> Iterator[Candidate]:
    if isinstance(value, dict):
        # An object that says half of what it is lacks the other half; metadata alone is shown of objects, not of parts.
        loose = _levels(value)
        part = not value.keys().isdisjoint(("apiVersion", "kind"))
        for name in _having(types, [value]):
            if name in types.kinds if part else value.keys() == _METADATA and name not in types.kinds:
                continue
            fit, near = shapes.of(value, name, loose), nearness.of(name)
            told = _tells(types, name, near) and _outermost(types, value, name, fit)
            yield Candidate(name, "", fit if told else fit._replace(known=0), near)
    elif isinstance(value, list):
        items = [item for item in value if isinstance(item, dict)]
        if any(item.keys() >= {"apiVersion", "kind"} for item in items) or len(items) + value.count(None) < len(value):
            return
        for name in _having(types, items[:_SAMPLE]):
            fit = total(shapes.of(item, name) for item in items[:_SAMPLE])
            for holder in types.holders.get(name, ())[:_HOLDERS]:
                near = nearness.of(holder.definition)
                tells = _tells(types, holder.definition, near)
                yield Candidate(holder.definition, holder.field, fit if tells else fit._replace(known=0), near)


def _levels(value: Json) -> int:
    """How many mappings, the outermost first, are shown in part only."""
    open_ = shown_in_part(value)
    way = max((path for path in open_ if len(path) <= depth(open_, value)), key=len)
    return sum(isinstance(step, str) for step in way) + 1


def _tells(types: Types, name: str, near: int) -> bool:
    """Whether something may be called wrong as a part of a type: one that is written, and that is common or meant."""
    return not types.observed(name) and (types.common(name) or near >= SHOWN)


def _outermost(types: Types, value: Mapping[str, Json], name: str, fit: Fit) -> bool:
    """Whether the outermost keys are fit to tell that something is wrong.

    A single value is not, nor many strangers; and what a cluster reports is shown as it was.
    """
    if value.keys() == {"status"} or (len(value) == 1 and not isinstance(next(iter(value.values())), dict | list)):
        return False
    unknown = [key for key in value if key not in types.fields(name)]
    strangers = [key for key in unknown if not alike(types, key, value, name)]
    return len(value) >= _COMPANY * len(strangers) and fit.known >= len(unknown)


def _having(types: Types, values: Sequence[Mapping[str, Json]]) -> Iterator[str]:
    """The definitions that know nearly as many of the keys as any does."""
    keys = Counter(key for value in values for key in value)
    known: Counter[str] = Counter()
    for key in keys:
        known.update(types.by_field.get(key, ()))
    most = max(known.values(), default=0)
    return (name for name, count in known.items() if count >= most - 1)


class _Nearness:
    """What stands around, as a number for each definition."""

    def __init__(self, types: Types, around: Surroundings) -> None:
        kinds = {*types.kinds.values()}
        shown = {kind for _, kind in around.kinds} & kinds
        self._levels = [
            (level, frozenset(name for kind in spoken for name in types.reached(kind)))
            for level, spoken in ((NAMED, around.sentence & kinds), (SHOWN, shown), (HEADED, around.heading & kinds))
        ]

    def of(self, definition: str) -> int:
        """How near the likeliest kind stands that has such a part."""
        return next((level for level, names in self._levels if definition in names), 0)
