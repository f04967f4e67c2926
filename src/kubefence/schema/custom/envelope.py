"""What every object has, whatever its kind: all that can be checked of a kind that nobody knows."""

from __future__ import annotations

from typing import Any

from kubefence.schema.pack import REF, Pack, Schema

SHORT = "custom.resource."
"""Before the scope of a custom resource, in the short name of its definition: rules hang on that."""
OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
_UNKNOWN = f"Unknown.{SHORT}Unknown"
_TEXT: Schema = {"type": "string"}


def enveloped(fields: dict[str, Any]) -> Schema:
    """The fields of an object, with those that every object has."""
    return {**fields, "apiVersion": _TEXT, "kind": _TEXT, "metadata": {"$ref": f"{REF}{OBJECT_META}"}}


def has_one(value: Any) -> bool:
    """Whether a value has the metadata of an object, and not those of a list, which has no name."""
    if not isinstance(value, dict) or "metadata" not in value:
        return False
    return not (str(value.get("kind")).endswith("List") and isinstance(value.get("items"), list))


def unknown(pack: Pack) -> str:
    """The name of a definition that asks for no more than what every object has."""
    pack.learn(_UNKNOWN, {"type": "object", "properties": enveloped({})})
    return _UNKNOWN
