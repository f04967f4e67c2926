"""Values of the wrong type: what they are called, and in which form they would fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from kubefence.edits import AS_IT_IS, Edit, Move, NewForm, Way
from kubefence.findings import Text
from kubefence.problems import Problem, Ways
from kubefence.schema import fields
from kubefence.schema.spot import Spot
from kubefence.yamldoc import scalars
from kubefence.yamldoc.document import Json, Path

_ZH = {
    "string": "字符串",
    "integer": "整数",
    "number": "数字",
    "boolean": "布尔值",
    "array": "列表",
    "object": "对象",
    "null": "空值",
}
_EN = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def wrong(spot: Spot, wanted: list[str]) -> Problem:
    """The problem that a value has none of the types that are wanted."""
    ways = Ways(partial(_ways, spot, wanted), _NOTHING)
    return Problem("wrong-type", spot.path, _text(spot, wanted), named=_named(spot), ways=ways)


def _text(spot: Spot, wanted: list[str]) -> Text:
    zh, en = "或".join(_ZH[name] for name in wanted), " or ".join(_EN[name] for name in wanted)
    if spot.value is None:
        return Text(f"{spot.name} 没有值（null），这里必须是{zh}", f"{spot.name} has no value (null), it must be {en}")
    got = type_name(spot.value)
    return Text(
        f"{spot.name or '这里'} 应为{zh}，写的却是{_ZH[got]}{_shown(spot.value)}",
        f"{spot.name or 'this'} must be {en}, not {_EN[got]}{_shown(spot.value)}",
    )


def _named(spot: Spot) -> Path:
    """The field that the server's decoder names: of an entry in a map, only the map."""
    in_map = bool(spot.path) and isinstance(spot.above().get("additionalProperties"), dict)
    return spot.path[:-1] if in_map else ()


def type_name(value: Json) -> str:
    """The JSON Schema name of a value's type."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def written(value: Json) -> str:
    """A scalar as YAML has it."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(value: Json) -> str:
    """A scalar as it is, cut where long; nothing for collections."""
    if isinstance(value, dict | list):
        return ""
    text = written(value)
    return f" {text[:40]}…" if len(text) > 40 else f" {text}"


_NOTHING = Text("", "")
_QUOTES = Text("给值加上引号", "put the value in quotes")
_NO_QUOTES = Text("去掉引号", "remove the quotes")
_ITEM = Text("列表的每一项以 - 开头", "each item of a list starts with -")
_NO_ITEM = Text("去掉开头的 -", "remove the leading -")
_NO_LIST = Text("直接写值，不写成列表", "write the value alone, not as a list")


def _ways(spot: Spot, wanted: list[str]) -> Iterator[Way]:
    """Another place for what may be no entry of a mapping at all, and forms of the value that have one of the types."""
    value, path = spot.value, spot.path
    if _named(spot) and isinstance(value, dict | list):
        yield from fields.elsewhere(spot.holder(), str(path[-1]))

    def way(text: Text, form: NewForm) -> Way:
        return Way(text, Edit((Move(path, path, form),)))

    if "string" in wanted and isinstance(value, bool | int | float):
        yield way(_QUOTES, NewForm(written))
    if isinstance(value, str) and type_name(scalars.plain(value)) in wanted:
        yield way(_NO_QUOTES, NewForm(_unquoted))
    if isinstance(value, list) and len(value) == 1 and type_name(value[0]) in wanted:
        only = _NO_ITEM if isinstance(value[0], dict) else _NO_LIST
        yield way(only, NewForm(lambda items: items[0], stripped=1))  # type: ignore[index]  # only for lists
    if "object" in wanted and isinstance(value, list) and _merged(value) is not None:
        yield way(_NO_ITEM, NewForm(_merged))
    if "array" in wanted and isinstance(value, dict | str):
        yield way(_ITEM, NewForm(lambda item: [item], wrapped=(0,)))
    if "array" in wanted and isinstance(value, dict) and value:
        yield way(*_entries(value))
    if "object" in wanted and isinstance(value, str):
        text = f"name: {value}"
        yield way(
            Text(f"写成 {{{text}}}", f"write {{{text}}}"), NewForm(lambda name: {"name": name}, wrapped=("name",))
        )


def _unquoted(value: Json) -> Json:
    return scalars.plain(value) if isinstance(value, str) else value


def _merged(value: Json) -> Json:
    """The entries of all items in one mapping, None where they are none or contradict each other."""
    merged: dict[str, Json] = {}
    for item in value if isinstance(value, list) else ():
        if not isinstance(item, dict) or not merged.keys().isdisjoint(item):
            return None
        merged.update(item)
    return merged or None


def _entries(value: dict[str, Json]) -> tuple[Text, NewForm]:
    """A mapping by name as a list of entries that have the name."""
    first = next(iter(value))
    inner = "" if all(isinstance(entry, dict) for entry in value.values()) else "value"
    changed: Callable[[Json], Json] = partial(_listed, inner=inner)
    text = Text(
        f"写成列表，每一项有 name，如 - name: {first}", f"write a list whose items have a name: - name: {first}"
    )
    return text, AS_IT_IS._replace(changed=changed)


def _listed(value: Json, inner: str) -> Json:
    items = value.items() if isinstance(value, dict) else ()
    if inner:
        return [{"name": name, inner: entry} for name, entry in items]
    return [{"name": name, **entry} if isinstance(entry, dict) else entry for name, entry in items]
