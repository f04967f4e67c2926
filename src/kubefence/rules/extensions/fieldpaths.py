"""Paths to fields of a custom resource: ``.spec.replicas``, ``.spec['a.b']``."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import Schema

_TOKEN = re.compile(r"[.\[\]]|'(?:[^']|(?<=\\)')*+(?<!\\)'|'.*|[^.\[\]]+", re.DOTALL)
"""A sign, a name in quotes, or whatever stands between two signs."""
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "'": "'", "\\": "\\"}
_START = Text("应以 . 开头，如 .spec.replicas", "it has to start with a dot, such as .spec.replicas")
_QUOTED = Text(
    "方括号里是带单引号的字段名，如 ['a.b']，不能是列表的下标",
    "square brackets hold a field name in single quotes, such as ['a.b'], and no index of a list",
)


def steps(path: str) -> list[str] | Text:
    """The names in a path, or why it is none."""
    found: list[str] = []
    tokens = iter(_TOKEN.findall(path))
    for sign in tokens:
        name = next(tokens, "") if sign in (".", "[") else ""
        if not name:
            return _START
        if sign == "[":
            quoted = _unquoted(name)
            if quoted is None or next(tokens, "") != "]":
                return _QUOTED
            name = quoted
        found.append(name)
    return found or _START


def _unquoted(token: str) -> str | None:
    """The name in single quotes, None where there is none."""
    inner = token[1:-1]
    if len(token) < 2 or token[0] != "'" or token[-1] != "'":
        return None
    if any(escape not in _ESCAPES for escape in _ESCAPE.findall(inner)):
        return None
    return _ESCAPE.sub(lambda found: _ESCAPES[found[1]], inner)


def follow(schema: Schema, path: str) -> Schema | Text:
    """The schema that a path leads to, or why it leads nowhere (``ValidFieldPath``)."""
    names = steps(path)
    if isinstance(names, Text):
        return names
    here: Schema | None = schema
    for name in names:
        below = _below(here or {}, name)
        if below is None:
            return Text(f"模式里没有 {name}", f"there is no {name} in the schema")
        here = below
    return here or {}


def _below(schema: Schema, name: str) -> Schema | None:
    """The schema of one field; {} for one that may be anything. There is no way into a list."""
    fields, more = tree.properties(schema), schema.get("additionalProperties")
    if fields:
        return fields.get(name)
    return more if isinstance(more, dict) else {} if isinstance(more, bool) else None


def simple_path(text: str) -> Text | None:
    """``validateSimpleJSONPath``: it starts with a dot."""
    return None if text.startswith(".") else _START
