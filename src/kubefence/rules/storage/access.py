"""Access modes of volumes and of claims (``supportedAccessModes`` in pkg/apis/core/validation)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.mappings import empty
from kubefence.rules.vocabulary.values import never_blank

_ALONE = "ReadWriteOncePod"
_CLAIM = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: {modes}
  resources:
    requests:
      storage: 1Gi
"""

EXCLUSIVE = Rule(
    id="exclusive-access-mode",
    title=Text("ReadWriteOncePod 与其他访问模式一起写", "ReadWriteOncePod together with other access modes"),
    why=Text(
        "ReadWriteOncePod 保证整个集群只有一个 Pod 能用这个卷，与其他访问模式矛盾，API 服务器拒绝。",
        "ReadWriteOncePod promises that one Pod of the whole cluster uses the volume, which the other modes "
        "contradict; the API server refuses the combination.",
    ),
    fix=Text(
        "只写 ReadWriteOncePod，或改用 ReadWriteOnce 等。", "Write ReadWriteOncePod alone, or the other modes only."
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/persistent-volumes/#access-modes",
    wrong=_CLAIM.format(modes="[ReadWriteOncePod, ReadOnlyMany]"),
    right=_CLAIM.format(modes="[ReadWriteOncePod]"),
)


def modes(spec: Site) -> Iterator[Problem]:
    """At least one mode; the one for a single Pod only by itself."""
    listed = spec.items("accessModes")
    if empty(spec.value.get("accessModes")):
        yield from spec.missing("accessModes", "至少一个，如 [ReadWriteOnce]", "at least one, such as [ReadWriteOnce]")
    elif _ALONE in listed and any(mode != _ALONE for mode in listed):
        zh, en = f"{_ALONE} 不能与其他访问模式一起写", f"{_ALONE} cannot stand together with other access modes"
        yield spec.problem(EXCLUSIVE.id, "accessModes", zh, en)


TABLES = Tables(
    rules=(EXCLUSIVE,),
    checks=dict.fromkeys(
        ("core.v1.PersistentVolumeSpec", "core.v1.PersistentVolumeClaimSpec"), (modes, never_blank("volumeMode"))
    ),
)
