"""What a Role or ClusterRole allows (``pkg/apis/rbac/validation``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.mappings import empty

_ROLE = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: {kind}
metadata:
  name: health-reader
rules:
  - nonResourceURLs: ["/healthz"]
    verbs: ["get"]
"""

URL_IN_ROLE = Rule(
    id="url-in-role",
    title=Text("Role 里的非资源 URL", "a non-resource URL in a Role"),
    why=Text(
        "/healthz 这样的路径不属于任何命名空间，限定在命名空间内的 Role 无法授权它，服务器拒绝。",
        "A path such as /healthz is in no namespace, so a Role, which is in one, cannot allow it. It is refused.",
    ),
    fix=Text(
        "改用 ClusterRole，并用 ClusterRoleBinding 绑定。", "Use a ClusterRole, and bind it with a ClusterRoleBinding."
    ),
    source="https://kubernetes.io/zh-cn/docs/reference/access-authn-authz/rbac/#clusterrole-example",
    wrong=_ROLE.format(kind="Role"),
    right=_ROLE.format(kind="ClusterRole"),
)


def what_it_allows(rule: Site) -> Iterator[Problem]:
    """``validatePolicyRule``: verbs, and either resources with their groups or non-resource URLs."""
    if empty(rule.value.get("verbs")):
        yield from rule.missing("verbs")
    if rule.items("nonResourceURLs"):
        yield from _urls(rule)
        return
    for field, zh, en in (
        ("apiGroups", '核心组写 [""]', 'the core group is [""]'),
        ("resources", "如 pods", "such as pods"),
    ):
        if empty(rule.value.get(field)):
            yield from rule.missing(field, zh, en)


def _urls(rule: Site) -> Iterator[Problem]:
    if rule.parent is not None and rule.parent.definition == "rbac.v1.Role":
        yield rule.problem(
            URL_IN_ROLE.id,
            "nonResourceURLs",
            "Role 属于一个命名空间，不能授权非资源 URL；用 ClusterRole",
            "a Role is in a namespace and cannot allow non-resource URLs; use a ClusterRole",
        )
    given = [field for field in ("apiGroups", "resources", "resourceNames") if rule.items(field)]
    if given:
        yield rule.problem(
            "mutually-exclusive",
            "nonResourceURLs",
            f"一条规则不能既写 nonResourceURLs 又写 {'、'.join(given)}；分成两条",
            f"a rule has either nonResourceURLs or {', '.join(given)}; make it two rules",
        )


def aggregation(role: Site) -> Iterator[Problem]:
    """``ValidateClusterRole``: an aggregation selects roles."""
    if empty(role.value.get("clusterRoleSelectors")):
        yield from role.missing("clusterRoleSelectors")


TABLES = Tables(
    rules=(URL_IN_ROLE,),
    checks={
        "rbac.v1.PolicyRule": (what_it_allows,),
        "rbac.v1.AggregationRule": (aggregation,),
    },
)
