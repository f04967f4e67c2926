"""Structural schemas (``k8s.io/apiextensions-apiserver/pkg/apiserver/schema/validation.go``)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from kubefence.formats.regexes import re2
from kubefence.problems import Problem
from kubefence.rules.extensions.documentation import NOT_STRUCTURAL, UNTYPED
from kubefence.rules.vocabulary.values import shown
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import EMBEDDED, INT_OR_STRING, PRESERVE, Schema
from kubefence.yamldoc.document import Path


class Level(Enum):
    """Where a schema stands."""

    ROOT = ("根对象", "the root")
    ITEM = ("列表项", "an item")
    FIELD = ("字段", "a field")


_INT_OR_STRING = [{"type": "integer"}, {"type": "string"}]
_FORBIDDEN = ("type", "default", "title", "description", "nullable", PRESERVE, EMBEDDED, INT_OR_STRING)
_FORBIDDEN_LISTS = (tree.LIST_KEYS, tree.LIST_TYPE, tree.MAP_TYPE, tree.VALIDATIONS)
_BESIDES_STRUCTURE = ("type", "properties", "default", "example", "externalDocs")


def invariants(schema: Schema, level: Level, path: Path) -> Iterator[Problem]:
    """``validateStructuralInvariants``."""
    items, values = tree.sub(schema, "items"), tree.sub(schema, "additionalProperties")
    if tree.text(schema, "type") == "array" and not isinstance(schema.get("items"), dict | list):
        yield tree.missing(path, "items", "数组要说明每一项的模式", "an array needs the schema of its items")
    if items is not None:
        yield from invariants(items, Level.ITEM, (*path, "items"))
    for name, field in tree.properties(schema).items():
        yield from invariants(field, Level.FIELD, (*path, "properties", name))
    if schema.get("additionalProperties") is not None and level is Level.ROOT:
        yield tree.forbidden(path, "additionalProperties", "不能用于根对象", "not at the root")
    if values is not None:
        yield from invariants(values, Level.FIELD, (*path, "additionalProperties"))
    yield from _extensions(schema, path)
    skip_any = schema.get("anyOf") == _INT_OR_STRING
    skip_all = any(index == 0 and part.get("anyOf") == _INT_OR_STRING for index, part in tree.subs(schema, "allOf"))
    yield from _values(schema, path, skip_any=skip_any, skip_all=skip_all)
    yield from _type(schema, level, path)
    yield from _meta(schema, level, path)


def _extensions(schema: Schema, path: Path) -> Iterator[Problem]:
    """``validateExtensions``, and what an embedded resource needs."""
    if tree.flag(schema, INT_OR_STRING):
        for key in (PRESERVE, EMBEDDED):
            if tree.flag(schema, key):
                yield tree.forbidden(path, key, f"与 {INT_OR_STRING} 冲突", f"not with {INT_OR_STRING}")
    if not tree.flag(schema, EMBEDDED):
        return
    if schema.get("additionalProperties") is not None:
        yield tree.forbidden(path, "additionalProperties", "不能用于嵌入的资源", "not for an embedded resource")
    if not tree.flag(schema, PRESERVE) and not tree.properties(schema):
        yield tree.missing(path, "properties", f"或写 {PRESERVE}: true", f"or write {PRESERVE}: true")


def _type(schema: Schema, level: Level, path: Path) -> Iterator[Problem]:
    """Every schema has a type, that of the root is object."""
    kind = tree.text(schema, "type")
    if not kind and (
        tree.flag(schema, EMBEDDED) or not (tree.flag(schema, INT_OR_STRING) or tree.flag(schema, PRESERVE))
    ):
        zh, en = level.value
        yield tree.missing(path, "type", f"{zh}必须有类型", f"{en} has to have one", UNTYPED.id)
    elif kind and kind != "object" and (level is Level.ROOT or tree.flag(schema, EMBEDDED)):
        yield tree.problem("invalid-value", (*path, "type"), "这里的 type 必须是 object", "the type here is object")


def _meta(schema: Schema, level: Level, path: Path) -> Iterator[Problem]:
    """``validateStructuralMetadataInvariants``: the fields that every resource has."""
    if level is not Level.ROOT and not tree.flag(schema, EMBEDDED):
        return
    fields = tree.properties(schema)
    for name, kind in (("kind", "string"), ("apiVersion", "string"), ("metadata", "object")):
        written = tree.text(fields.get(name, {}), "type")
        if name in fields and written != kind:
            at = (*path, "properties", name, *(["type"] if written else []))
            yield tree.problem("invalid-value", at, f"{name} 的 type 必须是 {kind}", f"the type of {name} is {kind}")
    metadata = fields.get("metadata", {})
    extra = [key for key, value in metadata.items() if key not in _BESIDES_STRUCTURE and value not in (None, "", False)]
    if level is Level.ROOT and (extra or not tree.properties(metadata).keys() <= {"name", "generateName"}):
        yield tree.problem(
            "forbidden-field",
            (*path, "properties", "metadata"),
            "metadata 由服务器定义，这里只能限制 name 和 generateName",
            "metadata is defined by the server, only name and generateName can be restricted here",
        )


def _values(schema: Schema, path: Path, *, skip_any: bool = False, skip_all: bool = False) -> Iterator[Problem]:
    """``validateValueValidation``: what the junctions hold, and the pattern."""
    for key, index, part in tree.junctions(schema):
        if key != "anyOf" or not skip_any:
            yield from _nested(part, (*path, key, index), skip_any=skip_all and key == "allOf" and index == 0)
    negated = tree.sub(schema, "not")
    if negated is not None:
        yield from _nested(negated, (*path, "not"))
    pattern = tree.text(schema, "pattern")
    wrong = re2(pattern) if pattern else None
    if wrong:
        at = (*path, "pattern")
        yield tree.problem("invalid-format", at, f"{shown(pattern)}：{wrong.zh}", f"{shown(pattern)}: {wrong.en}")


def _nested(schema: Schema, path: Path, *, skip_any: bool = False) -> Iterator[Problem]:
    """``validateNestedValueValidation``: no structure below a junction."""
    yield from _values(schema, path, skip_any=skip_any)
    items = tree.sub(schema, "items")
    if items is not None:
        yield from _nested(items, (*path, "items"))
    for name, field in tree.properties(schema).items():
        yield from _nested(field, (*path, "properties", name))
        if name == "metadata":
            yield tree.forbidden((*path, "properties"), name, "组合里不能限制它", "not in here", NOT_STRUCTURAL.id)
    given = [key for key in _FORBIDDEN if schema.get(key) not in (None, "", False)]
    given += [key for key in _FORBIDDEN_LISTS if schema.get(key) not in (None, [])]
    given += ["additionalProperties"] if schema.get("additionalProperties") not in (None, False) else []
    for key in given:
        zh = "allOf、anyOf、oneOf 和 not 里只能写取值限制，移到外面"
        yield tree.forbidden(
            path, key, zh, "in allOf, anyOf, oneOf and not only values are constrained", NOT_STRUCTURAL.id
        )


def completeness(schema: Schema, path: Path) -> Iterator[Problem]:
    """``validateStructuralCompleteness``: what a junction at the root speaks of is declared outside of it."""
    return _declared(schema, schema, path)


def _declared(values: Schema, schema: Schema, path: Path) -> Iterator[Problem]:
    negated = tree.sub(values, "not")
    parts = [part for _, _, part in tree.junctions(values)]
    for part in parts if negated is None else (*parts, negated):
        yield from _declared(part, schema, path)
        yield from _fields_declared(part, schema, path)


def _fields_declared(part: Schema, schema: Schema, path: Path) -> Iterator[Problem]:
    """The fields and items that ``part`` speaks of exist in ``schema``."""
    zh, en = "组合里用到了它，外面没有声明", "a junction speaks of it, but it is not declared outside"
    items = tree.sub(part, "items")
    if items is not None:
        outside = tree.sub(schema, "items")
        if outside is None:
            yield tree.missing(path, "items", zh, en, NOT_STRUCTURAL.id)
        else:
            yield from _declared(items, outside, (*path, "items"))
            yield from _fields_declared(items, outside, (*path, "items"))
    fields = tree.properties(schema)
    for name, field in tree.properties(part).items():
        if name not in fields:
            yield tree.missing((*path, "properties") if fields else path, name, zh, en, NOT_STRUCTURAL.id)
        else:
            yield from _declared(field, fields[name], (*path, "properties", name))
            yield from _fields_declared(field, fields[name], (*path, "properties", name))
