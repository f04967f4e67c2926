"""Defaults of custom resources: valid where they stand, and without unknown fields (``structuraldefaulting``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import jsonschema_rs

from kubefence.formats.openapi import FORMATS, SINCE
from kubefence.problems import Problem
from kubefence.rules.engine.group import at as at_path
from kubefence.rules.extensions.default_texts import wrong_default
from kubefence.rules.extensions.documentation import DEFAULT
from kubefence.schema.custom import tree
from kubefence.schema.custom.keywords import own
from kubefence.schema.custom.tree import EMBEDDED, PRESERVE, Schema
from kubefence.schema.validate import PATTERNS
from kubefence.yamldoc.document import Json, Path

_OURS = "kubernetes-"
"""Before the name of a format, so that it is not taken for that of JSON schema."""


def defaults(schema: Schema, path: Path, *, meta: bool = False) -> Iterator[Problem]:
    """``ValidateDefaults``: each default of the schema and of what is below it."""
    value = schema.get("default")
    if value is not None and not meta:
        yield from _checked(schema, value, (*path, "default"))
    items = tree.sub(schema, "items")
    if items is not None:
        yield from defaults(items, (*path, "items"), meta=meta)
    for name, field in tree.properties(schema).items():
        inside = meta or (name in tree.META and (tree.flag(schema, EMBEDDED) or path[-1:] == ("openAPIV3Schema",)))
        yield from defaults(field, (*path, "properties", name), meta=inside)


def _checked(schema: Schema, value: Json, path: Path) -> Iterator[Problem]:
    for unknown in _unknown(schema, value, path):
        yield tree.problem(
            DEFAULT.id, unknown, f"模式里没有字段 {unknown[-1]}", f"there is no field {unknown[-1]} in the schema"
        )
    for place, field in _nameless(schema, value, path):
        said = f"嵌入的资源要写 {field}", f"an embedded resource needs its {field}"
        yield tree.missing(place, field, *said, DEFAULT.id)
    for error in _errors(schema, value):
        at = tuple(error.instance_path)
        said = wrong_default(error.kind, at_path(value, at), at)
        problem = tree.problem(DEFAULT.id, (*path, *at), said.zh, said.en)
        form = getattr(error.kind, "format", "").removeprefix(_OURS)
        yield replace(problem, since=SINCE[form]) if form in SINCE else problem


def _errors(schema: Schema, value: Json) -> list[Any]:
    """What is wrong with the default; nothing where the validator cannot read one of the two."""
    validator = _compiled(_Key(schema))
    try:
        found = list(validator.iter_errors(value)) if validator else []
    except ValueError:
        return []
    types = [error.instance_path for error in found if error.kind.name == "type"]
    return [error for error in found if error.kind.name == "type" or error.instance_path not in types]


def _unknown(schema: Schema, value: Json, path: Path) -> Iterator[Path]:
    """Where the default has fields that would be pruned."""
    if isinstance(value, list):
        items = tree.sub(schema, "items")
        for index, item in enumerate(value) if items is not None else ():
            yield from _unknown(items or {}, item, (*path, index))
    if not isinstance(value, dict):
        return
    fields, more = tree.properties(schema), schema.get("additionalProperties")
    for name, item in value.items():
        if name in fields:
            yield from _unknown(fields[name], item, (*path, name))
        elif isinstance(more, dict):
            yield from _unknown(more, item, (*path, name))
        elif not (more or tree.flag(schema, PRESERVE) or (tree.flag(schema, EMBEDDED) and name in tree.META)):
            yield (*path, name)


def _nameless(schema: Schema, value: Json, path: Path) -> Iterator[tuple[Path, str]]:
    """Where a resource inside of the default does not say what it is (``validateEmbeddedResource``)."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _nameless(tree.sub(schema, "items") or {}, item, (*path, index))
    if not isinstance(value, dict):
        return
    for field in ("apiVersion", "kind") if tree.flag(schema, EMBEDDED) else ():
        if not isinstance(value.get(field), str) or not value[field]:
            yield path, field
    fields, more = tree.properties(schema), tree.sub(schema, "additionalProperties")
    for name, item in value.items():
        yield from _nameless(fields.get(name, more or {}), item, (*path, name))


class _Key:
    """A schema as the key of a cache."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._text = repr(schema)

    def __hash__(self) -> int:
        return hash(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._text == other._text


@lru_cache(maxsize=256)
def _compiled(key: _Key) -> Any:
    """A validator, None where the schema says something that this one cannot read, such as a pattern of RE2."""
    try:
        return jsonschema_rs.validator_for(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **plain(key.schema)},
            formats={f"{_OURS}{name}": has_form for name, has_form in FORMATS.items()},
            validate_formats=True,
            pattern_options=PATTERNS,
        )
    except ValueError:
        return None


def plain(schema: Schema) -> Schema:
    """The same in the words of JSON schema 2020-12, with those formats that are sure."""
    out = own(schema)
    if tree.text(schema, "format") in FORMATS:
        out["format"] = _OURS + tree.text(schema, "format")
    if out.get("enum") == []:
        del out["enum"]  # to the server an empty list of values is none
    if tree.properties(schema):
        out["properties"] = {name: plain(field) for name, field in tree.properties(schema).items()}
    for key in ("items", "additionalProperties", "not"):
        below = tree.sub(schema, key)
        if below is not None:
            out[key] = plain(below)
    for key, _, part in tree.junctions(schema):
        out.setdefault(key, []).append(plain(part))
    return out
