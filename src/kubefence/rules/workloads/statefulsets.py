"""StatefulSets: the Service that names their Pods, their update strategy, their claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.int_or_percent import amount
from kubefence.formats.names import dns1123_label
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Rule, Site, Tables
from kubefence.rules.vocabulary.amounts import must_be_count_or_percent
from kubefence.rules.vocabulary.values import must_be_one_of, must_have_form, must_lie_in, shown
from kubefence.rules.vocabulary.versions import only
from kubefence.yamldoc.document import Path

_MANIFEST = """\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  {line}
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example.com/db:1.0.0
"""

UNLIMITED_REVISIONS = Rule(
    id="unlimited-revisions",
    title=Text("revisionHistoryLimit 是负数", "a negative revisionHistoryLimit"),
    why=Text(
        "StatefulSet 会因此永远保留所有历史版本，服务器接受但给出警告。",
        "The StatefulSet keeps every revision for ever; the server accepts it with a warning.",
    ),
    fix=Text("写 0 或正数，默认是 10。", "Write 0 or more, 10 is the default."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/statefulset/",
    wrong=_MANIFEST.format(line="revisionHistoryLimit: -1"),
    right=_MANIFEST.format(line="revisionHistoryLimit: 10"),
    severity=Severity.WARNING,
)


def strategy(update: Site) -> Iterator[Problem]:
    """``ValidateStatefulSetSpec``: rollingUpdate belongs to RollingUpdate."""
    kind = update.text("type")
    if kind in ("OnDelete", "Recreate") and update.has("rollingUpdate"):
        yield update.problem(
            "forbidden-field",
            "rollingUpdate",
            f"type 为 {kind} 时不能写 rollingUpdate：删掉它，或改用 RollingUpdate",
            f"with type {kind} there is no rollingUpdate: remove it, or use RollingUpdate",
        )


def recreate(update: Site) -> Iterator[Problem]:
    """Recreate is known in 1.37, but the feature gate StatefulSetRecreateStrategy (alpha) is off by default."""
    if update.text("type") == "Recreate":
        yield update.problem(
            "invalid-value",
            "type",
            "Recreate 是 1.37 的 Alpha 特性，特性门控 StatefulSetRecreateStrategy 默认关闭："
            "用 RollingUpdate 或 OnDelete",
            "Recreate is alpha in 1.37, its feature gate StatefulSetRecreateStrategy is off by default: "
            "use RollingUpdate or OnDelete",
        )


def not_zero(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateRollingUpdateStatefulSet``: at least one Pod may be unavailable."""
    if amount(value) == 0:
        yield site.problem("out-of-range", at, f"{at[0]} 不能为 0", f"{at[0]} cannot be 0")


def revisions(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The warning of ``statefulSetStrategy.WarningsOnCreate``."""
    if isinstance(value, int) and value < 0:
        yield site.problem(
            UNLIMITED_REVISIONS.id,
            at,
            f"{at[0]} 为 {value} 会保留所有历史版本：写 0 或正数",
            f"{at[0]} {value} keeps every revision: write 0 or more",
            severity=Severity.WARNING,
        )


def rolling(*checks: FieldCheck) -> tuple[FieldCheck, ...]:
    """The checks, for RollingUpdate only: the server does not look at the field otherwise."""

    def made(check: FieldCheck) -> FieldCheck:
        def bounded(site: Site, at: Path, value: Any) -> Iterator[Problem]:
            if site.parent is None or site.parent.text("type") in ("", "RollingUpdate"):
                yield from check(site, at, value)

        return bounded

    return tuple(made(check) for check in checks)


def claim_names(spec: Site) -> Iterator[Problem]:
    """``volumesToAddForTemplates``: each claim becomes a volume of its name."""
    for claim in spec.children("volumeClaimTemplates"):
        metadata = claim.child("metadata")
        name = metadata.value.get("name") if metadata is not None else None
        if name in (None, ""):
            yield claim.problem(
                "missing-field",
                ("metadata", "name"),
                "卷申领模板缺少 metadata.name，容器按这个名称挂载",
                "a volume claim template needs metadata.name, containers mount it by that name",
            )
        elif isinstance(name, str) and (wrong := dns1123_label(name)):
            yield claim.problem(
                "invalid-name",
                ("metadata", "name"),
                f"{shown(name)} 不能作卷名：{wrong.zh}",
                f"{shown(name)} cannot be the name of a volume: {wrong.en}",
            )


_RETENTION = (must_be_one_of(("Retain", "Delete")),)
_POLICY = "apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy"

TABLES = Tables(
    rules=(UNLIMITED_REVISIONS,),
    checks={
        "apps.v1.StatefulSetUpdateStrategy": (strategy, only(recreate, since="1.37", until="1.37")),
        "apps.v1.StatefulSetSpec": (claim_names,),
    },
    fields={
        "apps.v1.StatefulSetSpec.serviceName": (must_have_form("invalid-name", dns1123_label, empty=True),),
        "apps.v1.StatefulSetSpec.revisionHistoryLimit": (revisions,),
        "apps.v1.RollingUpdateStatefulSetStrategy.partition": rolling(must_lie_in(0, None)),
        "apps.v1.RollingUpdateStatefulSetStrategy.maxUnavailable": tuple(
            only(check, since="1.37") for check in rolling(must_be_count_or_percent(100), not_zero)
        ),
        f"{_POLICY}.whenDeleted": _RETENTION,
        f"{_POLICY}.whenScaled": _RETENTION,
    },
)
