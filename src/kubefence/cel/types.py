"""What values look like, as far as it is sure: a primitive type, the fields of an object, the items of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias


@dataclass(frozen=True, eq=False)
class Type:
    """The type of an expression."""

    name: str
    make_fields: Callable[[], Fields] | None = None
    """Makes the fields of an object; none for a type without named fields."""
    item: Type | None = None
    """What a list or map holds."""
    key: Type | None = None
    """What tells the values of a map apart."""
    size: int | None = None
    """How many characters or entries there are at most, None where that is not known."""

    @cached_property
    def fields(self) -> Fields | None:
        """The fields that can be selected, None where any can."""
        return self.make_fields() if self.make_fields else None

    @property
    def spoken(self) -> str:
        """The name for a message: ``list(string)``."""
        return f"{self.name}({self.item.spoken})" if self.name == "list" and self.item else self.name


Fields: TypeAlias = Mapping[str, Type]

DYN = Type("dyn")
"""No telling what it is: nothing is said about it."""
ANY = Type("any")
"""Surely the type ``dyn`` of CEL: any operation compiles, but it is no answer where a bool is asked for."""
BOOL, INT, UINT, DOUBLE, STRING, BYTES, NULL = (
    Type(name) for name in ("bool", "int", "uint", "double", "string", "bytes", "null")
)
TIMESTAMP, DURATION = Type("timestamp"), Type("duration")
PRIMITIVES = {kind.name: kind for kind in (BOOL, INT, UINT, DOUBLE, STRING, BYTES, NULL)}
_OF_LIBRARIES = """authorizer cidr decision groupcheck ip optional pathcheck quantity resourcecheck semver url"""
OPAQUE = frozenset(_OF_LIBRARIES.split())
"""Types of the API server's libraries: there is nothing in them, they are there for their functions."""
NAMED = {
    **PRIMITIVES,
    **{name: Type(name) for name in OPAQUE},
    "timestamp": TIMESTAMP,
    "duration": DURATION,
    "list": Type("list"),
    "dyn": DYN,
}
NUMBERS = frozenset({"int", "uint", "double"})
PLAIN = frozenset({*NUMBERS, "bool", "string", "bytes"})
SURE = frozenset({*PLAIN, "null", "timestamp", "duration", "list", "map", "object"})
"""Types whose operations are all known."""
_NULLABLE = frozenset({"null", "object", "timestamp", "duration", *OPAQUE})


def record(**fields: Type) -> Type:
    """An object with exactly these fields."""
    return Type("object", lambda: fields)


def listing(item: Type = DYN) -> Type:
    """A list."""
    return Type("list", item=item)


def mapping(item: Type = DYN, key: Type = STRING) -> Type:
    """A map, with strings as keys where nothing else is said."""
    return Type("map", item=item, key=key)


def is_sure(kind: Type) -> bool:
    """Whether the type is one that can be told to fit or not."""
    return kind.name in SURE


def is_known(kind: Type) -> bool:
    """Whether the type is one that functions can be told to take or not."""
    return kind.name in SURE or kind.name in OPAQUE


def alike(left: Type, right: Type) -> bool:
    """Whether two values can be of one type; True where it is not sure."""
    if not (is_known(left) and is_known(right)):
        return True
    if "null" in (left.name, right.name):
        return {left.name, right.name} <= _NULLABLE
    if left.name != right.name or left.name == "object":
        return left is right  # objects of two places are of two types
    return all(alike(a or DYN, b or DYN) for a, b in ((left.item, right.item), (left.key, right.key)))
