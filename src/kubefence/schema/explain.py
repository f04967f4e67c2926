"""Errors of the schema validator, in words: what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.nearest import nearest
from kubefence.problems import Anchor, Problem
from kubefence.schema import navigate
from kubefence.schema.pack import Pack, Schema
from kubefence.versions import Version, spoken
from kubefence.yamldoc.document import Json, Path


def problems(pack: Pack, version: Version, target: Schema, value: Json, path: Path, error: Any) -> Iterator[Problem]:
    """The problems behind one error (``ValidationErrorKind`` of jsonschema_rs) at ``path`` of ``value``."""
    explained = _EXPLAIN.get(error.name)
    if explained is None:
        yield _unexplained(path, error)
        return
    yield from explained(_Site(pack, version, target, value, path), error)


class _Site:
    """Where an error is: the value there and the schema that it should have met."""

    def __init__(self, pack: Pack, version: Version, target: Schema, value: Json, path: Path) -> None:
        self.pack, self.version, self.target, self.path = pack, version, target, path
        self.value = value
        for step in path:
            self.value = self.value[step]  # type: ignore[index]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(step for step in self.path if isinstance(step, str))

    def schema(self) -> Schema:
        return self._at(self.path)

    def above(self) -> Schema:
        """The schema of what holds the value."""
        return self._at(self.path[:-1])

    def _at(self, path: Path) -> Schema:
        return navigate.resolved(self.pack, self.version, navigate.descend(self.pack, self.version, self.target, path))


def _unknown_fields(site: _Site, error: Any) -> Iterator[Problem]:
    known = site.schema().get("properties", {})
    for field in error.unexpected:
        hint = _other_versions(site, field) or _misspelled(field, known) or _elsewhere(site, field)
        if hint is None and len(known) <= 12:
            names = "、".join(sorted(known)), ", ".join(sorted(known))
            hint = Text(f"这里可以写：{names[0]}", f"possible here: {names[1]}")
        zh, en = (f"；{hint.zh}", f"; {hint.en}") if hint else ("", "")
        yield Problem(
            "unknown-field",
            (*site.path, field),
            Text(f"没有名为 {field} 的字段{zh}", f"there is no field {field}{en}"),
            Anchor.KEY,
        )


def _misspelled(field: str, known: dict[str, Schema]) -> Text | None:
    by_lower = {name.lower(): name for name in known}
    near = nearest(field.lower(), by_lower, 0.75)
    if near is None:
        return None
    meant = by_lower[near]
    return Text(f"是不是 {meant}？", f"did you mean {meant}?")


def _elsewhere(site: _Site, field: str) -> Text | None:
    home = navigate.nearest_home(site.pack, site.version, site.target, field, site.names)
    if home is None or home.distance > 4:
        return None
    place = ".".join(home.path)
    if not place:
        return Text(f"{field} 属于对象的最外层", f"{field} belongs to the top level of the object")
    return Text(f"{field} 属于 {place}，检查缩进或层级", f"{field} belongs under {place}; check the indentation")


def _other_versions(site: _Site, field: str) -> Text | None:
    name = navigate.definition_name(navigate.descend(site.pack, site.version, site.target, site.path))
    if name is None:
        return None
    having = [
        version
        for version in site.pack.living(name)
        if field in site.pack.definition(version, name).get("properties", {})
    ]
    if not having:
        return None
    return Text(f"它只存在于 Kubernetes {spoken(having)}", f"it exists only in Kubernetes {spoken(having)}")


def _missing_field(site: _Site, error: Any) -> Iterator[Problem]:
    field = error.property
    yield Problem(
        "missing-field",
        site.path,
        Text(f"缺少必填字段 {field}", f"the required field {field} is missing"),
        Anchor.KEY,
        field=field,
    )


def _wrong_type(site: _Site, error: Any) -> Iterator[Problem]:
    name = site.path[-1] if site.path else ""
    if site.value is None and name in site.above().get("required", ()):
        text = Text(f"{name} 是空的，它是必填字段", f"{name} is empty, but it is a required field")
        yield Problem("missing-field", site.path, text, Anchor.KEY)
        return
    yield _type_problem(site, [name for name in error.types if name != "null"])


def _wrong_union(site: _Site, error: Any) -> Iterator[Problem]:
    wanted: list[str] = []
    for branch in site.schema().get("oneOf", []):
        types = branch.get("type", [])
        wanted += [name for name in ([types] if isinstance(types, str) else types) if name not in (*wanted, "null")]
    yield _type_problem(site, wanted)


def _type_problem(site: _Site, wanted: list[str]) -> Problem:
    return Problem("wrong-type", site.path, _type_text(site, wanted), named=_named(site))


def _type_text(site: _Site, wanted: list[str]) -> Text:
    name = site.names[-1] if site.names else ""
    got = type_name(site.value)
    if site.value is None:
        return Text(
            f"{name} 没有值（null），这里必须是{_zh_types(wanted)}",
            f"{name} has no value (null), it must be {_en_types(wanted)}",
        )
    hint = _type_hint(site.value, wanted)
    zh, en = (f"；{hint.zh}", f"; {hint.en}") if hint else ("", "")
    return Text(
        f"{name or '这里'} 应为{_zh_types(wanted)}，写的却是{_ZH_TYPES[got]}{_shown(site.value)}{zh}",
        f"{name or 'this'} must be {_en_types(wanted)}, not {_EN_TYPES[got]}{_shown(site.value)}{en}",
    )


def _named(site: _Site) -> Path:
    """The field that the server's decoder names: of an entry in a map, only the map."""
    in_map = bool(site.path) and isinstance(site.above().get("additionalProperties"), dict)
    return site.path[:-1] if in_map else ()


def _type_hint(value: Json, wanted: list[str]) -> Text | None:
    if "string" in wanted and isinstance(value, bool | int | float):
        return Text("给值加上引号", "put the value in quotes")
    if isinstance(value, str) and any(name in wanted for name in ("integer", "number", "boolean")):
        return Text("去掉引号，或改成这种类型的值", "remove the quotes, or write a value of that type")
    if "array" in wanted and isinstance(value, dict | str):
        return Text("列表的每一项以 - 开头", "each item of a list starts with -")
    if "object" in wanted and isinstance(value, list):
        return Text("去掉开头的 -", "remove the leading -")
    if "object" in wanted:
        return Text("内容应另起一行并缩进", "its content goes on lines of its own, indented")
    return None


def _outside_enum(site: _Site, error: Any) -> Iterator[Problem]:
    options = [str(option) for option in error.options if option]
    by_lower = {option.lower(): option for option in options}
    near = nearest(str(site.value).lower(), by_lower, 0.6)
    name = site.names[-1] if site.names else ""
    meant = f"，是不是 {by_lower[near]}？" if near else "，", f", did you mean {by_lower[near]}?" if near else ","
    yield Problem(
        "invalid-value",
        site.path,
        Text(
            f"{name} 不能是 {site.value!s}{meant[0]}可选：{'、'.join(options)}",
            f"{name} cannot be {site.value!s}{meant[1]} one of: {', '.join(options)}",
        ),
        named=site.path[:-1] if _field_of(site) in _NAMED_BY_PARENT else (),
    )


_NAMED_BY_PARENT = frozenset(
    {
        "apps.v1.DaemonSetUpdateStrategy.type",
        "apps.v1.DeploymentStrategy.type",
        "apps.v1.StatefulSetUpdateStrategy.type",
        "core.v1.PersistentVolumeSpec.accessModes",
        "core.v1.PersistentVolumeClaimSpec.accessModes",
    }
)
"""Fields for whose wrong value, or entry, the API server names what holds it."""


def _field_of(site: _Site) -> str:
    """``definition.field`` of the innermost field on the way to the site."""
    path = site.path[:-1] if site.path and isinstance(site.path[-1], int) else site.path
    if not path:
        return ""
    parent = navigate.definition_name(navigate.descend(site.pack, site.version, site.target, path[:-1]))
    return f"{navigate.short_name(parent)}.{path[-1]}" if parent else ""


def _unexplained(path: Path, error: Any) -> Problem:
    return Problem(
        "invalid-value",
        path,
        Text(f"不符合模式（{error.name}）", f"does not match the schema ({error.name})"),
    )


_EXPLAIN: dict[str, Callable[[_Site, Any], Iterator[Problem]]] = {
    "additionalProperties": _unknown_fields,
    "required": _missing_field,
    "type": _wrong_type,
    "anyOf": _wrong_union,
    "enum": _outside_enum,
}

_ZH_TYPES = {
    "string": "字符串",
    "integer": "整数",
    "number": "数字",
    "boolean": "布尔值",
    "array": "列表",
    "object": "对象",
    "null": "空值",
}
_EN_TYPES = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


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


def _zh_types(names: list[str]) -> str:
    return "或".join(_ZH_TYPES[name] for name in names)


def _en_types(names: list[str]) -> str:
    return " or ".join(_EN_TYPES[name] for name in names)


def _shown(value: Json) -> str:
    """A scalar as it is, cut where long; nothing for collections."""
    if isinstance(value, dict | list):
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f" {text[:40]}…" if len(text) > 40 else f" {text}"
