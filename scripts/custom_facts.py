"""What a CRD says that is a fact: names, types, what is required, enums, bounds, keys of lists. Nothing that is worded.

Descriptions, expressions, patterns and the values of defaults stay where they are. What can only be said with them is
left out whole, so that what is kept never refuses what the CRD would take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kubefence.schema.custom import definitions, tree

Schema = dict[str, Any]

KEPT = (
    *("type", "format", "enum", "nullable", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
    *(tree.PRESERVE, tree.EMBEDDED, tree.INT_OR_STRING, tree.LIST_KEYS),
)
WORDED = ("pattern", tree.VALIDATIONS)
"""What a server asks, and only the CRD itself can tell."""
MERGING = ("set", "map")
FREE: Schema = {tree.PRESERVE: True}
"""A status: whoever creates an object is not asked for it."""


class Fact(NamedTuple):
    """What is known of a kind."""

    name: str
    """``group/version/Kind``."""
    cluster: bool
    status: bool
    asks_more: bool
    """Whether its CRD asks for what is not kept."""
    schema: Schema


def facts(crds: Iterable[Any]) -> Iterator[Fact]:
    """The kinds that some CRDs define."""
    for crd in crds:
        for kind in definitions.kinds(crd):
            schema = kind.schema
            fields = tree.properties(schema)
            kept = {name: field for name, field in fields.items() if name not in tree.META}
            if kind.status and "status" in kept:
                kept["status"] = FREE
            asks_more = definitions.asks_more({**schema, "properties": kept})
            reduced = reduced_schema({**schema, "properties": kept})
            yield Fact(f"{kind.api_version}/{kind.kind}", kind.cluster, kind.status, asks_more, reduced)


def reduced_schema(schema: Schema) -> Schema:
    """A schema without what is worded."""
    out = {key: schema[key] for key in KEPT if schema.get(key) is not None and schema[key] is not False}
    fields = tree.properties(schema)
    required = [
        field for field in tree.names(schema, "required") if fields.get(field, {}).get("default") is None
    ]  # a default satisfies it, and its value is not kept
    if required:
        out["required"] = required
    if schema.get(tree.LIST_TYPE) in MERGING:
        out[tree.LIST_TYPE] = schema[tree.LIST_TYPE]
    if fields:
        out["properties"] = {name: reduced_schema(field) for name, field in fields.items()}
    for key in ("items", "additionalProperties"):
        below = tree.sub(schema, key)
        if below is not None:
            out[key] = reduced_schema(below)
    if schema.get("additionalProperties") is True:
        out["additionalProperties"] = True
    return out | _junctions(schema)


def _junctions(schema: Schema) -> Schema:
    """``allOf`` and alike, without those that would be stricter for lack of what is worded."""
    out: Schema = {}
    for key in ("allOf", "anyOf", "oneOf"):
        parts = [part for _, part in tree.subs(schema, key)]
        if parts and not (key == "oneOf" and any(map(_is_worded, parts))):
            reduced = [reduced_schema(part) for part in parts]
            useful = all(reduced) if key != "allOf" else any(reduced)
            out |= {key: [part for part in reduced if part]} if useful else {}
    negated = tree.sub(schema, "not")
    if negated is not None and not _is_worded(negated):
        out["not"] = reduced_schema(negated)
    return out


def _is_worded(schema: Schema) -> bool:
    return not set(WORDED).isdisjoint(tree.keywords(schema))
