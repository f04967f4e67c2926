"""What a plain YAML scalar means to Kubernetes.

Manifests are read by ``sigs.k8s.io/yaml``, whose rules are neither YAML 1.1 as PyYAML has it nor YAML
1.2: ``y`` is a boolean, ``1e3`` a number, ``1:30`` and ``2001-12-14`` are strings, ``0o17`` is octal.
The rules here follow ``resolve`` of its YAML package and the conversion to JSON behind it.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

Scalar = str | int | float | bool | None

_TRUE = ("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")
_FALSE = ("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
_NULL = ("", "~", "null", "Null", "NULL")
_INFINITE = {f"{sign}.{word}": float(f"{sign}inf") for sign in ("", "+", "-") for word in ("inf", "Inf", "INF")}
_NAN = dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan)
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(_TRUE, True),
    **dict.fromkeys(_FALSE, False),
    **dict.fromkeys(_NULL, None),
    **_INFINITE,
    **_NAN,
}
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INTEGER = re.compile(r"([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]+)|(0|[1-9][0-9]*))")
_BASES = (16, 8, 2, 8, 10)
_NUMBER_START = frozenset("0123456789+-.")


@lru_cache(maxsize=8192)
def plain(text: str) -> Scalar:
    """The value of the unquoted scalar ``text``."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_START:
        return text
    digits = text.replace("_", "")
    integer = _integer(digits)
    if integer is not None:
        return integer
    if _FLOAT.fullmatch(digits):
        return _float(digits, text)
    return text


def key(text: str) -> str:
    """The name that a plain mapping key gets in JSON: ``1`` is "1", ``yes`` is "true"."""
    value = plain(text)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return value if isinstance(value, str) else str(value)


def _integer(digits: str) -> int | None:
    found = _INTEGER.fullmatch(digits)
    if not found:
        return None
    body, base = next((b, n) for b, n in zip(found.groups()[1:], _BASES, strict=True) if b is not None)
    if len(body) > 64:  # no integer of 64 bits is longer in any base, and int() is slow on huge ones
        return None
    value = int(body, base)
    value = -value if found[1] == "-" else value
    return value if -(2**63) <= value < 2**64 else None


def _float(digits: str, text: str) -> Scalar:
    value = float(digits)
    if math.isinf(value):
        return text  # out of the range of a double: the parser keeps the string
    # JSON writes a whole number without a fraction, so 1.0 and 1e3 reach the API server as integers.
    return int(value) if value.is_integer() and abs(value) < 1e21 else value
