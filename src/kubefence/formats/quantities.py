"""Quantities: ``500m``, ``1Gi``, ``1e3``, as ``k8s.io/apimachinery/pkg/api/resource`` reads them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from kubefence.findings import Text

_FORM = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?[0-9]{1,18})?")
_SUFFIXES = {
    "": Fraction(1),
    **{
        name: Fraction(10) ** (3 * power)
        for power, name in zip((-3, -2, -1, 1, 2, 3, 4, 5, 6), "numkMGTPE", strict=True)
    },
    **{name: Fraction(2) ** (10 * power) for power, name in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), 1)},
}
SPACE = " \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""White space that JSON does not escape."""
_MOST_DIGITS, _MOST_PLACES, _LARGEST_EXPONENT = 40, 30, 100
"""Beyond these a number is far above the largest quantity there is (2**63-1), or far below one billionth."""

WHAT = Text(
    "应为数字加单位，如 500m、0.5、128Mi、1Gi",
    "it has to be a number with a unit, such as 500m, 0.5, 128Mi or 1Gi",
)


@lru_cache(maxsize=4096)
def parse(text: str) -> Fraction | None:
    """The value of a quantity, None where the text is none (``ParseQuantity``).

    A unit or a sign without digits counts as zero, as it does there.
    """
    found = _FORM.fullmatch(text) if text else None
    if not found:
        return None
    sign, whole, places, suffix = found[1], found[2].lstrip("0"), found[3] or "", found[4] or ""
    if suffix in _SUFFIXES:
        factor = _SUFFIXES[suffix]
    else:
        factor = Fraction(10) ** max(-_LARGEST_EXPONENT, min(_LARGEST_EXPONENT, int(suffix[1:])))
    if len(whole) > _MOST_DIGITS:
        whole = "9" * _MOST_DIGITS
    if not places and factor.denominator == 1:  # Fractions are slow, and most amounts are whole
        return Fraction(int(f"{sign}{whole or 0}") * factor.numerator)
    places = places[:_MOST_PLACES]
    value = Fraction(int((whole + places) or "0"), 10 ** len(places)) * factor
    return -value if sign == "-" else value


def of(value: object) -> Fraction | None:
    """The value of a quantity as YAML gives it: a string or a number (``Quantity.UnmarshalJSON``)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, float):
        return parse(repr(value))
    return parse(value.strip(SPACE)) if isinstance(value, str) else None
