"""Topology spread constraints (``validateTopologySpreadConstraints``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.label_keys import label_keys
from kubefence.rules.podspec.pod_affinity import without_selector
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_lie_in, never_blank
from kubefence.yamldoc.document import Path

_SOURCE = "https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/topology-spread-constraints/"


def _spread(action: str, more: str = "") -> str:
    return pod(
        f"""\
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: {action}
    labelSelector:
      matchLabels:
        app: web
{more}""",
        metadata="labels:\n  app: web\n",
    )


MIN_DOMAINS = Rule(
    id="min-domains-without-do-not-schedule",
    title=Text("minDomains 只能配 DoNotSchedule", "minDomains without DoNotSchedule"),
    why=Text(
        "minDomains 规定至少要有多少个拓扑域才算满足，只有硬性约束（DoNotSchedule）才用得上它。",
        "minDomains says how many domains there have to be, which only a hard constraint (DoNotSchedule) can ask for.",
    ),
    fix=Text(
        "把 whenUnsatisfiable 改成 DoNotSchedule，或删掉 minDomains。",
        "Write whenUnsatisfiable: DoNotSchedule, or remove minDomains.",
    ),
    source=f"{_SOURCE}#topologyspreadconstraints-field",
    wrong=_spread("ScheduleAnyway", "    minDomains: 3\n"),
    right=_spread("DoNotSchedule", "    minDomains: 3\n"),
)


def min_domains(constraint: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateMinDomains``: for hard constraints only."""
    action = constraint.text("whenUnsatisfiable")
    if action and action != "DoNotSchedule":
        yield constraint.problem(
            MIN_DOMAINS.id,
            at,
            f"whenUnsatisfiable 是 {action} 时不能写 minDomains",
            f"minDomains cannot be given when whenUnsatisfiable is {action}",
            also=(Also((*constraint.path, "whenUnsatisfiable"), Text("因为这里", "because of this")),),
        )


def repeated(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``ValidateSpreadConstraintNotRepeat``: the server names the first of two with the same topology and action."""
    seen: dict[tuple[str, str], int] = {}
    for index, item in reversed(list(enumerate(value if isinstance(value, list) else ()))):
        if not isinstance(item, dict):
            continue
        key, action = item.get("topologyKey"), item.get("whenUnsatisfiable")
        if not isinstance(key, str) or not isinstance(action, str):
            continue
        if (key, action) in seen:
            yield spec.problem(
                "duplicate-entry",
                (*at, index),
                f"{key} 与 {action} 的约束写了两次，合并成一条",
                f"there are two constraints of {key} and {action}, make them one",
                also=(Also((*spec.path, *at, seen[key, action]), Text("另一条", "the other one")),),
            )
        seen[key, action] = index


_NAME = "core.v1.TopologySpreadConstraint"
_blank = never_blank("nodeAffinityPolicy", "nodeTaintsPolicy", "whenUnsatisfiable")


def _selecting(constraint: Site) -> Iterator[Problem]:
    """A default of the scheduler has no selector: it takes the one that belongs to each Pod."""
    if "defaultConstraints" not in constraint.path:
        yield from without_selector(constraint)


TABLES = Tables(
    rules=(MIN_DOMAINS,),
    checks={_NAME: (required("topologyKey"), _blank, _selecting, label_keys)},
    fields={
        "core.v1.PodSpec.topologySpreadConstraints": (repeated,),
        f"{_NAME}.maxSkew": (must_lie_in(1, None),),
        f"{_NAME}.minDomains": (must_lie_in(1, None), min_domains),
    },
)
