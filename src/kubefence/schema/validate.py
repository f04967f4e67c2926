"""Strict validation against the definitions of one version, all errors at once.

``jsonschema_rs`` does the work. A validator is compiled the first time its definition is needed and
from the definitions it can reach only, which takes a few milliseconds instead of dozens.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import jsonschema_rs

from kubefence.facts import tables
from kubefence.problems import Problem
from kubefence.schema import explain
from kubefence.schema.navigate import short_name
from kubefence.schema.pack import REF, Pack, Schema, references
from kubefence.schema.shared import strictest
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path

DRAFT = "https://json-schema.org/draft/2020-12/schema"


class Schemas:
    """Compiled validators of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._compiled: dict[str, jsonschema_rs.Validator] = {}
        self._for_whole = lru_cache(maxsize=None)(self._validators)

    def check(
        self, value: Json, versions: tuple[Version, ...], target: Schema, *, whole: bool = True, at: Path = ()
    ) -> Iterator[tuple[tuple[Version, ...], Problem]]:
        """Problems of ``value`` against ``target``, a schema whose references are definitions.

        With ``whole=False`` the value is a fragment: the required fields of its own level may be
        missing, everything below is as strict as ever. ``at`` is put before the paths of problems.
        """
        shared, groups = self._for_whole(versions, _frozen(target), whole)
        if shared.is_valid(value):  # it tells nothing more, but that is all there is to say of most objects
            return
        for schema, alike in groups.items():
            for error in self._compile(schema).iter_errors(value):
                version, path = alike[-1], tuple(error.instance_path)
                for problem in explain.problems(self.pack, version, target, value, path, error.kind):
                    yield alike, problem if not at else _moved(problem, at)

    def _validators(
        self, versions: tuple[Version, ...], target: str, whole: bool
    ) -> tuple[jsonschema_rs.Validator, dict[str, tuple[Version, ...]]]:
        """A validator as strict as all versions together, and the schema of each group that means the same by it."""
        groups: dict[str, tuple[Version, ...]] = {}
        for version in versions:
            schema = json.dumps(self._closed(version, _thawed(target), whole), sort_keys=True)
            groups[schema] = (*groups.get(schema, ()), version)
        return self._compile(json.dumps(strictest(list(map(json.loads, groups))), sort_keys=True)), groups

    def _compile(self, schema: str) -> jsonschema_rs.Validator:
        if schema not in self._compiled:
            self._compiled[schema] = jsonschema_rs.validator_for(json.loads(schema))
        return self._compiled[schema]

    def _closed(self, version: Version, target: Schema, whole: bool) -> Schema:
        """The target with all definitions that it can reach, as ``version`` has and enforces them."""
        if not whole:
            target = self._without_required(version, target)
        definitions: dict[str, Schema] = {}
        for name in references(target):
            definitions |= self.pack.reachable(version, name)
        enums, unread = tables.enums(version), self._unread(target, definitions)
        enforced = {
            name: as_decoded(schema) if name in unread else as_enforced(name, schema, enums)
            for name, schema in definitions.items()
        }
        return {"$schema": DRAFT, **target, "$defs": enforced}

    def _unread(self, target: Schema, definitions: Mapping[str, Schema]) -> frozenset[str]:
        """Definitions that only the ``status`` of an object leads to."""
        kinds, read, waiting = frozenset(self.pack.kinds.values()), set[str](), list(references(target))
        while waiting:
            name = waiting.pop()
            if name not in read:
                read.add(name)
                schema = definitions[name]
                waiting.extend(references(_without_status(schema) if name in kinds else schema))
        return frozenset(definitions) - read

    def _without_required(self, version: Version, target: Schema) -> Schema:
        if "$ref" in target:
            name = target["$ref"].removeprefix(REF)
            target = as_enforced(name, self.pack.definition(version, name), tables.enums(version))
        return {key: value for key, value in target.items() if key != "required"}


def as_enforced(name: str, schema: Schema, enums: Mapping[str, tuple[str, ...]]) -> Schema:
    """The definition as the API server enforces it, where the published schema says something else.

    * Closed sets of values are left out there. An empty string and null stay allowed: to the server both
      mean that the field is not set.
    * Some fields are called required whose empty value the server accepts.
    * null fits every branch of a union such as IntOrString, so exactly one of them cannot be asked for.
    """
    if "oneOf" in schema:
        return {**{key: value for key, value in schema.items() if key != "oneOf"}, "anyOf": schema["oneOf"]}
    changed = dict(schema)
    properties = schema.get("properties", {})
    closed = {field: enums[f"{name}.{field}"] for field in properties if f"{name}.{field}" in enums}
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


def as_decoded(schema: Schema) -> Schema:
    """The definition where only the decoder reads it: a status, which the API server drops and sets itself."""
    if "oneOf" in schema:
        return as_enforced("", schema, {})
    changed = {key: value for key, value in schema.items() if key != "required"}
    if "properties" in changed:
        changed["properties"] = {field: _nullable(inner) for field, inner in changed["properties"].items()}
    return changed


def _without_status(schema: Schema) -> Schema:
    return {field: inner for field, inner in schema.get("properties", {}).items() if field != "status"}


def _nullable(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]} if isinstance(schema.get("type"), str) else schema


def _enum(schema: Schema, values: tuple[str, ...]) -> Schema:
    if "items" in schema:
        return {**schema, "items": {**schema["items"], "enum": list(values)}}
    if "additionalProperties" in schema:
        return {**schema, "additionalProperties": {**schema["additionalProperties"], "enum": list(values)}}
    return {**schema, "enum": [*values, "", None]}


def _moved(problem: Problem, at: Path) -> Problem:
    return replace(problem, path=(*at, *problem.path), named=(*at, *problem.named) if problem.named else ())


def _frozen(schema: Schema) -> str:
    """A key for the cache of compiled validators."""
    reference = schema.get("$ref")
    return reference if isinstance(reference, str) else json.dumps(schema, sort_keys=True)


def _thawed(text: str) -> Schema:
    schema: Schema = {"$ref": text} if text.startswith(REF) else json.loads(text)
    return schema
