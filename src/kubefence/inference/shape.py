"""How well a value has the shape of a type: what the type knows of it, what may be a slip, what is foreign to it.

This only looks at names of fields and forms of values, so that hundreds of types can be compared in no time. What is
wrong with the value is said by schemas and rules, of the types that are left.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from kubefence.inference.types import Types
from kubefence.nearest import nearest
from kubefence.schema.navigate import definition_name
from kubefence.schema.pack import Schema
from kubefence.yamldoc.document import Json

_DEEPER = 0.25
"""What an error counts one level further down: the outermost keys say most of what something is."""
_MUCH = 4
"""Keys in something foreign, after which it is no other word for a field."""
_SAMPLED = 4
"""Levels of something foreign that are looked at."""
_SAMPLE = 32
"""Items of a list, or entries of a map, that are looked at: the others will be alike."""
_SAME, _ALONE, _ALIKE, _WORD = 0.85, 0.92, 0.75, 4
"""How alike a misspelt field is, one that stands alone, and one that may be another; and how long a word of both is."""
_METADATA = ".ObjectMeta"


class Fit(NamedTuple):
    """How well a value fits a type."""

    cost: float = 0.0
    """What is wrong, the outermost most."""
    known: int = 0
    """Fields that the type has, all the way down."""
    slips: int = 0
    """What is wrong and surely a mistake: a value that does not fit, a field that is missing."""
    strange: float = 0.0
    """What may be a mistake or not: a field of a similar name, of a type nearby, or like none; a map for a value."""

    @property
    def plausible(self) -> bool:
        """Whether enough of the value is known for the rest to be mistakes, and not another format."""
        return self.known >= max(_FOR_STRANGE * self.strange, 1)


_FOR_STRANGE = 3
"""How many fields have to be known for each that is strange."""
_WELL = Fit()
_VAGUE = Fit(2.0)
"""What takes anything speaks for nothing."""
_OTHER_VALUE = Fit(0.5, slips=1)
_MISSPELLED = Fit(0.8, slips=1)
_RELATED = Fit(0.9, strange=2 / 3)
_NEARBY = Fit(1.0, strange=1)
_DIRECTIVE = Fit(1.0, strange=9)
"""``$patch`` and its like, and ``=(image)`` of policies with patterns, belong to no type."""
_FOREIGN_FIELD = Fit(1.0, strange=1)
_ALL_FOREIGN = Fit(1.0, strange=2)
_OTHER_FORM = Fit(1.0, strange=2 / 3)
_MAP_FOR_ONE = Fit(1.0, strange=2)


def total(fits: Iterable[Fit], factor: float = 1.0, known: int = 0) -> Fit:
    """Several fits in one, whose costs count so much."""
    wrong = [fit for fit in fits if fit is not _WELL]
    if not wrong:
        return Fit(known=known) if known else _WELL
    cost, inner, slips, strange = map(sum, zip(*wrong, strict=True))
    return Fit(cost * factor, inner + known, slips, strange)


class Shapes:
    """Compares the values of one document with types; what has been compared is remembered."""

    def __init__(self, types: Types, unknown: Container[str]) -> None:
        """``unknown`` are texts that a reader has to fill in, so that they fit anywhere."""
        self._types, self._unknown_texts = types, unknown
        self._known: dict[tuple[int, str, int], Fit] = {}

    def of(self, value: Mapping[str, Json], name: str, loose: int = 0) -> Fit:
        """How well a mapping fits a definition; so many levels may lack what is required."""
        key = (id(value), name, loose)
        if key not in self._known:
            self._known[key] = self._mapping(value, name, loose)
        return self._known[key]

    def _mapping(self, value: Mapping[str, Json], name: str, loose: int) -> Fit:
        definition = self._types.definition(name)
        fields = definition["properties"]
        known = [key for key in value if key in fields]
        own = [self._unknown(key, value, name) for key in value if key not in fields] if len(known) < len(value) else []
        if not loose:
            own += [_OTHER_VALUE for field in definition.get("required", ()) if field not in value]
        fits = ((key, self._value(value[key], fields[key], max(loose - 1, 0))) for key in known)
        # every object has metadata: that it fits says nothing of what else is there
        beside = len(value) > 1 and "metadata" in known
        telling = (fit._replace(known=0) if beside and key == "metadata" else fit for key, fit in fits)
        below = total(telling, _DEEPER, len(known) - beside)
        return total((below, *own)) if own else below

    def _unknown(self, key: str, value: Mapping[str, Json], name: str) -> Fit:
        if key in self._unknown_texts:
            return _WELL
        if key.startswith("$") or "(" in key:
            return _DIRECTIVE
        fields = self._types.fields(name)
        accompanied = name.endswith(_METADATA) or not fields.keys().isdisjoint(value)
        if alike(self._types, key, value, name, _SAME if accompanied else _ALONE):
            return _MISSPELLED
        free = [field.lower() for field in fields if field not in value]
        much = 0 if key in self._types.by_field else _keys(value[key])
        twin = key in self._types.twins(name)
        if much < _MUCH:
            twin = twin or any(_contains(key.lower(), one) for one in free)
            twin = twin or (accompanied and alike(self._types, key, value, name))
        in_metadata = name.endswith(_METADATA) and len(free) < len(fields)  # it is the same whatever it is of
        if in_metadata or twin:
            return _RELATED
        if key in self._types.around(name):
            return _RELATED if len(fields.keys() & value.keys()) > 1 else _NEARBY
        foreign = _ALL_FOREIGN if fields.keys().isdisjoint(value) else _FOREIGN_FIELD
        return foreign._replace(strange=foreign.strange + much / _FOR_STRANGE)

    def _value(self, value: Json, schema: Schema, loose: int) -> Fit:
        if value is None or (isinstance(value, str) and value in self._unknown_texts):
            return _WELL
        name = definition_name(schema)
        if name is not None:
            schema = self._types.definition(name)
            if "properties" in schema:
                return self.of(value, name, loose) if isinstance(value, dict) else self._in_a_list(value, name)
        if "items" in schema:
            return self._list(value, schema["items"], loose) if isinstance(value, list) else self._one(value, schema)
        inner = schema.get("additionalProperties")
        if isinstance(inner, dict):
            return self._entries(value, inner) if isinstance(value, dict) else _OTHER_FORM
        return _single(value, schema)

    def _in_a_list(self, value: Json, name: str) -> Fit:
        """How well something fits a type that is no mapping: with one dash too many, what is in it may."""
        if not (isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)):
            return _OTHER_FORM
        return self._but_for_a_dash(self.of(value[0], name, 1))

    def _one(self, value: Json, schema: Schema) -> Fit:
        """How well something fits a list that is none: for want of a dash it may be an item."""
        name = definition_name(schema["items"])
        if name is None or not isinstance(value, dict) or "properties" not in self._types.definition(name):
            return _OTHER_FORM
        return self._but_for_a_dash(self.of(value, name, 1))

    def _but_for_a_dash(self, inner: Fit) -> Fit:
        return _OTHER_FORM if inner.strange or not inner.known else Fit(1.0, inner.known, inner.slips + 1)

    def _list(self, items: Sequence[Json], schema: Schema, loose: int) -> Fit:
        loose = loose if len(items) == 1 else 0
        return total(self._value(item, schema, loose) for item in items[:_SAMPLE])

    def _entries(self, value: Mapping[str, Json], schema: Schema) -> Fit:
        fits = [self._value(entry, schema, 0) for entry in [*value.values()][:_SAMPLE]]
        return total(fits, known=1 if _WELL in fits else 0)


def _keys(value: Json, depth: int = _SAMPLED) -> int:
    """How many keys are in a value: each says once more that it is of something else."""
    if not depth or not isinstance(value, dict | list):
        return 0
    inner = value.values() if isinstance(value, dict) else value[:_SAMPLE]
    return (len(value) if isinstance(value, dict) else 0) + sum(_keys(each, depth - 1) for each in inner)


def alike(types: Types, key: str, value: Mapping[str, Json], name: str, cutoff: float = _ALIKE) -> bool:
    """Whether an unknown key is like a field that the mapping does not have yet."""
    free = [field.lower() for field in types.fields(name) if field not in value]
    return nearest(key.replace("_", "").replace("-", "").lower(), free, cutoff) is not None


def _contains(one: str, other: str) -> bool:
    """Whether one of two words begins or ends with the other: ``configMapName`` and ``name``."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _WORD and (long.endswith(short) or long.startswith(short))


def _single(value: Json, schema: Schema) -> Fit:
    """How a value fits a schema that neither refers to a definition nor holds other values."""
    wanted = _wanted(schema)
    if isinstance(value, dict | list):
        free = not wanted or ("object" if isinstance(value, dict) else "array") in wanted
        return _VAGUE if free else _MAP_FOR_ONE if isinstance(value, dict) else _OTHER_FORM
    if not wanted:
        return _WELL
    if wanted.isdisjoint(_SCALARS):
        return _OTHER_FORM
    name = "boolean" if isinstance(value, bool) else "string" if isinstance(value, str) else "number"
    if name not in wanted and not (name == "number" and "integer" in wanted):
        return _OTHER_VALUE
    options = schema.get("enum")
    return _OTHER_VALUE if options and value not in options else _WELL


_SCALARS = frozenset({"string", "number", "integer", "boolean"})


def _wanted(schema: Schema) -> set[str]:
    """The types that a single value may have, none where it may have all."""
    names: set[str] = set()
    for branch in schema.get("anyOf", (schema,)):
        given = branch.get("type", ())
        names |= {given} if isinstance(given, str) else {*given}
    return names
