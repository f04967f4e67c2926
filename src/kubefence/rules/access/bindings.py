"""Whom a RoleBinding or ClusterRoleBinding gives which role (``pkg/apis/rbac/validation``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats import names
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.mappings import lacking, needs, required
from kubefence.rules.vocabulary.values import shown

GROUP = "rbac.authorization.k8s.io"
_GROUP_OF = {"ServiceAccount": "", "User": GROUP, "Group": GROUP}
_CLUSTER_BINDING = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ci-read
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {role}
  name: view
subjects:
  - kind: ServiceAccount
    name: ci
    {namespace}
"""
_RIGHT = _CLUSTER_BINDING.format(role="ClusterRole", namespace="namespace: build")

TO_ROLE = Rule(
    id="cluster-binding-to-role",
    title=Text("ClusterRoleBinding 引用 Role", "a ClusterRoleBinding to a Role"),
    why=Text(
        "ClusterRoleBinding 在整个集群生效，而 Role 只属于一个命名空间，服务器拒绝这种引用。",
        "A ClusterRoleBinding is for the whole cluster, a Role for one namespace, so the server refuses the reference.",
    ),
    fix=Text(
        "把 roleRef.kind 改成 ClusterRole，或改用 RoleBinding。",
        "Refer to a ClusterRole, or write a RoleBinding instead.",
    ),
    source="https://kubernetes.io/zh-cn/docs/reference/access-authn-authz/rbac/#clusterrolebinding-example",
    wrong=_CLUSTER_BINDING.format(role="Role", namespace="namespace: build"),
    right=_RIGHT,
)
NO_NAMESPACE = Rule(
    id="subject-without-namespace",
    title=Text("ClusterRoleBinding 的服务账号缺少命名空间", "a service account without its namespace"),
    why=Text(
        "服务账号属于命名空间；ClusterRoleBinding 不在任何命名空间里，无从推断，服务器拒绝。",
        "A service account is in a namespace; a ClusterRoleBinding is in none that could be assumed.",
    ),
    fix=Text("给主体写上 namespace。", "Give the subject its namespace."),
    source="https://kubernetes.io/zh-cn/docs/reference/access-authn-authz/rbac/#referring-to-subjects",
    wrong=_RIGHT.replace("    namespace: build\n", ""),
    right=_RIGHT,
)


def role(ref: Site) -> Iterator[Problem]:
    """``ValidateRoleBinding`` and ``ValidateClusterRoleBinding``: the group, kind and name of the role."""
    for_cluster = ref.parent is not None and ref.parent.definition == "rbac.v1.ClusterRoleBinding"
    group, kind, name = ref.text("apiGroup"), ref.text("kind"), ref.text("name")
    if group not in ("", GROUP):
        yield _wrong(ref, "apiGroup", group, GROUP)
    if for_cluster and kind == "Role":
        yield ref.problem(
            TO_ROLE.id,
            "kind",
            "ClusterRoleBinding 只能引用 ClusterRole",
            "a ClusterRoleBinding can only refer to a ClusterRole",
        )
    elif kind and kind not in ("Role", "ClusterRole"):
        yield _wrong(ref, "kind", kind, *(("ClusterRole",) if for_cluster else ("Role", "ClusterRole")))
    wrong = name and names.path_segment(name)
    if wrong:
        yield ref.problem("invalid-name", "name", f"{shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}")


def subject(site: Site) -> Iterator[Problem]:
    """``validateRoleBindingSubject``, after ``SetDefaults_Subject``."""
    kind, group, name = site.text("kind"), site.text("apiGroup"), site.text("name")
    if kind and kind not in _GROUP_OF:
        yield _wrong(site, "kind", kind, *_GROUP_OF)
    elif kind and group and group != _GROUP_OF[kind]:
        yield _wrong(site, "apiGroup", group, _GROUP_OF[kind] or '""')
    if kind != "ServiceAccount":
        return
    wrong = name and names.dns1123_subdomain(name)
    if wrong:
        yield site.problem("invalid-name", "name", f"{shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}")
    for_cluster = site.parent is not None and site.parent.definition == "rbac.v1.ClusterRoleBinding"
    if for_cluster and not site.text("namespace"):
        zh, en = f"服务账号 {name} 要写 namespace", f"the service account {name} needs its namespace"
        yield lacking(site, NO_NAMESPACE.id, "namespace", zh, en)


def _wrong(site: Site, field: str, value: str, *words: str) -> Problem:
    return site.problem(
        "invalid-value",
        field,
        f"{field} 不能是 {shown(value)}，应为 {' 或 '.join(words)}",
        f"{field} cannot be {shown(value)}, it has to be {' or '.join(words)}",
    )


TABLES = Tables(
    rules=(TO_ROLE, NO_NAMESPACE),
    checks={
        "rbac.v1.RoleBinding": (needs("roleRef"),),
        "rbac.v1.ClusterRoleBinding": (needs("roleRef"),),
        "rbac.v1.RoleRef": (required("kind", "name"), role),
        "rbac.v1.Subject": (required("kind", "name"), subject),
    },
)
