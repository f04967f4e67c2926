"""One schema for several versions: what meets it is right in each of them, at the price of one validation.

Most objects use nothing that differs between versions. Here the schemas of all versions are laid over each
other so that the result is at least as strict as every one of them. An object that it accepts needs no
further look; for one that it refuses, each version is asked, and only they decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from kubefence.schema.pack import Schema

_LAID_OVER = frozenset({"properties", "required"})


def strictest(schemas: Sequence[Schema]) -> Schema:
    """A schema, with its ``$defs``, that accepts only what all of the ``schemas`` accept."""
    names = {name for schema in schemas for name in schema["$defs"]}
    definitions = {
        name: _all_of([schema["$defs"][name] for schema in schemas if name in schema["$defs"]])
        for name in sorted(names)
    }
    tops = [{key: value for key, value in schema.items() if key != "$defs"} for schema in schemas]
    return {**_all_of(tops), "$defs": definitions}


def _all_of(schemas: Sequence[Schema]) -> Schema:
    different = [schema for number, schema in enumerate(schemas) if schema not in schemas[:number]]
    if len(different) == 1:
        return different[0]
    return _object(different) if _alike(different) else {"allOf": different}


def _alike(schemas: Sequence[Schema]) -> bool:
    """Whether they are closed objects that differ in their fields only."""
    rests = [{key: value for key, value in schema.items() if key not in _LAID_OVER} for schema in schemas]
    closed = all(schema.get("additionalProperties") is False and "properties" in schema for schema in schemas)
    return closed and all(rest == rests[0] for rest in rests)


def _object(schemas: Sequence[Schema]) -> Schema:
    """A closed object with the fields that all of them have, and all that any of them requires."""
    fields = [field for field in schemas[0]["properties"] if all(field in schema["properties"] for schema in schemas)]
    return {
        **schemas[0],
        "properties": {field: _all_of([schema["properties"][field] for schema in schemas]) for field in fields},
        "required": sorted({field for schema in schemas for field in schema.get("required", ())}),
    }
