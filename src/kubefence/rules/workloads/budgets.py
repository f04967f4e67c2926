"""PodDisruptionBudgets: how many Pods have to stay (``ValidatePodDisruptionBudgetSpec``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.amounts import must_be_count_or_percent
from kubefence.rules.vocabulary.values import never_blank

_BUDGET = """\
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  {bounds}
  selector:
    matchLabels:
      app: web
"""

BOTH_BOUNDS = Rule(
    id="budget-with-both-bounds",
    title=Text("同时写了 minAvailable 和 maxUnavailable", "both minAvailable and maxUnavailable"),
    why=Text(
        "两者从相反的方向说同一件事，可能互相矛盾，服务器只接受其中一个。",
        "They say one thing from two sides and could disagree, so the server takes one of them only.",
    ),
    fix=Text(
        "只保留一个；副本数会变时用 maxUnavailable。", "Keep one; maxUnavailable where the number of replicas changes."
    ),
    source="https://kubernetes.io/zh-cn/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget",
    wrong=_BUDGET.format(bounds="minAvailable: 2\n  maxUnavailable: 1"),
    right=_BUDGET.format(bounds="maxUnavailable: 1"),
)


def one_bound(spec: Site) -> Iterator[Problem]:
    """minAvailable and maxUnavailable exclude each other."""
    if spec.has("minAvailable") and spec.has("maxUnavailable"):
        yield spec.problem(
            BOTH_BOUNDS.id,
            (),
            "minAvailable 和 maxUnavailable 只能写一个",
            "minAvailable and maxUnavailable exclude each other",
            also=tuple(
                Also((*spec.path, field), Text(f"这里写了 {field}", f"{field} is here"))
                for field in ("minAvailable", "maxUnavailable")
            ),
        )


TABLES = Tables(
    rules=(BOTH_BOUNDS,),
    checks={"policy.v1.PodDisruptionBudgetSpec": (one_bound, never_blank("unhealthyPodEvictionPolicy"))},
    fields={
        "policy.v1.PodDisruptionBudgetSpec.minAvailable": (must_be_count_or_percent(100),),
        "policy.v1.PodDisruptionBudgetSpec.maxUnavailable": (must_be_count_or_percent(100),),
    },
)
