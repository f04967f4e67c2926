"""Checks of amounts: counts and percentages, quantities of resources."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Any

from kubefence.findings import Severity
from kubefence.formats import quantities, resources
from kubefence.formats.int_or_percent import amount, percent
from kubefence.problems import Problem
from kubefence.rules.documentation import resources as documentation
from kubefence.rules.engine.model import FieldCheck, Site
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_BYTES = ("memory", "ephemeral-storage")


def must_be_count_or_percent(most: int | None) -> FieldCheck:
    """The value has to be a number from 0 up, or a percentage up to ``most`` (None is no bound)."""

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        share = percent(value)
        if isinstance(value, str) and share is None:
            yield site.problem(
                "invalid-format",
                at,
                f"{at[0]} 不能是 {shown(value)}：写成不带引号的整数，或带 % 的百分比，如 25%",
                f"{at[0]} cannot be {shown(value)}: write a number without quotes, or a percentage such as 25%",
            )
        elif share is not None and most is not None and share > most:
            yield site.problem(
                "out-of-range",
                at,
                f"{at[0]} 不能是 {shown(value)}，百分比最大为 {most}%",
                f"{at[0]} cannot be {shown(value)}, a percentage is at most {most}%",
            )
        elif share is None and (amount(value) or 0) < 0:
            yield site.problem(
                "out-of-range", at, f"{at[0]} 不能是 {value}，最小为 0", f"{at[0]} cannot be {value}, the least is 0"
            )

    return check


def amounts(requirements: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Each amount by itself (``ValidateResourceQuantityValue``)."""
    for name, written in value.items() if isinstance(value, dict) else ():
        quantity = rounded(written)
        if quantity is None:
            continue
        where = (*at, name)
        if quantity < 0:
            yield requirements.problem(
                "out-of-range", where, f"{name} 不能是负数 {written}", f"{name} cannot be negative, it is {written}"
            )
        elif resources.is_extended(name) and quantity.denominator != 1:
            yield requirements.problem(
                documentation.FRACTIONAL_RESOURCE.id,
                where,
                f"{name} 按个数分配，{shown(written)} 不是整数",
                f"{name} is counted, and {shown(written)} is not a whole number",
            )
        elif name in _BYTES and quantity.denominator != 1:
            yield _fractional_bytes(requirements, where, written)
        elif resources.is_huge_pages(name):
            yield from _whole_pages(requirements, where, quantity)


def _fractional_bytes(requirements: Site, where: Path, written: Any) -> Problem:
    meant = f"{str(written)[:-1]}Mi" if str(written).endswith("m") else ""
    zh, en = (f"，是不是 {meant}？", f", did you mean {meant}?") if meant else ("", "")
    return requirements.problem(
        documentation.FRACTIONAL_BYTES.id,
        where,
        f"{where[-1]}: {written} 不是整数个字节（m 是千分之一）{zh}",
        f"{where[-1]}: {written} is not a whole number of bytes (m is a thousandth){en}",
        severity=Severity.WARNING,
    )


def _whole_pages(requirements: Site, where: Path, quantity: Fraction) -> Iterator[Problem]:
    """Huge pages come whole (``IsHugePageResourceValueDivisible``)."""
    name = str(where[-1])
    size = quantities.parse(name.removeprefix(resources.HUGE_PAGES))
    if size is None or size <= 0 or size.denominator != 1 or ceil(quantity) % size:
        yield requirements.problem(
            "out-of-range",
            where,
            f"{name} 的量必须是页大小的整数倍",
            f"an amount of {name} has to be a multiple of the page size",
        )


def stored(written: Any) -> Fraction | None:
    """The amount of an entry that is there: one that is null counts as zero."""
    return Fraction(0) if written is None else rounded(written)


def rounded(written: Any) -> Fraction | None:
    """The amount as it is stored, in thousandths (``SetDefaults_ResourceList``)."""
    if isinstance(written, str | float):
        return _rounded(str(written))
    return quantities.of(written)


@lru_cache(maxsize=4096)
def _rounded(written: str) -> Fraction | None:
    quantity = quantities.parse(written)
    return None if quantity is None else Fraction(ceil(quantity * 1000), 1000)
