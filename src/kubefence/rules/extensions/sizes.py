"""How large values of a custom resource may be (``k8s.io/apiserver/pkg/cel/common/schemas.go``)."""

from __future__ import annotations

from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import Schema

REQUEST = 3 * 1024 * 1024
"""Bytes of the largest request; what has no limit of its own has to fit in there."""
_WIDEST = 4
"""Bytes of a character."""
_LEAST = {"string": 2, "boolean": 4, "array": 2, "object": 2}
_LEAST_OF_FORMATS = {"date": 12, "date-time": 21, "duration": 3}
_IN_OBJECT, _IN_MAP = 4, 6
"""Bytes of quotes, colon and comma of a field, and of an entry with its key."""


def least(schema: Schema) -> int:
    """Bytes of the smallest value."""
    kind = tree.text(schema, "type")
    if kind == "string":
        return _LEAST_OF_FORMATS.get(tree.text(schema, "format"), 2)
    size = _LEAST.get(kind, 1)
    if kind != "object":
        return size
    required = tree.words(schema, "required")
    fields = tree.properties(schema)
    given = [name for name in required if name in fields and fields[name].get("default") is None]
    return size + sum(len(name) + _IN_OBJECT + least(fields[name]) for name in given)


def text(schema: Schema) -> int:
    """Bytes of the longest string."""
    longest = _number(schema, "maxLength")
    if longest is not None:
        return longest * _WIDEST
    words = tree.words(schema, "enum")
    return max(map(len, words)) if words else REQUEST - 2


def count(schema: Schema) -> int:
    """How many items a list, or entries a map, can have."""
    items, values = tree.sub(schema, "items"), tree.sub(schema, "additionalProperties")
    if items is not None:
        most = _number(schema, "maxItems")
        return (REQUEST - 2) // (least(items) + 1) if most is None else most
    most = _number(schema, "maxProperties")
    return (REQUEST - 2) // (least(values or {}) + _IN_MAP) if most is None else most


def times(schema: Schema, many: int | None, step: str) -> int | None:
    """How often there is what stands one step below something that is there ``many`` times; None is unlimited."""
    limit = {"items": "maxItems", "additionalProperties": "maxProperties"}.get(step)
    if limit is None or many is None:
        return many
    most = _number(schema, limit)
    return None if most is None else many * most


def _number(schema: Schema, key: str) -> int | None:
    value = schema.get(key)
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else None
