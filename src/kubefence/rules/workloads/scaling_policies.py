"""How fast a HorizontalPodAutoscaler may scale (``validateScalingRules``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.common import must_be_one_of, must_lie_in
from kubefence.rules.formats import quantities
from kubefence.rules.model import Site, Tables, only

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

TABLES = Tables(
    checks={_RULES: (policies, only(tolerance, since="1.35"))},
    fields={
        f"{_RULES}.stabilizationWindowSeconds": (must_lie_in(0, LONGEST_WINDOW),),
        f"{_RULES}.selectPolicy": (must_be_one_of(("Max", "Min", "Disabled"), empty=False),),
        f"{_POLICY}.type": (must_be_one_of(("Pods", "Percent"), empty=False),),
        f"{_POLICY}.value": (must_lie_in(1, None),),
        f"{_POLICY}.periodSeconds": (must_lie_in(1, LONGEST_PERIOD),),
    },
)
