"""Namespaces: which Pods they admit, and what has to happen before they go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.objects.ownership import finalizers
from kubefence.rules.vocabulary.values import shown

_NAMESPACE = """\
apiVersion: v1
kind: Namespace
metadata:
  name: team-a
  labels:
    pod-security.kubernetes.io/enforce: {level}
"""

POD_SECURITY = Rule(
    id="invalid-pod-security-label",
    title=Text("Pod 安全性标签的值无效", "a Pod Security label with a value that does not exist"),
    why=Text(
        "pod-security.kubernetes.io/ 开头的标签决定命名空间允许怎样的 Pod。级别只有 privileged、baseline、restricted，"
        "版本只能是 latest 或 v1.N；写错时准入控制器拒绝创建命名空间。",
        "Labels that start with pod-security.kubernetes.io/ say which Pods a namespace admits. There are the levels "
        "privileged, baseline and restricted and the versions latest or v1.N; admission refuses a namespace with "
        "any other.",
    ),
    fix=Text(
        "级别写 privileged、baseline 或 restricted，版本写 latest 或 v1.36 这样的版本。",
        "Write the level privileged, baseline or restricted, and the version latest or one such as v1.36.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces",
    wrong=_NAMESPACE.format(level="strict"),
    right=_NAMESPACE.format(level="restricted"),
)
_PREFIX = "pod-security.kubernetes.io/"
_LEVELS = ("privileged", "baseline", "restricted")
_VERSION = re.compile(r"latest|v1\.(?:0|[1-9][0-9]*)")
_VERSIONS = Text("写 latest 或一个版本，如 v1.36", "write latest or a version of Kubernetes, such as v1.36")
_MODES = ("enforce", "audit", "warn")


def pod_security(namespace: Site) -> Iterator[Problem]:
    """``PolicyToEvaluate`` of the admission plugin PodSecurity: levels and versions that exist."""
    metadata = namespace.child("metadata")
    written = metadata.mapping("labels") if metadata else {}
    labels = {label: "" if value is None else value for label, value in written.items()}
    for mode in _MODES if labels else ():
        level, version = labels.get(_PREFIX + mode), labels.get(f"{_PREFIX}{mode}-version")
        if isinstance(level, str) and level not in _LEVELS:
            yield _bad(namespace, mode, level, Text(f"可选：{'、'.join(_LEVELS)}", f"one of: {', '.join(_LEVELS)}"))
        if isinstance(version, str) and not _VERSION.fullmatch(version):
            yield _bad(namespace, f"{mode}-version", version, _VERSIONS)


def _bad(namespace: Site, label: str, value: str, possible: Text) -> Problem:
    return namespace.problem(
        POD_SECURITY.id,
        ("metadata", "labels", _PREFIX + label),
        f"{label} 不能是 {shown(value)}，{possible.zh}",
        f"{label} cannot be {shown(value)}, {possible.en}",
    )


def namespace_finalizers(spec: Site) -> Iterator[Problem]:
    """``ValidateNamespace``: finalizers of the namespace itself."""
    yield from finalizers(spec, standard=True)


TABLES = Tables(
    rules=(POD_SECURITY,),
    checks={"core.v1.Namespace": (pod_security,), "core.v1.NamespaceSpec": (namespace_finalizers,)},
)
