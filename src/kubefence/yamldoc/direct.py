"""Values of ordinary documents straight from their text: nodes are made where a finding needs a place, so seldom.

`ryaml` is libyaml once more, translated to Rust (unsafe-libyaml), and makes values in less time than nodes take.
What it reads libyaml reads alike; but it follows YAML 1.2 in what a plain scalar means, and does not say which
scalars are quoted. Where that matters, and where it reads nothing, this raises `Unusual`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import isfinite
from typing import Any

from kubefence.positions import Relined, TextMap
from kubefence.yamldoc import scalars
from kubefence.yamldoc.compose import Later, composed
from kubefence.yamldoc.dialect import BEGINS
from kubefence.yamldoc.document import Document, Json, Stretch
from kubefence.yamldoc.stream import Part
from kubefence.yamldoc.values import Unusual

_loads: Callable[[str], Any] | None
try:
    from ryaml import loads as _loads
except ImportError:  # there is no wheel for Alpine Linux, and nobody should need a Rust compiler for this
    _loads = None

_TAG = re.compile(rf"!{BEGINS}(?=[!<\s]|\Z)")
"""A tag that leaves no trace in the values; of others the parser makes a mapping with the tag as its key."""
_ANCHOR = re.compile(rf"&{BEGINS}[\w-]")
_FIRST_KEY = re.compile(r"(?:---[ \t]*\n)?(?:[ \t]*(?:#.*)?\n)*([ ]*)([A-Za-z]+):[ \n]")
_MOST_BRACKETS = 10_000
"""The time that the parser takes grows with the square of how many are open."""
_known: set[str] = set()
"""Strings that mean the same with and without quotes, or could only stand in quotes."""
_MOST, _LONGEST = 8192, 100
"""How many of them to remember, and how long ones."""


def document(part: Part, source: TextMap) -> Document | None:
    """The document of a part whose text the server reads alike, None where it takes nodes to be sure."""
    try:
        found = value(part.text)
    except Unusual:
        return None
    here = part.map(source)
    first = None if isinstance(here, Relined) else first_key(part.text)
    return Document(found, Later(lambda: composed(part.text)), here, first=first)


def value(text: str) -> dict[str, Json]:
    """The mapping that is the only document of ``text``; raises `Unusual`."""
    if _unsuited(text):
        raise Unusual
    found = _read(text)
    if not isinstance(found, dict):
        raise Unusual
    _mapping(found)
    return found


def first_key(text: str) -> Stretch | None:
    """Where the first key of a mapping stands, or None where it is none of those that are simply found."""
    found = _FIRST_KEY.match(text)
    if not found:
        return None
    line = text.count("\n", 0, found.start(1))
    return line, len(found[1]), line, len(found[1]) + len(found[2])


def _read(text: str) -> Any:
    if _loads is None:
        raise Unusual
    try:
        return _loads(text)
    except (ValueError, TypeError) as error:  # libyaml tells better what is wrong
        raise Unusual from error


def _unsuited(text: str) -> bool:
    """Whether there may be tags, directives, anchors, or far too many brackets."""
    return (
        ("!" in text and _TAG.search(text) is not None)
        or ("&" in text and _ANCHOR.search(text) is not None)
        or "%YAML" in text
        or "%TAG" in text
        or "\ufeff" in text
        or text.count("[") + text.count("{") > _MOST_BRACKETS
    )


def _mapping(mapping: dict[Any, Any]) -> None:
    if not _known.issuperset(mapping):
        _all_certain(mapping)
    _values(mapping.values())


def _values(values: Iterable[Any]) -> None:
    for found in values:
        kind = found.__class__
        if kind is str:
            if found not in _known and not _certain(found):
                raise Unusual
        elif kind is dict:
            _mapping(found)
        elif kind is list:
            _values(found)
        elif kind is float and (found.is_integer() or not isfinite(found)):  # to JSON 1e3 is an integer
            raise Unusual


def _all_certain(keys: Iterable[Any]) -> None:
    if not all(key.__class__ is str and _certain(key) for key in keys):
        raise Unusual


def _certain(text: str) -> bool:
    """Whether ``text`` is what was meant: a plain ``yes`` or ``0777`` is a string for `ryaml`, not for Kubernetes."""
    if text == "<<" or text[:1] == "!":
        return False
    sure = isinstance(scalars.plain(text), str) or not isinstance(_read(text), str)  # then it was in quotes
    if sure and len(text) <= _LONGEST and len(_known) < _MOST:
        _known.add(text)
    return sure
