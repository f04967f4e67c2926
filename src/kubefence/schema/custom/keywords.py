"""What one level of a CRD's schema asks of a value, in the words of JSON schema 2020-12.

``exclusiveMinimum`` is a flag there and a number here, ``nullable`` is a type, and limits below zero, which nothing
meets, are not known at all.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jsonschema_rs

from kubefence.formats.regexes import re2
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import INT_OR_STRING, Schema
from kubefence.schema.validate import PATTERNS

_SAME: dict[str, type] = {
    "enum": list,
    **dict.fromkeys(("minLength", "minItems", "minProperties"), int),
}
"""What means the same there and here, with what it has to be."""
_LIMITS = {
    "maxLength": (0, "string"),
    "maxItems": (0, "array"),
    "maxProperties": (0, "object"),
    "multipleOf": (1e-300, "number"),
}
"""The least that JSON schema knows, and values of which type are all wrong with less."""
_BOUNDS = (("maximum", "exclusiveMaximum"), ("minimum", "exclusiveMinimum"))
_INT32 = (1 << 31) - 1


def types(schema: Schema) -> list[str]:
    """The types that a value may have, none where it may have any."""
    named = tree.text(schema, "type")
    kinds = ["integer", "string"] if tree.flag(schema, INT_OR_STRING) else [named] if named in tree.TYPES else []
    return [*kinds, "null"] if kinds and tree.flag(schema, "nullable") else kinds


def own(schema: Schema) -> Schema:
    """What is asked of the value itself, without what is in it."""
    out: Schema = {key: schema[key] for key, kind in _SAME.items() if isinstance(schema.get(key), kind)}
    out = {key: value for key, value in out.items() if not _is_below(value, 0)}
    for limit, (least, limited) in _LIMITS.items():
        if _is_below(schema.get(limit), least):
            out.setdefault("allOf", []).append({"not": {"type": limited}})
        elif _is_number(schema.get(limit)):
            out[limit] = schema[limit]
    if tree.text(schema, "type") == "integer" and tree.text(schema, "format") == "int32":
        out.setdefault("allOf", []).append({"minimum": -_INT32 - 1, "maximum": _INT32})
    if schema.get("default") is not None:
        out["default"] = schema["default"]  # it asks nothing, but advice has to know what nobody wrote
    if tree.words(schema, "required"):
        out["required"] = tree.words(schema, "required")
    if types(schema):
        out["type"] = types(schema)
    for bound, exclusive in _BOUNDS:
        if _is_number(schema.get(bound)):
            out[exclusive if tree.flag(schema, exclusive) else bound] = schema[bound]
    pattern = tree.text(schema, "pattern")
    if pattern and readable(pattern):
        out["pattern"] = pattern
    if "enum" in out and "null" in types(schema):
        out["enum"] = [*out["enum"], None]  # null is no value that could be wrong
    return out


@lru_cache(maxsize=4096)
def readable(pattern: str) -> bool:
    """Whether the server can read a pattern, and the validator as well."""
    if re2(pattern) is not None:
        return False
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=PATTERNS)
    except ValueError:
        return False
    return True


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_below(limit: Any, least: float) -> bool:
    return _is_number(limit) and bool(limit < least)
