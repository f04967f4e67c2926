"""What a YAML scalar means to Kubernetes.

Manifests are read by ``sigs.k8s.io/yaml``, whose rules are neither YAML 1.1 as PyYAML has it nor YAML
1.2: ``y`` is a boolean, ``1e3`` a number, ``1:30`` and ``2001-12-14`` are strings, ``0o17`` is octal.
The rules here follow ``resolve`` of its YAML package and the conversion to JSON behind it.
"""

from __future__ import annotations

import datetime
import math
import re
import struct
from contextlib import suppress
from functools import lru_cache

from kubefence.formats.base64_text import decoded

Scalar = str | int | float | bool | None

BINARY, BOOL, FLOAT, INT, MERGE, NULL, STR, TIMESTAMP = (
    f"tag:yaml.org,2002:{kind}" for kind in ("binary", "bool", "float", "int", "merge", "null", "str", "timestamp")
)
"""Tags that say what a scalar has to be."""
_CORE = frozenset({BOOL, FLOAT, INT, NULL, TIMESTAMP})
MAX_INTEGER = 2**63 - 1
"""What is larger is no key of a mapping any more."""

_TRUE = ("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")
_FALSE = ("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
_NULL = ("", "~", "null", "Null", "NULL")
_INFINITE = {f"{sign}.{word}": float(f"{sign}inf") for sign in ("", "+", "-") for word in ("inf", "Inf", "INF")}
_NAN = dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan)
_WORDS: dict[str, tuple[str, Scalar]] = {
    **dict.fromkeys(_TRUE, (BOOL, True)),
    **dict.fromkeys(_FALSE, (BOOL, False)),
    **dict.fromkeys(_NULL, (NULL, None)),
    **{word: (FLOAT, value) for word, value in (_INFINITE | _NAN).items()},
}
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INTEGER = re.compile(
    r"([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]+)|(0|[1-9][0-9]*))|0b([-+][01]+)"
)
_BASES = (16, 8, 2, 8, 10, 2)
_UNDERSCORE = re.compile(r"(?<=[0-9])_(?=[0-9])")
_NUMBER_START = frozenset("0123456789+-.")
_TIME = r"([01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d([.,]\d+)?"
_TIMESTAMP = re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?)(?:[Tt]{_TIME}(?:Z|[-+]\d\d:\d\d)| +{_TIME})?", re.ASCII)


class Unfit(Exception):
    """A scalar is not what its tag says; ``args`` has ``binary`` or ``tag``."""


@lru_cache(maxsize=8192)
def plain(text: str) -> Scalar:
    """The value of the unquoted scalar ``text``."""
    return in_json(_resolved(text)[1])


def tagged(tag: str, text: str) -> Scalar:
    """The value of a scalar that has a tag of its own; raises `Unfit`."""
    if tag == BINARY:
        return _decoded(text)
    if tag == TIMESTAMP and _is_timestamp(text):  # it has to be one, and stays a string all the same
        return text
    if tag not in _CORE:
        return text
    kind, value = _resolved(text)
    if tag == FLOAT and isinstance(value, int) and kind == INT and value <= MAX_INTEGER:
        return in_json(float(value))
    if kind != tag:
        raise Unfit("tag")
    return in_json(value)


def key(text: str) -> str:
    """The name that a plain mapping key gets in JSON: ``1`` is "1", ``yes`` is "true"."""
    return name(_resolved(text)[1])


def name(value: Scalar) -> str:
    """The name that a value gets as a key."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return _short(value) if isinstance(value, float) else str(value)


def in_json(value: Scalar) -> Scalar:
    """A number as JSON has it, which writes a whole one without a fraction: ``1.0`` and ``1e3`` become integers."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e21 else value


def _resolved(text: str) -> tuple[str, Scalar]:
    """The tag of an unquoted scalar, and its value."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_START:
        return STR, text
    digits = _UNDERSCORE.sub("", text) if text[0] == "." else text.replace("_", "")
    integer = _integer(digits)
    if integer is not None:
        return INT, integer
    if _FLOAT.fullmatch(digits):
        value = float(digits)
        if not math.isinf(value):  # out of the range of a double: the parser keeps the string
            return FLOAT, value
    return STR, text


def _integer(digits: str) -> int | None:
    found = _INTEGER.fullmatch(digits)
    if not found:
        return None
    body, base = next((b, n) for b, n in zip(found.groups()[1:], _BASES, strict=True) if b is not None)
    if len(body) > 65:  # no integer of 64 bits is longer in any base, and int() is slow on huge ones
        return None
    value = int(body, base)
    value = -value if found[1] == "-" else value
    return value if -(2**63) <= value < 2**64 else None


def _decoded(text: str) -> str:
    data = decoded(text)
    if data is None:
        raise Unfit("binary")
    return data.decode("utf-8", "replace")


def _is_timestamp(text: str) -> bool:
    found = _TIMESTAMP.fullmatch(text)
    if found:
        with suppress(ValueError):
            return bool(datetime.date(int(found[1]) or 4, int(found[2]), int(found[3])))  # Go has a leap year 0
    return False


def _short(value: float) -> str:
    """The shortest text of a number of 32 bits: so keys are written, whatever their width."""
    if math.isnan(value):
        return ".nan"
    packed = _packed(value)
    (narrow,) = struct.unpack("f", packed)
    if math.isinf(narrow):
        return ".inf" if narrow > 0 else "-.inf"
    written = next(short for n in range(9) if _packed(float(short := f"{narrow:.{n}e}")) == packed)
    digits, _, exponent = written.partition("e")
    if -4 <= int(exponent) < 6:
        return f"{float(written):.{max(len(digits.lstrip('-').replace('.', '')) - 1 - int(exponent), 0)}f}"
    return written


def _packed(value: float) -> bytes:
    try:
        return struct.pack("f", value)
    except OverflowError:
        return struct.pack("f", math.copysign(math.inf, value))
