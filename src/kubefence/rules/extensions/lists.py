"""How lists and maps of custom resources merge: ``x-kubernetes-list-type``, ``-list-map-keys``, ``-map-type``."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.extensions.documentation import LIST_MAP_KEY
from kubefence.rules.vocabulary.values import shown
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import LIST_KEYS, LIST_TYPE, MAP_TYPE, Schema
from kubefence.yamldoc.document import Path

MERGING = frozenset((LIST_TYPE, LIST_KEYS, MAP_TYPE))
"""The keywords that this is about."""
_KINDS = {LIST_TYPE: ("array", ("atomic", "set", "map")), MAP_TYPE: ("object", ("atomic", "granular"))}


def lists(schema: Schema, path: Path) -> Iterator[Problem]:
    """The part of ``ValidateCustomResourceDefinitionOpenAPISchema`` that is about merging."""
    for key, (kind, words) in _KINDS.items():
        if schema.get(key) is not None:
            yield from _word(schema, key, kind, words, path)
    merge = schema.get(LIST_TYPE)
    keys = tree.names(schema, LIST_KEYS)
    if keys and merge != "map":
        zh, en = f"有 {LIST_KEYS} 时必须是 map", f"with {LIST_KEYS} it has to be map"
        yield tree.problem("invalid-value", (*path, LIST_TYPE if merge else LIST_KEYS), zh, en)
    items = tree.sub(schema, "items")
    if merge in ("set", "map") and items is not None and tree.flag(items, "nullable"):
        zh, en = f"{merge} 的项不能为 null", f"the items of a {merge} are not null"
        yield tree.forbidden((*path, "items"), "nullable", zh, en)
    if merge == "set" and items is not None:
        yield from _set_items(items, (*path, "items"))
    if merge == "map":
        yield from _map(schema, keys, path)


def _word(schema: Schema, key: str, kind: str, words: tuple[str, ...], path: Path) -> Iterator[Problem]:
    if tree.text(schema, "type") != kind:
        at = (*path, "type") if tree.text(schema, "type") else (*path, key)
        yield tree.problem("invalid-value", at, f"{key} 要求 type: {kind}", f"{key} needs type: {kind}")
    word = schema[key]
    if isinstance(word, str) and word not in words:
        zh, en = f"不能是 {shown(word)}，可选：{'、'.join(words)}", f"not {shown(word)}, one of: {', '.join(words)}"
        yield tree.problem("invalid-value", (*path, key), zh, en)


def _set_items(items: Schema, path: Path) -> Iterator[Problem]:
    """The items of a set are compared as a whole."""
    kind = tree.text(items, "type")
    key = {"array": LIST_TYPE, "object": MAP_TYPE}.get(kind)
    if key is None or items.get(key) == "atomic" or (kind == "array" and items.get(key) is None):
        return
    zh, en = f"set 的项要写 {key}: atomic", f"an item of a set needs {key}: atomic"
    yield tree.problem("invalid-value", (*path, key) if items.get(key) else path, zh, en)


def _map(schema: Schema, keys: list[str], path: Path) -> Iterator[Problem]:
    if not keys:
        yield tree.missing(path, LIST_KEYS, "map 要说明以哪些字段为键", "a map says which fields are its keys")
    items = schema.get("items")
    if items is None:
        yield tree.missing(path, "items", "map 要有每一项的模式", "a map needs the schema of its items")
    if not isinstance(items, dict):
        return
    below = (*path, "items")
    if tree.text(items, "type") != "object":
        at = (*below, "type") if tree.text(items, "type") else below
        yield tree.problem("invalid-value", at, "map 的项必须是 object", "the items of a map are objects")
        return
    yield from _keys(items, keys, path)


def _keys(items: Schema, keys: list[str], path: Path) -> Iterator[Problem]:
    """``validateMapListKeysMapSet``: keys exist, are plain, and always have a value."""
    fields, below = tree.properties(items), (*path, "items", "properties")
    required = tree.names(items, "required")
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield tree.problem("duplicate-entry", (*path, LIST_KEYS, index), f"{key} 重复了", f"{key} is given twice")
        if key not in fields:
            zh, en = f"项里没有字段 {key}", f"the items have no field {key}"
            yield tree.problem("unknown-reference", (*path, LIST_KEYS, index), zh, en)
            continue
        field = fields[key]
        if tree.text(field, "type") in ("array", "object"):
            zh, en = "键必须是简单类型", "a key is of a plain type"
            yield tree.problem(LIST_MAP_KEY.id, (*below, key, "type"), zh, en)
        if key not in required and field.get("default") is None:
            zh, en = f"键 {key} 必须必填，或有默认值", f"the key {key} has to be required, or have a default"
            yield tree.problem(LIST_MAP_KEY.id, (*below, key), zh, en)
        if tree.flag(field, "nullable"):
            yield tree.forbidden((*below, key), "nullable", "键不能为 null", "a key is never null", LIST_MAP_KEY.id)
