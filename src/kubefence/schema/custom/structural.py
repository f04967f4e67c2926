"""A CRD's schema as a definition of the engine: closed where the server prunes, open where it does not.

``properties``, ``items`` and ``additionalProperties`` say what a value may hold; all that is beside them, and in
``allOf`` and alike, only says more of what is there already. Formats, lists that are sets or maps, and expressions
are asked elsewhere.
"""

from __future__ import annotations

import jsonschema_rs

from kubefence.formats.openapi import FORMATS
from kubefence.schema.custom import keywords, tree
from kubefence.schema.custom.envelope import OBJECT_META, enveloped
from kubefence.schema.custom.forms import FORMAT
from kubefence.schema.custom.tree import EMBEDDED, PRESERVE, Schema
from kubefence.schema.pack import REF

_METADATA: Schema = {"$ref": f"{REF}{OBJECT_META}"}
_EITHER = [{"type": ["integer"]}, {"type": ["string"]}]
"""What an int-or-string may say beside its type, which says so already."""


def definition(schema: Schema, *, status: bool) -> Schema:
    """The definition of a custom resource; ``status`` says that creating one drops what is said of its status.

    Of a schema that is none, which is a mistake in the CRD, nothing is asked.
    """
    out = _closed(schema)
    fields = out.get("properties", {})
    if status and "status" in fields:
        fields["status"] = _pruned(tree.properties(schema)["status"])
    metadata = _METADATA | _asked(tree.properties(schema).get("metadata", {}))
    out["type"] = "object"
    out["properties"] = {**enveloped(fields), "metadata": metadata}
    if not tree.flag(schema, PRESERVE):
        out["additionalProperties"] = False
    if status and "required" in out:
        out["required"] = [field for field in out["required"] if field != "status"]
    return out if jsonschema_rs.meta.is_valid(out) else {"type": "object", "properties": enveloped({})}


def _closed(schema: Schema) -> Schema:
    """What is asked of a value, and that it holds nothing else."""
    out, fields = _here(schema), tree.properties(schema)
    more, items = schema.get("additionalProperties"), tree.sub(schema, "items")
    if fields:
        out["properties"] = {name: _closed(field) for name, field in fields.items()}
    if items is not None:
        out["items"] = _closed(items)
    if isinstance(more, dict):
        out["additionalProperties"] = _closed(more)
    elif not more and not tree.flag(schema, PRESERVE):
        out |= {"properties": out.get("properties", {}), "additionalProperties": False}
    return _resource(out) if tree.flag(schema, EMBEDDED) else out


def _resource(out: Schema) -> Schema:
    """An object inside of another one: it has what every object has, and says what it is."""
    required = dict.fromkeys((*out.get("required", ()), "apiVersion", "kind"))
    return {**out, "properties": enveloped(out.get("properties", {})), "required": list(required)}


def _pruned(schema: Schema) -> Schema:
    """That a value holds nothing else: all that is asked of what is dropped later."""
    closed = _closed(schema)
    kept: Schema = {key: closed[key] for key in ("properties", "items", "additionalProperties") if key in closed}
    fields, items, more = tree.properties(schema), tree.sub(schema, "items"), tree.sub(schema, "additionalProperties")
    if fields:
        kept["properties"] |= {name: _pruned(field) for name, field in fields.items()}
    if items is not None:
        kept["items"] = _pruned(items)
    if more is not None:
        kept["additionalProperties"] = _pruned(more)
    return kept


def _asked(schema: Schema) -> Schema:
    out = _here(schema)
    if tree.text(schema, "format") in FORMATS:
        out[FORMAT] = schema["format"]
    if tree.properties(schema):
        out["properties"] = {name: _asked(field) for name, field in tree.properties(schema).items()}
    for key in ("items", "additionalProperties"):
        below = tree.sub(schema, key)
        if below is not None:
            out[key] = _asked(below)
    if schema.get("additionalProperties") is False:
        out["additionalProperties"] = False
    return out


def _here(schema: Schema) -> Schema:
    """What is asked at this level, with what ``allOf`` and alike say of the same value."""
    out, parts = keywords.own(schema), _parts(schema)
    if not parts:
        return out
    if "null" in keywords.types(schema):
        rule: Schema = {"if": {"type": "null"}, "else": parts}
        return {**out, "allOf": [*out.get("allOf", ()), rule]}
    every = [*out.get("allOf", ()), *parts.get("allOf", ())]
    return out | parts | ({"allOf": every} if every else {})


def _parts(schema: Schema) -> Schema:
    parts: Schema = {}
    for key, _, part in tree.junctions(schema):
        parts.setdefault(key, []).append(_asked(part))
    negated = tree.sub(schema, "not")
    if negated is not None:
        parts["not"] = _asked(negated)
    if tree.flag(schema, tree.INT_OR_STRING):
        parts["allOf"] = [part for part in parts.get("allOf", ()) if part.get("anyOf") != _EITHER]
        return {key: value for key, value in parts.items() if value and value != _EITHER}
    return parts
