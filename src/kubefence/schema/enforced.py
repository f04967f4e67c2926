"""Definitions as the API server enforces them, where the published schemas say something else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kubefence.facts import tables
from kubefence.schema.navigate import short_name
from kubefence.schema.pack import Pack, Schema
from kubefence.versions import Version

Enums = Mapping[str, tuple[str, ...]]
_OPEN: Enums = {}
_IDENTITY = ("apiVersion", "kind")


class Enforced:
    """The definitions of one pack, each changed once: versions and kinds that agree on one share it."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._made: dict[tuple[object, ...], Schema] = {}
        self.stored = lru_cache(maxsize=None)(self._stored)
        self.decoded = lru_cache(maxsize=None)(self._decoded)

    def _stored(self, version: Version, name: str) -> Schema:
        schema, enums = self._pack.definition(version, name), tables.closed(version).get(name, _OPEN)
        key = (name, id(schema), *enums.items())  # the pack keeps the schema, so no other will have its id
        if key not in self._made:
            self._made[key] = as_enforced(name, schema, enums)
        return self._made[key]

    def _decoded(self, version: Version, name: str) -> Schema:
        schema = self._pack.definition(version, name)
        key = (id(schema),)
        if key not in self._made:
            self._made[key] = as_decoded(schema)
        return self._made[key]


def as_enforced(name: str, schema: Schema, enums: Enums) -> Schema:
    """The definition as the API server enforces it; ``enums`` has the fields with closed sets of values.

    * Closed sets of values are left out there. An empty string and null stay allowed: to the server both
      mean that the field is not set.
    * Some fields are called required whose empty value the server accepts.
    * null fits every branch of a union such as IntOrString, so exactly one of them cannot be asked for.
    * What kind an object is decides which schema is asked. Of one inside another, such as a claim template,
      nothing looks at what it says it is (`identity` has the fields as they are published).
    """
    if "oneOf" in schema:
        return {**{key: value for key, value in schema.items() if key != "oneOf"}, "anyOf": schema["oneOf"]}
    changed = dict(schema)
    properties = schema.get("properties", {})
    fixed = identity(schema)
    if fixed:
        changed["properties"] = properties = {**properties, **{field: _open(inner) for field, inner in fixed.items()}}
    if "required" in properties:
        # a schema inside a schema: its source took the field of that name for a list of what cannot be null
        changed["properties"] = properties = {field: _nullable_items(inner) for field, inner in properties.items()}
    closed = {field: enums[field] for field in properties if field in enums} if enums else {}
    if closed:
        changed["properties"] = {**properties, **{field: _enum(properties[field], closed[field]) for field in closed}}
    optional = tables.optional().get(short_name(name), ())
    if "required" in schema and optional:
        changed["required"] = [field for field in schema["required"] if field not in optional]
        changed["properties"] = {
            field: _nullable(inner) if field in optional else inner
            for field, inner in changed.get("properties", {}).items()
        }
    return changed


def identity(schema: Schema) -> dict[str, Schema]:
    """The schemas of ``apiVersion`` and ``kind`` of a kind."""
    properties = schema.get("properties", {})
    return {field: properties[field] for field in _IDENTITY if "enum" in properties.get(field, ())}


def as_decoded(schema: Schema) -> Schema:
    """The definition where only the decoder reads it: a status, which the API server drops and sets itself."""
    if "oneOf" in schema:
        return as_enforced("", schema, _OPEN)
    changed = {key: value for key, value in schema.items() if key != "required"}
    if "properties" in changed:
        changed["properties"] = {field: _nullable(inner) for field, inner in changed["properties"].items()}
    return changed


def _open(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "enum"}


def _nullable(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]} if isinstance(schema.get("type"), str) else schema


def _nullable_items(schema: Schema) -> Schema:
    return {**schema, "items": _nullable(schema["items"])} if isinstance(schema.get("items"), dict) else schema


def _enum(schema: Schema, values: tuple[str, ...]) -> Schema:
    if "items" in schema:
        return {**schema, "items": {**schema["items"], "enum": list(values)}}
    if "additionalProperties" in schema:
        return {**schema, "additionalProperties": {**schema["additionalProperties"], "enum": list(values)}}
    return {**schema, "enum": [*values, "", None]}
