"""Operators of selectors, and how they go together with values."""

from __future__ import annotations

from kubefence.findings import Text

WITH_VALUES, WITHOUT_VALUES = ("In", "NotIn"), ("Exists", "DoesNotExist")


def misfit(operator: str, values: int) -> Text | None:
    """What is wrong with so many values for an operator, None where they fit or it is another operator."""
    if operator in WITH_VALUES and not values:
        return Text(f"{operator} 至少要有一个值", f"{operator} needs at least one value")
    if operator in WITHOUT_VALUES and values:
        return Text(f"{operator} 不能带 values，删掉它", f"{operator} takes no values, remove them")
    return None
