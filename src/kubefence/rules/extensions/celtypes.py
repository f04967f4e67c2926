"""The types that CEL sees in a custom resource (``SchemaDeclType`` in ``k8s.io/apiserver/pkg/cel/common``)."""

from __future__ import annotations

import re
from dataclasses import replace

from kubefence.cel import types
from kubefence.cel.escapes import escaped
from kubefence.cel.types import Fields, Type
from kubefence.rules.extensions import sizes
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import Schema

_PLAIN = {"boolean": types.BOOL, "integer": types.INT, "number": types.DOUBLE}
_STRINGS = {
    "byte": types.BYTES,
    "duration": types.DURATION,
    "date": types.TIMESTAMP,
    "date-time": types.TIMESTAMP,
}
_NAME = re.compile(r"[A-Za-z_.\-/][A-Za-z0-9_.\-/]*")
_METADATA = types.record(name=types.STRING, generateName=types.STRING)


def declared(schema: Schema, *, resource: bool = False) -> Type | None:
    """The type of a value, None for one that expressions cannot reach."""
    if tree.flag(schema, tree.INT_OR_STRING):
        return types.ANY
    kind = tree.text(schema, "type")
    if kind == "string":
        plain = Type("string", size=sizes.text(schema))
        return _STRINGS.get(tree.text(schema, "format"), plain)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "array":
        return _list(schema, tree.sub(schema, "items"))
    if kind != "object":
        return None
    values = tree.sub(schema, "additionalProperties")
    if values is not None:
        item = declared(values, resource=tree.flag(values, tree.EMBEDDED))
        return replace(types.mapping(item), size=sizes.count(schema)) if item else None
    return Type("object", lambda: _fields(schema, resource))


def _list(schema: Schema, items: Schema | None) -> Type | None:
    item = declared(items, resource=tree.flag(items, tree.EMBEDDED)) if items is not None else None
    return replace(types.listing(item), size=sizes.count(schema)) if item else None


def _fields(schema: Schema, resource: bool) -> Fields:
    found: dict[str, Type] = {}
    resource = resource and not _has_identity(schema)
    if resource:
        found |= {"apiVersion": types.STRING, "kind": types.STRING, "metadata": _METADATA}
    for name, field in tree.properties(schema).items():
        kind = declared(field, resource=tree.flag(field, tree.EMBEDDED))
        if kind is not None and not (resource and name in found) and _NAME.fullmatch(name):
            found[escaped(name)] = kind
    return found


def _has_identity(schema: Schema) -> bool:
    """Whether the schema says itself what every resource has; it is taken as it is then (``WithTypeAndObjectMeta``)."""
    fields = tree.properties(schema)
    named = tree.properties(fields.get("metadata", {}))
    texts = [fields.get("kind"), fields.get("apiVersion"), named.get("name"), named.get("generateName")]
    plain = all(text is not None and tree.text(text, "type") == "string" for text in texts)
    return plain and tree.text(fields["metadata"], "type") == "object"
