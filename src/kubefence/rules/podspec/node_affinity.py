"""Node selectors: the terms of node affinity and of everything else that picks nodes (``ValidateNodeSelector``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.findings import Severity, Text
from kubefence.formats.names import dns1123_subdomain, label_value, qualified_name
from kubefence.problems import Problem
from kubefence.rules.documentation.selectors import SELECTOR_VALUES
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.operators import WITH_VALUES, WITHOUT_VALUES, misfit
from kubefence.rules.vocabulary.values import must_lie_in, shown

_COMPARISONS = ("Gt", "Lt")
_OPERATORS = (*WITH_VALUES, *WITHOUT_VALUES, *_COMPARISONS)
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")


def _preferring(value: str) -> str:
    return pod(f"""\
affinity:
  nodeAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 10
        preference:
          matchExpressions:
            - key: example.com/cores
              {value}
""")


NEVER_MATCHES = Rule(
    id="node-affinity-never-matches",
    title=Text("节点亲和性的值永远匹配不上", "a value of node affinity that never matches"),
    why=Text(
        "不合法的标签值不可能出现在节点上；Gt 和 Lt 只能与整数比较。API 服务器会接受，调度器却用不上它。",
        "No node can have a label with such a value, and Gt and Lt compare whole numbers only; the API server "
        "accepts it, but the scheduler cannot use it.",
    ),
    fix=Text(
        "写节点上真有的标签值；Gt、Lt 写一个整数。", "Write a value that nodes have; for Gt and Lt a whole number."
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/assign-pod-node/#operators",
    wrong=_preferring('operator: Gt\n              values: ["many"]'),
    right=_preferring('operator: Gt\n              values: ["8"]'),
    severity=Severity.WARNING,
)


def term(site: Site) -> Iterator[Problem]:
    """``ValidateNodeSelectorTerm``."""
    for requirement in site.children("matchExpressions"):
        yield from _expression(requirement, preferred=_preferred(site))
    for requirement in site.children("matchFields"):
        yield from _field(requirement)


def _preferred(site: Site) -> bool:
    return site.parent is not None and site.parent.definition == "core.v1.PreferredSchedulingTerm"


def _expression(requirement: Site, *, preferred: bool) -> Iterator[Problem]:
    """``ValidateNodeSelectorRequirement``: values of preferred terms are only warned of."""
    operator = requirement.text("operator")
    yield from _values_for(requirement, operator)
    if requirement.value.get("operator") == "":
        zh, en = "、".join(_OPERATORS), ", ".join(_OPERATORS)
        yield requirement.problem(
            "invalid-value", "operator", f"operator 不能为空，可选：{zh}", f"the operator cannot be empty, one of: {en}"
        )
    key = requirement.value.get("key")
    wrong = qualified_name(key) if isinstance(key, str) else None
    if wrong:
        yield requirement.problem("invalid-label", "key", f"键 {shown(key)}：{wrong.zh}", f"{shown(key)}: {wrong.en}")
    for index, value in enumerate(requirement.items("values")):
        wrong = label_value(value) if isinstance(value, str) else None
        if wrong:
            yield requirement.problem(
                NEVER_MATCHES.id if preferred else "invalid-label",
                ("values", index),
                f"值 {shown(value)}：{wrong.zh}",
                f"the value {shown(value)}: {wrong.en}",
                severity=Severity.WARNING if preferred else Severity.ERROR,
            )
        elif operator in _COMPARISONS and isinstance(value, str) and not _INTEGER.fullmatch(value):
            yield requirement.problem(
                NEVER_MATCHES.id,
                ("values", index),
                f"{operator} 要与整数比较，{shown(value)} 不是整数",
                f"{operator} compares with a whole number, and {shown(value)} is none",
                severity=Severity.WARNING,
            )


def _values_for(requirement: Site, operator: str) -> Iterator[Problem]:
    if requirement.left_out("values"):
        return
    count = len(requirement.items("values"))
    wrong = misfit(operator, count)
    if operator in _COMPARISONS and count != 1:
        wrong = Text(f"{operator} 要有且只有一个值", f"{operator} takes exactly one value")
    if wrong:
        yield requirement.problem(SELECTOR_VALUES.id, "values", wrong.zh, wrong.en)


def _field(requirement: Site) -> Iterator[Problem]:
    """``ValidateNodeFieldSelectorRequirement``: a node can be chosen by its name only."""
    operator = requirement.text("operator")
    if "operator" in requirement.value and operator not in WITH_VALUES:
        yield requirement.problem(
            "invalid-value",
            "operator",
            f"matchFields 的 operator 不能是 {shown(operator)}，可选：In、NotIn",
            f"the operator of matchFields cannot be {shown(operator)}, one of: In, NotIn",
        )
    elif operator and len(requirement.items("values")) != 1 and not requirement.left_out("values"):
        yield requirement.problem(
            SELECTOR_VALUES.id, "values", "matchFields 要有且只有一个值", "matchFields takes exactly one value"
        )
    key = requirement.value.get("key")
    if isinstance(key, str) and key != "metadata.name":
        yield requirement.problem(
            "invalid-value",
            "key",
            f"matchFields 的 key 只能是 metadata.name，不能是 {shown(key)}；按标签选用 matchExpressions",
            f"the key of matchFields can only be metadata.name, not {shown(key)}; for labels use matchExpressions",
        )
        return
    for index, value in enumerate(requirement.items("values")):
        name = "" if value is None else value
        wrong = dns1123_subdomain(name) if isinstance(name, str) else None
        if wrong:
            yield requirement.problem(
                "invalid-name", ("values", index), f"节点名 {shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}"
            )


_weight = must_lie_in(1, 100)

TABLES = Tables(
    rules=(NEVER_MATCHES,),
    checks={
        "core.v1.NodeSelector": (required("nodeSelectorTerms"),),
        "core.v1.NodeSelectorTerm": (term,),
    },
    fields={
        "core.v1.PreferredSchedulingTerm.weight": (_weight,),
        "core.v1.WeightedPodAffinityTerm.weight": (_weight,),
    },
)
