"""Types of values below ``items`` and ``additionalProperties``, which the published schema leaves open.

The API server decodes these parts leniently: unknown fields are dropped without a word, wrong types are refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.schema.custom import tree
from kubefence.yamldoc.document import Json, Path

_TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("id", "$schema", "$ref", "description", "type", "format", "title", "pattern"), (str,)),
    **dict.fromkeys(("nullable", "uniqueItems", "exclusiveMaximum", "exclusiveMinimum"), (bool,)),
    **dict.fromkeys((tree.PRESERVE, tree.EMBEDDED, tree.INT_OR_STRING), (bool,)),
    **dict.fromkeys((tree.LIST_TYPE, tree.MAP_TYPE), (str,)),
    **dict.fromkeys(("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"), (int,)),
    **dict.fromkeys(("maximum", "minimum", "multipleOf"), (int, float)),
    **dict.fromkeys(("enum", "required", *tree.JUNCTIONS, tree.LIST_KEYS, tree.VALIDATIONS), (list,)),
    **dict.fromkeys(("properties", "not", "patternProperties", "definitions", "externalDocs"), (dict,)),
    "additionalProperties": (dict, bool),
}
_ITEMS: dict[str, type] = {
    **dict.fromkeys(("required", tree.LIST_KEYS), str),
    **dict.fromkeys((*tree.JUNCTIONS, tree.VALIDATIONS), dict),
}
"""Of which type the entries of lists are; null is an empty one."""
_OPEN = ("additionalProperties",)
"""What the published schema leaves open everywhere."""
_LARGEST = (1 << 63) - 1
_ZH = {str: "字符串", bool: "布尔值", int: "整数", float: "数字", list: "列表", dict: "对象"}
_EN = {str: "a string", bool: "a boolean", int: "an integer", float: "a number", list: "a list", dict: "a mapping"}


def wrong_types(schema: Json, path: Path, *, hidden: bool = False) -> Iterator[Problem]:
    """Wrong types in a schema; ``hidden`` tells whether the published schema does not see it."""
    if schema is None:
        return
    if not isinstance(schema, dict):
        if hidden:
            yield _wrong(path, (dict,))
        return
    for key, value in schema.items():
        types = _TYPES.get(key) if hidden or key in _OPEN else None
        if types and value is not None and not _fits(value, types):
            yield _wrong((*path, key), types)
        elif types and isinstance(value, list) and key in _ITEMS:
            for index, item in enumerate(value):
                if item is not None and not isinstance(item, _ITEMS[key]):
                    yield _wrong((*path, key, index), (_ITEMS[key],))
    for key in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(key), dict):
            yield from wrong_types(schema[key], (*path, key), hidden=hidden or key != "not")
    fields = schema.get("properties")
    for name, field in fields.items() if isinstance(fields, dict) else ():
        yield from wrong_types(field, (*path, "properties", name), hidden=hidden)
    for key, index, part in tree.junctions(schema):
        yield from wrong_types(part, (*path, key, index), hidden=hidden)


def _fits(value: Json, types: tuple[type, ...]) -> bool:
    if types == (int,) and isinstance(value, float):
        return value.is_integer()  # the server reads 2.0 as 2
    if types == (int,) and isinstance(value, int) and abs(value) > _LARGEST:
        return False
    return isinstance(value, types) and (bool in types or not isinstance(value, bool))


def _wrong(path: Path, types: tuple[type, ...]) -> Problem:
    zh, en = "或".join(_ZH[kind] for kind in types), " or ".join(_EN[kind] for kind in types)
    name = path[-1] if isinstance(path[-1], str) else path[-2]
    return tree.problem("wrong-type", path, f"{name} 应为{zh}", f"{name} must be {en}")
