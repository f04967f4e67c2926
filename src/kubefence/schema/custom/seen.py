"""A value as expressions see it (``UnstructuredToVal``): what is written as text may be a time, a duration or bytes."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from kubefence.cel.escapes import escaped
from kubefence.formats import go_duration
from kubefence.formats.openapi import is_date, is_date_time
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import Schema
from kubefence.yamldoc.document import Json

Value: TypeAlias = Any
_DATE_TIME = re.compile(r"(.{10})t(.{8})(?:\.([0-9]+))?(z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])", re.IGNORECASE)


class Seen(NamedTuple):
    """What an expression sees."""

    value: Value
    """What can be handed over; a time is text in it."""
    written: str
    """What says all of it, with ``self`` for what was handed over."""
    size: int
    """How many values there are in it; a long text counts as several."""

    def over(self, expression: str) -> str:
        """The expression, over a ``self`` whose times are times."""
        return expression if self.written == _SELF else f"cel.bind({_SELF}, dyn({self.written}), {expression})"


_SELF = "self"


@dataclass(frozen=True, slots=True)
class _Written:
    """An expression for a value that cannot be handed over."""

    text: str


class Unwritten(Exception):
    """It is not sure what an expression would see."""


def seen(value: Json, schema: Schema) -> Seen:
    """Fields by the names that they have there, numbers and texts of the type of the schema; raises `Unwritten`."""
    times: list[_Written] = []
    found = _seen(value, schema, times)
    written = _said(found, _SELF) if times else _SELF
    return Seen(_handed(found) if times else found, written, _size(found))


def _seen(value: Json, schema: Schema, times: list[_Written]) -> Value:
    if isinstance(value, list):
        items = tree.sub(schema, "items") or {}
        return [_seen(item, items, times) for item in value]
    if isinstance(value, dict):
        fields, more = tree.properties(schema), tree.sub(schema, "additionalProperties") or {}
        named = {escaped(name) if fields else name: (inner, fields.get(name, more)) for name, inner in value.items()}
        return {name: _seen(inner, below, times) for name, (inner, below) in named.items()}
    kind = tree.text(schema, "type")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if kind == "number" else int(value) if kind == "integer" else value
    if not isinstance(value, str):
        return value
    form = _FORMED.get(tree.text(schema, "format"))
    if form is None or kind != "string" or tree.flag(schema, tree.INT_OR_STRING):
        form = _quoted if "\0" in value else None
    if form is None:
        return value
    times.append(form(value))
    return times[-1]


def _handed(value: Value) -> Value:
    if isinstance(value, dict):
        return {name: _handed(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [*map(_handed, value)]
    return value.text if isinstance(value, _Written) else value


def _size(value: Value) -> int:
    if isinstance(value, str):
        return 1 + len(value) // 100
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_size, inner))


def _said(value: Value, place: str) -> str:
    """What says the same as a value at a place, which is the place itself where there is no time in it."""
    if isinstance(value, _Written):
        return value.text
    if isinstance(value, list):
        places = [f"{place}[{index}]" for index in range(len(value))]
        parts = [*map(_said, value, places)]
        return place if parts == places else f"[{', '.join(f'dyn({part})' for part in parts)}]"
    if isinstance(value, dict):
        names = [json.dumps(name, ensure_ascii=False) for name in value]
        places = [f"{place}[{name}]" for name in names]
        parts = [*map(_said, value.values(), places)]
        entries = ", ".join(f"{name}: dyn({part})" for name, part in zip(names, parts, strict=True))
        return place if parts == places else f"{{{entries}}}"
    return place


def _quoted(text: str) -> _Written:
    """A text with a zero in it, where one that is handed over would end."""
    return _Written(json.dumps(text, ensure_ascii=False))


def _date_time(text: str) -> _Written:
    found = _DATE_TIME.fullmatch(text) if is_date_time(text) else None
    if found is None:
        raise Unwritten
    day, time, fraction, zone = found.groups()
    return _Written(f'timestamp("{day}T{time}{f".{fraction[:9]}" if fraction else ""}{zone.upper()}")')


def _date(text: str) -> _Written:
    if not is_date(text):
        raise Unwritten
    return _Written(f'timestamp("{text}T00:00:00Z")')


def _duration(text: str) -> _Written:
    """As Go reads it; ``3 days``, which the server takes as well, is left alone."""
    length = go_duration.nanoseconds(text)
    if length is None:
        raise Unwritten
    return _Written(f'duration("{length}ns")')


def _bytes(text: str) -> _Written:
    """``strfmt.Base64``, which reads the letters of URLs; bytes end at a zero as well."""
    if "+" in text or "/" in text:
        raise Unwritten
    try:
        read = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Unwritten from None
    return _Written('b"' + "".join(f"\\x{byte:02x}" for byte in read) + '"')


_FORMED: Mapping[str, Callable[[str], _Written]] = {
    "date-time": _date_time,
    "date": _date,
    "duration": _duration,
    "byte": _bytes,
}
"""Formats of which an expression sees something else than text."""
