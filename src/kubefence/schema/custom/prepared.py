"""A custom resource as the server validates it: nulls that cannot be are gone, and defaults are filled in.

``PruneNonNullableNullsWithoutDefaults`` and ``Default`` of ``structuraldefaulting``. Lists keep their nulls.
"""

from __future__ import annotations

from copy import deepcopy

from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import Schema
from kubefence.yamldoc.document import Json


def prepared(value: Json, schema: Schema) -> Json:
    """The value with what the server does to it; the value itself is not changed, and is returned where nothing is."""
    if isinstance(value, list):
        return _items(value, schema)
    if not isinstance(value, dict):
        return value
    fields, more = tree.properties(schema), tree.sub(schema, "additionalProperties")
    out: dict[str, Json] = {}
    changed = False
    for name, inner in value.items():
        below = fields.get(name, more)
        new = inner if below is None else prepared(inner, below)
        if inner is None and below is not None and not tree.flag(below, "nullable"):
            changed = True
            if below.get("default") is None:
                continue
            new = prepared(deepcopy(below["default"]), below)
        out[name] = new
        changed = changed or new is not inner
    for name, field in fields.items():
        if name not in out and field.get("default") is not None:
            out[name] = prepared(deepcopy(field["default"]), field)
            changed = True
    return out if changed else value


def _items(value: list[Json], schema: Schema) -> Json:
    items = tree.sub(schema, "items")
    if items is None:
        return value
    default = None if tree.flag(items, "nullable") else items.get("default")
    out = [prepared(deepcopy(default) if item is None and default is not None else item, items) for item in value]
    same = all(new is old for new, old in zip(out, value, strict=True))
    return value if same else out
