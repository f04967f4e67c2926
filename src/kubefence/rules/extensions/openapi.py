"""What a CRD schema may say at all (``ValidateCustomResourceDefinitionOpenAPISchema``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kubefence.problems import Problem
from kubefence.rules.extensions.lists import MERGING, lists
from kubefence.rules.vocabulary.values import shown
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import EMBEDDED, PRESERVE, Schema
from kubefence.yamldoc.document import Path

_UNSUPPORTED = dict.fromkeys(
    ("id", "$schema", "$ref", "additionalItems", "patternProperties", "definitions", "dependencies")
).keys()
_EMPTY_COUNTS: tuple[tuple[str, object], ...] = (("dependencies", {}), ("additionalItems", {}), ("$ref", ""))
"""What Go takes for given although there is nothing in it: a map that is not nil, a pointer to a string."""
_AT_ROOT_WITH_STATUS = frozenset(
    {
        "description",
        "type",
        "format",
        "title",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "maxItems",
        "minItems",
        "uniqueItems",
        "multipleOf",
        "required",
        "items",
        "properties",
        "externalDocs",
        "example",
        PRESERVE,
        tree.VALIDATIONS,
    }
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What surrounds a schema (``specStandardValidatorV3``)."""

    root: bool = False
    meta: bool = False
    """Inside of metadata, kind or apiVersion."""
    no_defaults: tuple[str, str] | None = None
    """Why there can be no default."""


def allowed(schema: Schema, path: Path, place: Surroundings) -> Iterator[Problem]:
    """Everything but structure: forbidden keywords, types, defaults and list types, here and below."""
    yield from _keywords(schema, path, place)
    if not MERGING.isdisjoint(schema):
        yield from lists(schema, path)
    inner = replace(place, root=False) if place.root else place
    values = tree.sub(schema, "additionalProperties")
    if values is not None:
        reason = ("元数据的附加字段里不能有默认值", "not in additional properties of metadata")
        below = replace(inner, no_defaults=reason) if place.meta else inner
        yield from allowed(values, (*path, "additionalProperties"), below)
    resource = place.root or tree.flag(schema, EMBEDDED)
    for name, field in tree.properties(schema).items():
        below = _meta(name, place) if resource and name in tree.META else inner
        yield from allowed(field, (*path, "properties", name), below)
    for key in ("not", "items"):
        below_key = tree.sub(schema, key)
        if below_key is not None:
            yield from allowed(below_key, (*path, key), inner)
    for key, index, part in tree.junctions(schema):
        yield from allowed(part, (*path, key, index), inner)


def _meta(name: str, place: Surroundings) -> Surroundings:
    """Inside of ``metadata``, ``kind`` and ``apiVersion`` of a resource."""
    if place.root:
        return Surroundings(
            meta=True, no_defaults=(f"顶层的 {name} 由服务器管理", f"{name} at the top is the server's")
        )
    return replace(place, meta=True)


def _type(schema: Schema, path: Path) -> Iterator[Problem]:
    kind = tree.text(schema, "type")
    if kind == "null":
        yield tree.problem(
            "invalid-value", (*path, "type"), "不能是 null；用 nullable: true", "use nullable: true instead"
        )
    elif kind and kind not in tree.TYPES:
        words = ", ".join(tree.TYPES)
        yield tree.problem(
            "invalid-value",
            (*path, "type"),
            f"没有类型 {shown(kind)}，可选：{words}",
            f"there is no type {shown(kind)}, one of: {words}",
        )


def _keywords(schema: Schema, path: Path, place: Surroundings) -> Iterator[Problem]:
    yield from _type(schema, path)
    for key in _UNSUPPORTED if not _UNSUPPORTED.isdisjoint(schema) else ():
        value = schema.get(key)
        if value not in (None, "", {}) or (key, value) in _EMPTY_COUNTS:
            yield tree.forbidden(path, key, "CRD 的模式不支持它", "the schemas of CRDs do not have it")
    if isinstance(schema.get("items"), list):
        yield tree.problem(
            "wrong-type", (*path, "items"), "items 应为一个模式，不是列表", "items is one schema, no list"
        )
    if tree.flag(schema, "uniqueItems"):
        zh, en = "检查代价太高；用 x-kubernetes-list-type: set", "it costs too much; use x-kubernetes-list-type: set"
        yield tree.forbidden(path, "uniqueItems", zh, en)
    more = schema.get("additionalProperties")
    if tree.properties(schema) and (more is False or isinstance(more, dict)):
        zh, en = "与 properties 互斥", "either this or properties"
        yield tree.forbidden(path, "additionalProperties", zh, en, "mutually-exclusive")
    if schema.get("default") is not None and place.no_defaults:
        yield tree.forbidden(path, "default", *place.no_defaults)
    if place.meta and tree.flag(schema, EMBEDDED):
        yield tree.forbidden(path, EMBEDDED, "元数据里不能嵌入资源", "not inside of metadata")
    if schema.get(PRESERVE) is False:
        zh, en = "只能是 true；不需要就删掉", "it can only be true; remove it else"
        yield tree.problem("invalid-value", (*path, PRESERVE), zh, en)


def root(schema: Schema, path: Path, *, status: bool) -> Iterator[Problem]:
    """What the outermost schema may say, with and without a status subresource."""
    if tree.flag(schema, "nullable"):
        yield tree.forbidden(path, "nullable", "对象本身不能是 null", "the object itself is never null")
    for key, value in schema.items() if status else ():
        if key not in (*_AT_ROOT_WITH_STATUS, "nullable") and value is not None and value is not False and value != "":
            zh, en = "启用 status 子资源时，根上不能写它", "not at the root of a schema with the status subresource"
            yield tree.forbidden(path, key, zh, en)
