"""Types of values below ``items`` and ``additionalProperties``, which the published schema leaves open.

The API server decodes these parts leniently: unknown fields are dropped without a word, wrong types are refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.extensions import tree
from kubefence.yamldoc.document import Json, Path

_TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("id", "$schema", "$ref", "description", "type", "format", "title", "pattern"), (str,)),
    **dict.fromkeys(("nullable", "uniqueItems", "exclusiveMaximum", "exclusiveMinimum"), (bool,)),
    **dict.fromkeys((tree.PRESERVE, tree.EMBEDDED, tree.INT_OR_STRING), (bool,)),
    **dict.fromkeys((tree.LIST_TYPE, tree.MAP_TYPE), (str,)),
    **dict.fromkeys(("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"), (int,)),
    **dict.fromkeys(("maximum", "minimum", "multipleOf"), (int, float)),
    **dict.fromkeys(("enum", "required", *tree.JUNCTIONS, tree.LIST_KEYS, tree.VALIDATIONS), (list,)),
    **dict.fromkeys(("properties", "not", "patternProperties", "definitions"), (dict,)),
    "items": (dict, list),
    "additionalProperties": (dict, bool),
}
_ZH = {str: "字符串", bool: "布尔值", int: "整数", float: "数字", list: "列表", dict: "对象"}
_EN = {str: "a string", bool: "a boolean", int: "an integer", float: "a number", list: "a list", dict: "a mapping"}


def decoded(schema: Json, path: Path, *, hidden: bool = False) -> Iterator[Problem]:
    """Wrong types in a schema; ``hidden`` tells whether the published schema does not see it."""
    if schema is None:
        return
    if not isinstance(schema, dict):
        if hidden:
            yield _wrong(path, (dict,))
        return
    for key, value in schema.items() if hidden else ():
        types = _TYPES.get(key)
        if types and value is not None and not _fits(value, types):
            yield _wrong((*path, key), types)
    for key in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(key), dict):
            yield from decoded(schema[key], (*path, key), hidden=hidden or key != "not")
    fields = schema.get("properties")
    for name, field in fields.items() if isinstance(fields, dict) else ():
        yield from decoded(field, (*path, "properties", name), hidden=hidden)
    for key, index, part in tree.junctions(schema):
        yield from decoded(part, (*path, key, index), hidden=hidden)


def _fits(value: Json, types: tuple[type, ...]) -> bool:
    return isinstance(value, types) and (bool in types or not isinstance(value, bool))


def _wrong(path: Path, types: tuple[type, ...]) -> Problem:
    zh, en = "或".join(_ZH[kind] for kind in types), " or ".join(_EN[kind] for kind in types)
    return tree.problem("wrong-type", path, f"{path[-1]} 应为{zh}", f"{path[-1]} must be {en}")
