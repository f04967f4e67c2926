"""Strategic merge patches: any part of an object, and directives that say how it is merged.

``strategicpatch/patch.go`` of apimachinery has the directives, and finds the item of a list that is meant by its key.
"""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.nearest import suggestion
from kubefence.problems import Anchor, Problem
from kubefence.schema import navigate
from kubefence.schema.pack import Pack, Schema
from kubefence.versions import Version
from kubefence.yamldoc.document import Gaps, Json, Path

RULE = "invalid-patch"
_PATCH, _RETAIN = "$patch", "$retainKeys"
_ORDER, _DROP = "$setElementOrder/", "$deleteFromPrimitiveList/"
_WAYS = ("delete", "merge", "replace")
_DIRECTIVES = (_PATCH, _RETAIN, _ORDER, _DROP)
_KEYS = "x-kubernetes-list-map-keys"


def stripped(value: Json) -> Json:
    """The patch without its directives."""
    if isinstance(value, dict):
        return {key: stripped(inner) for key, inner in value.items() if not key.startswith("$")}
    return [stripped(item) for item in value] if isinstance(value, list) else value


def gaps(value: Json, known: Gaps) -> Gaps:
    """A patch leaves open whatever it does not change."""
    return known._replace(open=known.open.union(_open(value, ())), partial=True)


def _open(value: Json, path: Path) -> Iterator[Path]:
    if isinstance(value, dict):
        yield path
        for key, inner in value.items():
            yield from _open(inner, (*path, key))
    elif isinstance(value, list):
        yield path
        for index, item in enumerate(value):
            yield from _open(item, (*path, index))
    elif value is None:  # takes the field away
        yield path


def directives(value: Json, path: Path = ()) -> Iterator[Problem]:
    """What is wrong with the directives of a patch."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from directives(item, (*path, index))
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        at = (*path, key)
        if key == _PATCH:
            if inner not in _WAYS:
                zh, en = suggestion(str(inner), _WAYS, 0.6)
                text = Text(f"$patch 只能是 {'、'.join(_WAYS)}{zh}", f"$patch is one of {', '.join(_WAYS)}{en}")
                yield Problem(RULE, at, text)
        elif key == _RETAIN or key.startswith((_ORDER, _DROP)):
            if not isinstance(inner, list):
                yield Problem(RULE, at, Text(f"{key} 的值是列表", f"the value of {key} is a list"))
        elif key.startswith("$"):
            zh, en = suggestion(key, _DIRECTIVES, 0.6)
            yield Problem(RULE, at, Text(f"没有 {key} 这个指令{zh}", f"there is no directive {key}{en}"), Anchor.KEY)
        else:
            yield from directives(inner, at)


def without_key(pack: Pack, version: Version, schema: Schema, value: Json, path: Path = ()) -> Iterator[Problem]:
    """Items of a list that do not say which item is meant."""
    schema = navigate.resolved(pack, version, schema)
    if isinstance(value, list):
        keys = schema.get(_KEYS, ())
        for index, item in enumerate(value):
            if len(keys) == 1 and isinstance(item, dict) and keys[0] not in item and item.keys() != {_PATCH}:
                yield _without(keys[0], (*path, index))
            yield from _below(pack, version, schema, item, index, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _below(pack, version, schema, inner, key, path)


def _below(pack: Pack, version: Version, schema: Schema, value: Json, step: str | int, path: Path) -> Iterator[Problem]:
    if isinstance(value, dict | list):
        try:
            inner = navigate.child(pack, version, schema, step)
        except navigate.Lost:
            return
        yield from without_key(pack, version, inner, value, (*path, step))


def _without(key: str, path: Path) -> Problem:
    return Problem(
        RULE,
        path,
        Text(
            f"合并补丁靠 {key} 找到列表里的那一项，这里没有写 {key}",
            f"a merge finds the item of a list by its {key}, which is not here",
        ),
        Anchor.KEY,
    )
