"""What JSON schema does not ask of a custom resource: formats, and lists that are sets or maps.

``ValidateListSetsAndMaps``: of three equal entries only the second is told, as the server does it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from kubefence.findings import Text
from kubefence.formats.openapi import FORMATS, SINCE
from kubefence.problems import Also, Anchor, Problem
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import LIST_KEYS, LIST_TYPE, Schema
from kubefence.yamldoc.document import Json, Path


def problems(value: Json, schema: Schema, path: Path = ()) -> Iterator[Problem]:
    """Problems of the value at a path, and of all that is in it."""
    if isinstance(value, str):
        yield from _formed(value, schema, path)
    elif isinstance(value, list):
        yield from _unique(value, schema, path)
        items = tree.sub(schema, "items")
        for index, item in enumerate(value) if items is not None else ():
            yield from problems(item, items or {}, (*path, index))
    elif isinstance(value, dict):
        fields, more = tree.properties(schema), tree.sub(schema, "additionalProperties")
        for name, inner in value.items():
            below = fields.get(name, more)
            if below is not None:
                yield from problems(inner, below, (*path, name))


def _formed(value: str, schema: Schema, path: Path) -> Iterator[Problem]:
    form = tree.text(schema, "format")
    if form in FORMATS and tree.text(schema, "type") in ("", "string") and not FORMATS[form](value):
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        text = Text(
            f"{name} 应符合格式 {form}，{value!r:.60} 不是", f"{name} must be a {form}, and {value!r:.60} is none"
        )
        yield replace(Problem("invalid-format", path, text), since=SINCE.get(form))


def _unique(value: list[Json], schema: Schema, path: Path) -> Iterator[Problem]:
    merge = schema.get(LIST_TYPE)
    if merge not in ("set", "map") or len(value) < 2:
        return
    keys = tree.names(schema, LIST_KEYS) if merge == "map" else []
    first: dict[str, int] = {}
    told: set[str] = set()
    for index, item in enumerate(value):
        known = _identity(item, keys) if merge == "map" else item
        said = json.dumps([type(known).__name__, known], sort_keys=True)
        if said in first and said not in told:
            told.add(said)
            yield _twice(known, (*path, index), Also((*path, first[said]), _FIRST, Anchor.KEY))
        first.setdefault(said, index)


_FIRST = Text("已经在这里", "it is here already")


def _identity(item: Json, keys: list[str]) -> Json:
    """The values of the keys of an entry in a list that is a map; a key that is not given is none."""
    return {key: item[key] for key in keys if key in item} if isinstance(item, dict) else {}


def _twice(known: Json, path: Path, first: Also) -> Problem:
    if isinstance(known, dict):
        words = ", ".join(f"{key}: {_written(inner)}" for key, inner in known.items())
        keys = "、".join(known) or "键"
        text = Text(f"列表里已有 {words} 的项；{keys} 不能重复", f"the list has an entry with {words} already")
    else:
        words = _written(known)
        text = Text(f"列表里已有 {words}；不能重复", f"the list has {words} already")
    return Problem("duplicate-entry", path, text, Anchor.KEY, also=(first,))


def _written(value: Json) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
