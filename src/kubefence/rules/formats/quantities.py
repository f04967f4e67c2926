"""Quantities: ``500m``, ``1Gi``, ``1e3``, as ``k8s.io/apimachinery/pkg/api/resource`` reads them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from kubefence.findings import Text

_FORM = re.compile(r"([+-]?)([0-9]+\.?[0-9]*|\.[0-9]+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?[0-9]+)?")
_SUFFIXES = {
    "": Fraction(1),
    **{
        name: Fraction(10) ** (3 * power)
        for power, name in zip((-3, -2, -1, 1, 2, 3, 4, 5, 6), "numkMGTPE", strict=True)
    },
    **{name: Fraction(2) ** (10 * power) for power, name in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), 1)},
}

WHAT = Text(
    "应为数字加单位，如 500m、0.5、128Mi、1Gi",
    "it has to be a number with a unit, such as 500m, 0.5, 128Mi or 1Gi",
)


@lru_cache(maxsize=4096)
def parse(text: str) -> Fraction | None:
    """The value of a quantity, None where the text is none."""
    found = _FORM.fullmatch(text)
    if not found:
        return None
    sign, digits, suffix = found[1], found[2], found[3] or ""
    if suffix[:1] in "eE" and len(suffix) > 1 and suffix not in _SUFFIXES:
        exponent = int(suffix[1:])
        factor = Fraction(10) ** exponent if abs(exponent) < 100 else Fraction(0)
    else:
        factor = _SUFFIXES[suffix]
    value = Fraction(digits if not digits.endswith(".") else digits + "0") * factor
    return -value if sign == "-" else value


def of(value: object) -> Fraction | None:
    """The value of a quantity as YAML gives it: a string or a number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, float):
        return parse(repr(value))
    return parse(value) if isinstance(value, str) else None
