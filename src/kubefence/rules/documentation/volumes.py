"""The rule of kinds of volumes that are gone, in Pods and in PersistentVolumes."""

from __future__ import annotations

from kubefence.findings import Severity, Text
from kubefence.rules.engine.model import Rule, Tables

_VOLUME = """\
apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
{source}"""

REMOVED = Rule(
    id="removed-volume-plugin",
    title=Text("已移除的卷插件", "a kind of volume that was removed"),
    why=Text(
        "字段还在，API 服务器给出警告，但实现已从 Kubernetes 移除，这样的卷挂载不上。",
        "The field is still there and the API server warns, but the code behind it is gone, so it cannot be mounted.",
    ),
    fix=Text("改用对应的 CSI 驱动。", "Use the CSI driver for the storage."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/volumes/#volume-types",
    wrong=_VOLUME.format(source="  cephfs:\n    monitors: [10.16.154.78:6789]\n"),
    right=_VOLUME.format(source="  csi:\n    driver: cephfs.csi.ceph.com\n    volumeHandle: data\n"),
    severity=Severity.WARNING,
)

TABLES = Tables(rules=(REMOVED,))
