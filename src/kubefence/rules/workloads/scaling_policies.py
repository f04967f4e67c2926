"""How fast a HorizontalPodAutoscaler may scale (``validateScalingRules``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.formats import quantities
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.vocabulary.values import must_be_one_of, must_lie_in
from kubefence.rules.vocabulary.versions import only

LONGEST_PERIOD, LONGEST_WINDOW = 1800, 3600


def policies(rules: Site) -> Iterator[Problem]:
    """Left out, the policies get defaults; an empty list has none."""
    if rules.value.get("policies") == []:
        yield rules.problem(
            "missing-field",
            "policies",
            "policies 不能是空列表：删掉它就用默认策略",
            "policies is empty: remove it to get the defaults",
        )


def tolerance(rules: Site) -> Iterator[Problem]:
    """Checked from 1.35 on, where the feature gate HPAConfigurableTolerance is on by default."""
    value: Any = rules.value.get("tolerance")
    size = quantities.of(value) if value is not None else None
    if size is not None and size < 0:
        yield rules.problem("out-of-range", "tolerance", "tolerance 不能是负数", "tolerance cannot be negative")


_RULES, _POLICY = "autoscaling.v2.HPAScalingRules", "autoscaling.v2.HPAScalingPolicy"
_RULE_FIELDS: dict[str, FieldCheck] = {
    "stabilizationWindowSeconds": must_lie_in(0, LONGEST_WINDOW),
    "selectPolicy": must_be_one_of(("Max", "Min", "Disabled"), empty=False),
}
_POLICY_FIELDS: dict[str, FieldCheck] = {
    "type": must_be_one_of(("Pods", "Percent"), empty=False),
    "value": must_lie_in(1, None),
    "periodSeconds": must_lie_in(1, LONGEST_PERIOD),
}


def rules_problems(rules: Site) -> Iterator[Problem]:
    """All that is wrong with the rules of one direction, where no walk reaches them."""
    yield from policies(rules)
    yield from _fields(rules, _RULE_FIELDS)
    for policy in rules.children("policies"):
        yield from _fields(policy, _POLICY_FIELDS)


def _fields(site: Site, checks: dict[str, FieldCheck]) -> Iterator[Problem]:
    for field, check in checks.items():
        if site.has(field):
            yield from check(site, (field,), site.value[field])


TABLES = Tables(
    checks={_RULES: (policies, only(tolerance, since="1.35"))},
    fields={
        **{f"{_RULES}.{field}": (check,) for field, check in _RULE_FIELDS.items()},
        **{f"{_POLICY}.{field}": (check,) for field, check in _POLICY_FIELDS.items()},
    },
)
