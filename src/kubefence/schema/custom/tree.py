"""Schemas of custom resources as Go reads them: null, false and empty count as not given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from kubefence.findings import Text
from kubefence.problems import Anchor, Problem
from kubefence.yamldoc.document import Path

Schema: TypeAlias = dict[str, Any]

TYPES = ("array", "boolean", "integer", "number", "object", "string")
JUNCTIONS = ("allOf", "anyOf", "oneOf")
_JUNCTIONS = frozenset(JUNCTIONS)
_INNER = ("items", "additionalProperties", "not")
META = ("metadata", "kind", "apiVersion")
PRESERVE = "x-kubernetes-preserve-unknown-fields"
INT_OR_STRING = "x-kubernetes-int-or-string"
EMBEDDED = "x-kubernetes-embedded-resource"
LIST_TYPE, LIST_KEYS, MAP_TYPE = "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type"
VALIDATIONS = "x-kubernetes-validations"


def text(schema: Schema, key: str) -> str:
    """A string, "" where there is none."""
    found = schema.get(key)
    return found if isinstance(found, str) else ""


def flag(schema: Schema, key: str) -> bool:
    """Whether a boolean is true."""
    return schema.get(key) is True


def sub(schema: Schema, key: str) -> Schema | None:
    """The schema in ``items``, ``not`` or ``additionalProperties``, None where there is none."""
    found = schema.get(key)
    return found if isinstance(found, dict) else None


def below(schema: Schema, step: str | int) -> Schema:
    """The schema of what is in a value: of a field, of an entry in a map, of an item; empty where there is none."""
    if isinstance(step, int):
        return sub(schema, "items") or {}
    return properties(schema).get(step) or sub(schema, "additionalProperties") or {}


def subs(schema: Schema, key: str) -> Iterator[tuple[int, Schema]]:
    """The schemas in ``allOf`` and alike; a null one is empty."""
    found = schema.get(key)
    for index, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, dict | None):
            yield index, item or {}


def junctions(schema: Schema) -> Iterator[tuple[str, int, Schema]]:
    """The schemas in ``allOf``, ``anyOf`` and ``oneOf``, each with where it stands."""
    if not _JUNCTIONS.isdisjoint(schema):
        for key in JUNCTIONS:
            for index, part in subs(schema, key):
                yield key, index, part


def properties(schema: Schema, key: str = "properties") -> dict[str, Schema]:
    """The schemas of the fields, not to be changed; a null one is empty."""
    found = schema.get(key)
    if not isinstance(found, dict):
        return {}
    for item in found.values():
        if not isinstance(item, dict):
            return {name: item or {} for name, item in found.items() if isinstance(item, dict | None)}
    return found


def keywords(schema: Schema) -> set[str]:
    """The keywords of a schema and of all that are in it: what is nowhere need not be looked for."""
    return {key for here in _inside(schema) for key in here}


def fields(schema: Schema) -> int:
    """How many fields a value of it may have, all the way down."""
    return sum(len(properties(here)) for here in _inside(schema))


def _inside(schema: Schema) -> Iterator[Schema]:
    """A schema and all that are in it."""
    waiting = [schema]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += properties(here).values()
        waiting += [inner for inner in map(here.get, _INNER) if isinstance(inner, dict)]
        waiting += [part for _, _, part in junctions(here)]


def words(schema: Schema, key: str) -> list[str]:
    """A list of strings."""
    found = schema.get(key)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def names(schema: Schema, key: str) -> list[str]:
    """A list that holds nothing but strings: null is an empty one."""
    found = schema.get(key)
    return words({key: ["" if item is None else item for item in found]}, key) if isinstance(found, list) else []


def problem(rule: str, path: Path, zh: str, en: str) -> Problem:
    """A problem at something that is written."""
    return Problem(rule, path, Text(zh, en))


def missing(path: Path, field: str, zh: str, en: str, rule: str = "missing-field") -> Problem:
    """A problem of something that is not written."""
    return Problem(rule, path, Text(f"缺少 {field}：{zh}", f"{field} is missing: {en}"), Anchor.KEY, field=field)


def forbidden(path: Path, field: str, zh: str, en: str, rule: str = "forbidden-field") -> Problem:
    """A problem of something that may not be written."""
    return Problem(rule, (*path, field), Text(f"{field} 不能写：{zh}", f"{field} cannot be given: {en}"))
