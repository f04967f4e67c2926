"""Whole numbers have 32 or 64 bits; the decoder refuses one that does not fit (``cannot unmarshal number``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.yamldoc.document import Path


def must_fit(bits: int) -> FieldCheck:
    """The number has to fit a signed integer of ``bits`` bits."""
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        if isinstance(value, bool) or not isinstance(value, int | float) or low <= value <= high:
            return
        if isinstance(value, float) and not value.is_integer():
            return  # the schema says that it has to be a whole number
        yield site.problem(
            "out-of-range",
            at,
            f"{at[-1]} 不能是 {value}：它是 {bits} 位整数，应在 {low} 到 {high} 之间",
            f"{at[-1]} cannot be {value}: it is an integer of {bits} bits, from {low} to {high}",
        )

    return check


TABLES = Tables(
    types={
        "format:int32": (must_fit(32),),
        "format:int64": (must_fit(64),),
        "util.intstr.IntOrString": (must_fit(32),),
    }
)
