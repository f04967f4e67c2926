"""What the API server accepts in a PersistentVolume and warns of (``GetWarningsForPersistentVolume``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Severity, Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.storage.documentation import volume
from kubefence.rules.vocabulary.volumes import removed

_CLASS = "volume.beta.kubernetes.io/storage-class"
_MOUNT_OPTIONS = "volume.beta.kubernetes.io/mount-options"
_WITHOUT_MOUNT_OPTIONS = ("hostPath", "local")
_NFS = "  nfs:\n    server: nfs.example.com\n    path: /exports\n"

_GONE = ("cephfs", "glusterfs", "photonPersistentDisk", "rbd", "scaleIO", "storageos")
"""Kinds of volumes that the server warns of; of the others that do not work it says nothing here."""

RECYCLE = Rule(
    id="recycle-reclaim-policy",
    title=Text("已弃用的回收策略 Recycle", "the deprecated reclaim policy Recycle"),
    why=Text(
        "Recycle 只对 NFS 和 hostPath 有效且已弃用，API 服务器给出警告。",
        "Recycle works for NFS and hostPath only and is deprecated; the API server warns.",
    ),
    fix=Text("改用 Retain，或用动态制备加 Delete。", "Use Retain, or dynamic provisioning with Delete."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/persistent-volumes/#recycle",
    wrong=volume(_NFS, policy="Recycle"),
    right=volume(_NFS),
    severity=Severity.WARNING,
)
OLD_CLASS = Rule(
    id="storage-class-annotation",
    title=Text("用注解指定 StorageClass", "a storage class given as an annotation"),
    why=Text(
        "注解 volume.beta.kubernetes.io/storage-class 从 1.8 起被 storageClassName 取代，API 服务器给出警告。",
        "The annotation volume.beta.kubernetes.io/storage-class gave way to storageClassName in 1.8; "
        "the API server warns.",
    ),
    fix=Text("改写为 spec.storageClassName。", "Write spec.storageClassName instead."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/persistent-volumes/#class",
    wrong=volume(_NFS, metadata=f"  annotations:\n    {_CLASS}: slow\n"),
    right=volume(_NFS + "  storageClassName: slow\n"),
    severity=Severity.WARNING,
)


def recycling(spec: Site) -> Iterator[Problem]:
    """The reclaim policy that is on its way out."""
    if spec.text("persistentVolumeReclaimPolicy") == "Recycle":
        zh, en = "Recycle 已弃用；改用 Retain 或动态制备", "Recycle is deprecated; use Retain or dynamic provisioning"
        yield spec.problem(RECYCLE.id, "persistentVolumeReclaimPolicy", zh, en, severity=Severity.WARNING)


def class_annotation(owner: Site) -> Iterator[Problem]:
    """The class of a volume or claim is a field; in a template nobody looks at the annotation."""
    metadata = owner.child("metadata") if owner.parent is None else None
    if metadata and _CLASS in metadata.mapping("annotations"):
        at = ("metadata", "annotations", _CLASS)
        zh, en = f"注解 {_CLASS} 已弃用，改写为 storageClassName", f"{_CLASS} is deprecated, write storageClassName"
        yield owner.problem(OLD_CLASS.id, at, zh, en, severity=Severity.WARNING)


def mount_options_annotation(persistent_volume: Site) -> Iterator[Problem]:
    """``checkMountOption`` in pkg/volume/validation: not for what is not mounted by a plugin."""
    metadata, spec = persistent_volume.child("metadata"), persistent_volume.child("spec")
    if not metadata or not spec or _MOUNT_OPTIONS not in metadata.mapping("annotations"):
        return
    if any(spec.has(source) for source in _WITHOUT_MOUNT_OPTIONS):
        at = ("metadata", "annotations", _MOUNT_OPTIONS)
        zh, en = "这种卷不能写挂载选项；删掉注解", "this kind of volume takes no mount options; remove the annotation"
        yield persistent_volume.problem("forbidden-field", at, zh, en)


TABLES = Tables(
    rules=(RECYCLE, OLD_CLASS),
    checks={
        "core.v1.PersistentVolume": (class_annotation, mount_options_annotation),
        "core.v1.PersistentVolumeClaim": (class_annotation,),
        "core.v1.PersistentVolumeSpec": (recycling,),
    },
    fields={f"core.v1.PersistentVolumeSpec.{plugin}": (removed(plugin),) for plugin in _GONE},
)
