"""Where an object lives: in a namespace, or in the cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.names import dns1123_label
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.objects.forms import of_form
from kubefence.rules.objects.kinds import KINDS, stands_alone
from kubefence.rules.vocabulary.values import shown
from kubefence.wording import a
from kubefence.yamldoc.document import Path

_CLASS = """\
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
{namespace}provisioner: example.com/fast
"""

IGNORED_NAMESPACE = Rule(
    id="namespace-on-cluster-scoped",
    title=Text("集群作用域的对象写了 namespace", "a cluster-scoped object with a namespace"),
    why=Text(
        "节点、持久卷、ClusterRole、StorageClass 等对象不属于任何命名空间，服务器会丢掉 metadata.namespace，"
        "读者却可能以为它只在那个命名空间里有效。",
        "Nodes, persistent volumes, ClusterRoles, StorageClasses and the like belong to no namespace. The server "
        "drops metadata.namespace, while a reader may think that the object is valid in that namespace only.",
    ),
    fix=Text("删掉 metadata.namespace。", "Remove metadata.namespace."),
    source="https://kubernetes.io/zh-cn/docs/concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace",
    wrong=_CLASS.format(namespace="  namespace: team-a\n"),
    right=_CLASS.format(namespace=""),
    severity=Severity.WARNING,
)


def namespace(metadata: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``EnsureObjectNamespaceMatchesRequestNamespace``: in a namespace that can be, or lost in the cluster."""
    whole = metadata.parent
    kind = KINDS.get(whole.definition) if whole is not None else None
    if whole is None or kind is None or not isinstance(value, str) or not value:
        return
    if not kind.namespaced:
        yield _lost(metadata, whole.text("kind") or whole.definition.rpartition(".")[2])
    elif stands_alone(whole):
        yield from _impossible(metadata, value)


def _impossible(metadata: Site, written: str) -> Iterator[Problem]:
    wrong = dns1123_label(written)
    if wrong:
        meant = of_form(written, dns1123_label)
        zh, en = (f"；如 {meant}", f"; such as {meant}") if meant else ("", "")
        yield metadata.problem(
            "invalid-name",
            "namespace",
            f"不可能有名为 {shown(written)} 的命名空间：{wrong.zh}{zh}",
            f"there can be no namespace {shown(written)}: {wrong.en}{en}",
        )


def _lost(metadata: Site, kind: str) -> Problem:
    return metadata.problem(
        IGNORED_NAMESPACE.id,
        "namespace",
        f"{kind} 不属于任何命名空间，namespace 会被丢掉：删掉它",
        f"{a(kind)} lives in no namespace, so this is dropped: remove it",
        severity=Severity.WARNING,
    )


TABLES = Tables(rules=(IGNORED_NAMESPACE,), fields={"meta.v1.ObjectMeta.namespace": (namespace,)})
