"""A label selector: what it may hold, and which labels it selects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kubefence.findings import Text
from kubefence.formats.names import label_value, qualified_name
from kubefence.problems import Anchor, Problem
from kubefence.rules.documentation.selectors import SELECTOR_VALUES
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.operators import WITH_VALUES, WITHOUT_VALUES, misfit
from kubefence.rules.vocabulary.values import shown

LENIENT = "authorization.v1.LabelSelectorAttributes"
"""Where a newer client may ask with operators that this server does not know (``AllowUnknownOperator…``)."""
UNCHECKED = ("autoscaling.v2.MetricIdentifier",)
"""Types whose selector the API server hands on as it is: it belongs to a metrics API."""


def well_formed(selector: Site) -> Iterator[Problem]:
    """``ValidateLabelSelector``: keys and values of ``matchLabels``; the requirements have a check of their own."""
    if selector.parent is not None and selector.parent.definition in UNCHECKED:
        return
    for index, requirement in enumerate(selector.items("matchExpressions")):
        if requirement is None:
            yield selector.problem(
                "missing-field",
                ("matchExpressions", index, "operator"),
                "这一项是空的：写上 key 和 operator，或删掉它",
                "this item is empty: give it key and operator, or remove it",
            )
    for key, value in selector.mapping("matchLabels").items():
        wrong = isinstance(key, str) and (qualified_name(key) if key else NO_KEY)
        if wrong:
            zh, en = f"键 {shown(key)}：{wrong.zh}", f"the key {shown(key)}: {wrong.en}"
            yield _bad_entry(selector, key, zh, en, Anchor.KEY)
        wrong = label_value(value) if isinstance(value, str) else None
        if wrong:
            zh, en = f"值 {shown(value)}：{wrong.zh}", f"the value {shown(value)}: {wrong.en}"
            yield _bad_entry(selector, key, zh, en, Anchor.VALUE)


NO_KEY = Text("键不能为空", "the key may not be empty")


def _bad_entry(selector: Site, key: str, zh: str, en: str, anchor: Anchor) -> Problem:
    """The server names the mapping as a whole."""
    return selector.problem(
        "invalid-label", ("matchLabels", key), f"标签的{zh}", en, anchor=anchor, named=("matchLabels",)
    )


def well_formed_requirement(requirement: Site) -> Iterator[Problem]:
    """``ValidateLabelSelectorRequirement``: operator, values, key."""
    holder = requirement.parent.parent if requirement.parent is not None else None
    if holder is not None and holder.definition in UNCHECKED:
        return
    yield from _operator(requirement)
    key = requirement.value.get("key")
    wrong = (qualified_name(key) if key else NO_KEY) if isinstance(key, str) else None
    if wrong:
        yield requirement.problem("invalid-label", "key", f"键 {shown(key)}：{wrong.zh}", f"{shown(key)}: {wrong.en}")
    for index, value in enumerate(requirement.items("values")):
        wrong = label_value(value) if isinstance(value, str) else None
        if wrong:
            yield requirement.problem(
                "invalid-label",
                ("values", index),
                f"值 {shown(value)}：{wrong.zh}",
                f"{shown(value)}: {wrong.en}",
            )


def _operator(requirement: Site) -> Iterator[Problem]:
    operator = requirement.value.get("operator")
    if not isinstance(operator, str):
        return
    known = (*WITH_VALUES, *WITHOUT_VALUES)
    if operator not in known:
        if requirement.parent is not None and requirement.parent.definition == LENIENT:
            return
        yield requirement.problem(
            "invalid-value",
            "operator",
            f"operator 不能是 {shown(operator)}，可选：{'、'.join(known)}",
            f"operator cannot be {shown(operator)}, one of: {', '.join(known)}",
        )
        return
    if requirement.left_out("values"):
        return
    values = requirement.value.get("values")
    wrong = misfit(operator, len(values or ())) if isinstance(values, list | None) else None
    if wrong:
        yield requirement.problem(SELECTOR_VALUES.id, "values", wrong.zh, wrong.en)


def is_empty(selector: Mapping[str, Any]) -> bool:
    """Whether the selector asks for nothing, and so selects everything."""
    return not selector.get("matchLabels") and not selector.get("matchExpressions")


def unmet(selector: Site, labels: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What the selector asks for and the labels lack: the path below the selector, and the words for it.

    Nothing for a selector that is not well formed (``LabelSelectorAsSelector`` fails on it).
    """
    asked = selector.mapping("matchLabels").items()
    if "matchExpressions" not in selector.value and all(isinstance(v, str) and labels.get(k) == v for k, v in asked):
        return  # well formed or not, nothing is lacking
    if any(True for _ in well_formed(selector)):
        return
    requirements = list(selector.children("matchExpressions"))
    if any(
        not requirement.text("key") or any(True for _ in well_formed_requirement(requirement))
        for requirement in requirements
    ):
        return
    for key, wanted in asked:
        value, label = "" if wanted is None else wanted, value_of(labels, key)
        if isinstance(value, str) and label != value and not isinstance(label, int | float | list | dict):
            yield ("matchLabels", key), f"{key}: {value}"
    for requirement in requirements:
        if not _meets(requirement, labels):
            values = ", ".join(str(value) for value in requirement.items("values"))
            said = f"{requirement.text('key')} {requirement.text('operator')}"
            yield requirement.path[len(selector.path) :], f"{said} ({values})" if values else said


def value_of(labels: Mapping[str, Any], key: str) -> Any:
    """The value of a label; null is an empty one."""
    value = labels.get(key)
    return "" if value is None and key in labels else value


def _meets(requirement: Site, labels: Mapping[str, Any]) -> bool:
    key, operator = requirement.text("key"), requirement.text("operator")
    if operator == "Exists":
        return key in labels
    if operator == "DoesNotExist":
        return key not in labels
    return (key in labels and value_of(labels, key) in requirement.items("values")) == (operator == "In")


TABLES = Tables(
    checks={
        "meta.v1.LabelSelector": (well_formed,),
        "meta.v1.LabelSelectorRequirement": (well_formed_requirement,),
    },
)
