"""Resource quotas: what they limit, and for which Pods (``ValidateResourceQuotaSpec``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.objects.quota_resources import QUOTA, for_quota, quota_amount
from kubefence.rules.vocabulary.lists import no_nulls
from kubefence.rules.vocabulary.values import never_blank, shown
from kubefence.yamldoc.document import Path

_QUOTA = """\
apiVersion: v1
kind: ResourceQuota
metadata:
  name: team-a
spec:
  hard:
    {hard}
{scopes}"""
_BEST_EFFORT = "  scopes:\n    - BestEffort\n"

UNKNOWN_RESOURCE = Rule(
    id="unknown-quota-resource",
    title=Text("配额限制了不存在的资源", "a quota for a resource that does not exist"),
    why=Text(
        "不带域名的资源名只能是 Kubernetes 自己的，如 requests.cpu、limits.memory、pods；写错时服务器拒绝。",
        "A name without a domain has to be one of Kubernetes' own, such as requests.cpu, limits.memory or pods; the "
        "server refuses any other.",
    ),
    fix=Text(
        "改正名称；其他对象的个数写 count/资源.组，如 count/deployments.apps。",
        "Mend the name; for numbers of other objects write count/resource.group, such as count/deployments.apps.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/policy/resource-quotas/#compute-resource-quota",
    wrong=_QUOTA.format(hard="requests.mem: 4Gi", scopes=""),
    right=_QUOTA.format(hard="requests.memory: 4Gi", scopes=""),
)
SCOPE_MISMATCH = Rule(
    id="quota-scope-mismatch",
    title=Text("配额的作用域与资源不匹配", "a scope that does not fit the resources of the quota"),
    why=Text(
        "作用域只对一部分资源有意义：BestEffort 只能限制 pods，其余 Pod 作用域只能限制 pods、CPU 和内存；"
        "配错或互相矛盾时服务器拒绝。",
        "A scope fits some resources only: BestEffort limits pods alone, other scopes of Pods limit pods, CPU and "
        "memory. The server refuses the rest, and scopes that contradict each other.",
    ),
    fix=Text("去掉作用域管不到的资源，或拆成两个配额。", "Remove what the scope does not cover, or write two quotas."),
    source="https://kubernetes.io/zh-cn/docs/concepts/policy/resource-quotas/#quota-scopes",
    wrong=_QUOTA.format(hard="requests.cpu: 4", scopes=_BEST_EFFORT),
    right=_QUOTA.format(hard="pods: 4", scopes=_BEST_EFFORT),
)

_PODS = frozenset(("pods",))
_COMPUTE = _PODS | {"cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"}
COVERED = {
    "BestEffort": _PODS,
    **dict.fromkeys(("NotBestEffort", "Terminating", "NotTerminating"), _COMPUTE),
    **dict.fromkeys(("PriorityClass", "CrossNamespacePodAffinity"), _COMPUTE),
    "VolumeAttributesClass": frozenset(("persistentvolumeclaims", "requests.storage")),
}
"""Scope to the resources that it can limit (``IsResourceQuotaScopeValidForResource``)."""

_OPPOSITES = (("BestEffort", "NotBestEffort"), ("Terminating", "NotTerminating"))
_EXISTS_ONLY = ("BestEffort", "NotBestEffort", "Terminating", "NotTerminating", "CrossNamespacePodAffinity")


def hard(spec: Site) -> Iterator[Problem]:
    """Each limit is for a resource that quotas know, and is an amount that can be."""
    for name, value in spec.mapping("hard").items():
        wrong = for_quota(name)
        if wrong:
            yield spec.problem(
                UNKNOWN_RESOURCE.id,
                ("hard", name),
                f"资源 {shown(name)}：{wrong.zh}",
                f"the resource {shown(name)}: {wrong.en}",
                anchor=Anchor.KEY,
            )
        yield from quota_amount(spec, ("hard", name), name, value)


def scopes(spec: Site) -> Iterator[Problem]:
    """``validateResourceQuotaScopes`` and ``validateScopedResourceSelectorRequirement``."""
    given: list[tuple[str, Path]] = []
    for index, scope in enumerate(spec.items("scopes")):
        if scope is None or isinstance(scope, str):
            given.append((scope or "", ("scopes", index)))
    yield from _fitting(spec, ("scopes",), given)
    selector = spec.child("scopeSelector")
    if selector is not None:
        at = ("scopeSelector", "matchExpressions")
        requirements = list(selector.children("matchExpressions"))
        named = [(item.text("scopeName"), item.path[len(spec.path) :]) for item in requirements]
        yield from _fitting(spec, at, [(scope, where) for scope, where in named if scope])


def _fitting(spec: Site, at: Path, given: list[tuple[str, Path]]) -> Iterator[Problem]:
    limited = [name for name in spec.mapping("hard") if name in QUOTA]
    for scope, where in given:
        if scope not in COVERED and at == ("scopes",):  # the schema knows the scopes of a selector
            yield _unknown(spec, at, where, scope)
        for name in limited:
            if scope in COVERED and name not in COVERED[scope]:
                zh, en = f"作用域 {scope} 管不到 {name}", f"the scope {scope} does not cover {name}"
                yield _misfit(spec, at, where, zh, en)
    names = [scope for scope, _ in given]
    for one, other in _OPPOSITES:
        if one in names and other in names:
            where = given[names.index(other)][1]
            yield _misfit(spec, at, where, f"{one} 和 {other} 互相矛盾", f"{one} and {other} contradict each other")


def _unknown(spec: Site, at: Path, where: Path, scope: str) -> Problem:
    zh, en = "、".join(COVERED), ", ".join(COVERED)
    said = f"没有作用域 {shown(scope)}，可选：{zh}", f"there is no scope {shown(scope)}, one of: {en}"
    return spec.problem("invalid-value", where, *said, named=at)


def _misfit(spec: Site, at: Path, where: Path, zh: str, en: str) -> Problem:
    return spec.problem(SCOPE_MISMATCH.id, where, zh, en, named=at)


def requirement(expression: Site) -> Iterator[Problem]:
    """The operator fits the scope, and has values where it compares."""
    scope, operator = expression.text("scopeName"), expression.text("operator")
    if scope in _EXISTS_ONLY and operator and operator != "Exists":
        yield expression.problem(
            "invalid-value",
            "operator",
            f"作用域 {scope} 只能用 Exists，不能用 {operator}",
            f"the scope {scope} takes Exists only, not {operator}",
        )
    if operator in ("In", "NotIn") and not expression.items("values"):
        yield from expression.missing("values", f"{operator} 至少要有一个值", f"{operator} needs at least one value")
    elif operator in ("Exists", "DoesNotExist") and expression.items("values"):
        yield expression.problem(
            "forbidden-field", "values", f"{operator} 不能带 values", f"{operator} takes no values"
        )


TABLES = Tables(
    rules=(UNKNOWN_RESOURCE, SCOPE_MISMATCH),
    checks={
        "core.v1.ResourceQuotaSpec": (hard, scopes),
        "core.v1.ScopeSelector": (no_nulls("matchExpressions"),),
        "core.v1.ScopedResourceSelectorRequirement": (requirement, never_blank("operator", "scopeName")),
    },
)
