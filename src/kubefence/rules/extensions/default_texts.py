"""Why a default does not meet the schema that it is the default of, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kubefence.findings import Text
from kubefence.problems import spoken_path
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Json, Path

_LIMITS = ("limit", "multiple_of", "pattern", "format")
"""Where an error of the validator has what the keyword asks for."""
_OURS = "kubernetes-"
"""Before the names of formats that are no formats of JSON schema."""


def wrong_default(kind: Any, value: Json, at: Path) -> Text:
    """What is wrong with the ``value`` at a path in a default; ``kind`` is the error of the validator."""
    where = Text(f"里的 {spoken_path(at)}", f" at {spoken_path(at)}") if at else Text("", "")
    what = (
        Text("", "")
        if isinstance(value, dict | list)
        else Text(f" {shown(_written(value))}", f" {shown(_written(value))}")
    )
    head = Text(f"默认值{where.zh}{what.zh}", f"the default{where.en}{what.en}")
    tail = _TAILS[kind.name](kind) if kind.name in _TAILS else _general(kind)
    return Text(f"{head.zh} {tail.zh}", f"{head.en} {tail.en}")


def _written(value: Json) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _listed(values: Iterable[Json]) -> Text:
    words = [_written(value) for value in values]
    return Text("、".join(words), ", ".join(words))


def _enum(kind: Any) -> Text:
    words = _listed(kind.options)
    return Text(f"不在 enum 里，可选：{words.zh}", f"is not in enum, one of: {words.en}")


def _type(kind: Any) -> Text:
    words = [name for name in kind.types if name != "null"]
    return Text(f"的类型应为 {' 或 '.join(words)}", f"should be of type {' or '.join(words)}")


def _required(kind: Any) -> Text:
    return Text(f"缺少必填字段 {kind.property}", f"lacks the required field {kind.property}")


def _general(kind: Any) -> Text:
    limit = next((getattr(kind, name) for name in _LIMITS if hasattr(kind, name)), None)
    rule = kind.name if limit is None else f"{kind.name}: {str(limit).removeprefix(_OURS)}"
    return Text(f"不符合 {rule}", f"does not meet {rule}")


_TAILS = {"enum": _enum, "type": _type, "required": _required}
