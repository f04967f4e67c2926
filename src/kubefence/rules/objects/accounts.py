"""Service accounts: annotations that the server warns of."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Severity, Text
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.versions import only

_ACCOUNT = """\
apiVersion: v1
kind: ServiceAccount
metadata:
  name: builder
{annotations}"""

MOUNTABLE = "kubernetes.io/enforce-mountable-secrets"

ENFORCED_SECRETS = Rule(
    id="deprecated-mountable-secrets",
    title=Text("用注解限制可挂载的 Secret", "mountable Secrets restricted by an annotation"),
    why=Text(
        f"注解 {MOUNTABLE} 自 Kubernetes 1.32 起已弃用，服务器给出警告。",
        f"The annotation {MOUNTABLE} is deprecated since Kubernetes 1.32; the server warns of it.",
    ),
    fix=Text("用单独的命名空间隔离 Secret。", "Separate Secrets by namespaces."),
    source="https://kubernetes.io/zh-cn/docs/concepts/security/service-accounts/#enforce-mountable-secrets",
    wrong=_ACCOUNT.format(annotations=f'  annotations:\n    {MOUNTABLE}: "true"\n'),
    right=_ACCOUNT.format(annotations=""),
    severity=Severity.WARNING,
)


def warnings(account: Site) -> Iterator[Problem]:
    """``WarningsOnCreate`` of service accounts, since 1.32."""
    metadata = account.child("metadata")
    if metadata and MOUNTABLE in metadata.mapping("annotations"):
        yield metadata.problem(
            ENFORCED_SECRETS.id,
            ("annotations", MOUNTABLE),
            "这个注解自 1.32 起已弃用：改用单独的命名空间隔离 Secret",
            "this annotation is deprecated since 1.32: separate Secrets by namespaces",
            anchor=Anchor.KEY,
            severity=Severity.WARNING,
        )


TABLES = Tables(rules=(ENFORCED_SECRETS,), checks={"core.v1.ServiceAccount": (only(warnings, since="1.32"),)})
