"""What values look like, as far as it is sure: a primitive type, the fields of an object, the items of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias


@dataclass(frozen=True, eq=False)
class Type:
    """The type of an expression; ``dyn`` where anything goes."""

    name: str
    make_fields: Callable[[], Fields] | None = None
    """Makes the fields of an object; none for a type without named fields."""
    item: Type | None = None
    """What a list or map holds."""

    @cached_property
    def fields(self) -> Fields | None:
        """The fields that can be selected, None where any can."""
        return self.make_fields() if self.make_fields else None


Fields: TypeAlias = Mapping[str, Type]

DYN = Type("dyn")
BOOL, INT, UINT, DOUBLE, STRING, BYTES, NULL = (
    Type(name) for name in ("bool", "int", "uint", "double", "string", "bytes", "null")
)
TIMESTAMP, DURATION = Type("timestamp"), Type("duration")
PRIMITIVES = {kind.name: kind for kind in (BOOL, INT, UINT, DOUBLE, STRING, BYTES, NULL)}
NUMBERS = frozenset({"int", "uint", "double"})
PLAIN = frozenset({*NUMBERS, "bool", "string", "bytes"})


def record(**fields: Type) -> Type:
    """An object with exactly these fields."""
    return Type("object", lambda: fields)


def listing(item: Type = DYN) -> Type:
    """A list."""
    return Type("list", item=item)


def mapping(item: Type = DYN) -> Type:
    """A map with strings as keys."""
    return Type("map", item=item)
