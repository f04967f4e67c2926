"""Walking definitions by path: what may stand where."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from typing import NamedTuple

from kubefence.schema.pack import REF, Pack, Schema
from kubefence.versions import Version
from kubefence.yamldoc.document import Path


class Lost(Exception):
    """A path that the schema does not have; ``step`` is the first part that leads nowhere."""

    def __init__(self, step: str | int, known: list[str]) -> None:
        super().__init__(str(step))
        self.step = step
        self.known = known


def resolved(pack: Pack, version: Version, schema: Schema) -> Schema:
    """The schema itself, or the definition that it refers to."""
    while "$ref" in schema:
        schema = pack.definition(version, schema["$ref"].removeprefix(REF))
    return schema


def definition_name(schema: Schema) -> str | None:
    """Name of the definition that a schema refers to."""
    reference = schema.get("$ref")
    return reference.removeprefix(REF) if isinstance(reference, str) else None


def is_object(pack: Pack, version: Version, schema: Schema) -> bool:
    """Whether a schema refers to a definition that has fields."""
    return definition_name(schema) is not None and "properties" in resolved(pack, version, schema)


def short_name(definition: str) -> str:
    """``core.v1.Container`` for ``io.k8s.api.core.v1.Container``: the last three parts of the name."""
    return ".".join(definition.split(".")[-3:])


def descend(pack: Pack, version: Version, schema: Schema, path: Path) -> Schema:
    """The schema at ``path`` below ``schema``, references not yet resolved; raises `Lost`."""
    for step in path:
        schema = child(pack, version, schema, step)
    return schema


def child(pack: Pack, version: Version, schema: Schema, step: str | int) -> Schema:
    """The schema one step further down; raises `Lost`."""
    schema = resolved(pack, version, schema)
    properties: dict[str, Schema] = schema.get("properties", {})
    if isinstance(step, int):
        if "items" not in schema:
            raise Lost(step, [])
        items: Schema = schema["items"]
        return items
    if step in properties:
        return properties[step]
    more = schema.get("additionalProperties")
    if isinstance(more, dict):
        return more
    raise Lost(step, sorted(properties))


class Home(NamedTuple):
    """A place in an object where a field exists."""

    path: tuple[str, ...]
    distance: int


def nearest_homes(pack: Pack, version: Version, root: Schema, field: str, lost_at: tuple[str, ...]) -> list[Home]:
    """The places below ``root`` where a field called ``field`` exists, those nearest to ``lost_at`` first.

    ``status`` is left out, and lists count as their items.
    """
    name = definition_name(root)
    places = _named_places(pack, version, name) if name else _places(pack, version, root)
    found = [Home(path, _distance(path, lost_at)) for path in places.get(field, ())]
    return sorted(found, key=lambda home: (home.distance, len(home.path), home.path))


@lru_cache(maxsize=64)
def _named_places(pack: Pack, version: Version, name: str) -> dict[str, list[tuple[str, ...]]]:
    return _places(pack, version, {"$ref": REF + name})


_HOLDING = frozenset({"$ref", "items", "properties"})
"""What a schema has whose values hold others; only definitions of custom resources have fields within fields."""


def _places(pack: Pack, version: Version, root: Schema) -> dict[str, list[tuple[str, ...]]]:
    """For the name of each field below ``root`` all paths of mappings that may have it."""
    found: dict[str, list[tuple[str, ...]]] = {}
    waiting: deque[tuple[tuple[str, ...], Schema, frozenset[str]]] = deque([((), root, frozenset())])
    while waiting:
        path, schema, above = waiting.popleft()
        name = definition_name(schema)
        if name in above or len(path) > 8:
            continue
        schema = resolved(pack, version, schema)
        above = above | {name} if name else above
        if "items" in schema:
            waiting.append((path, schema["items"], above))
        for key, value in schema.get("properties", {}).items():
            found.setdefault(key, []).append(path)
            if key != "status" and not _HOLDING.isdisjoint(value):
                waiting.append(((*path, key), value, above))
    return found


def _distance(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return len(one) + len(other) - 2 * shared
