"""PersistentVolumes (``ValidatePersistentVolumeSpec`` in pkg/apis/core/validation)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats import quantities
from kubefence.formats.names import dns1123_subdomain
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.storage.documentation import volume
from kubefence.rules.vocabulary.mappings import empty, lacking, needs
from kubefence.rules.vocabulary.values import must_have_form
from kubefence.rules.vocabulary.versions import only

SOURCES = (
    "hostPath",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "glusterfs",
    "flocker",
    "nfs",
    "rbd",
    "quobyte",
    "cephfs",
    "iscsi",
    "cinder",
    "fc",
    "flexVolume",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "scaleIO",
    "local",
    "storageos",
    "csi",
)
"""Kinds of volumes in the order in which the server counts them: the first one is taken, others are too many."""

_NFS = "  nfs:\n    server: nfs.example.com\n    path: /exports\n"
_LOCAL = "  local:\n    path: /mnt/disks/ssd1\n"
_AFFINITY = """\
  nodeAffinity:
    required:
      nodeSelectorTerms:
        - matchExpressions:
            - key: kubernetes.io/hostname
              operator: In
              values: [node-1]
"""
_PAGE = "https://kubernetes.io/zh-cn/docs/concepts/storage/"

WITHOUT_SOURCE = Rule(
    id="volume-without-source",
    title=Text("PersistentVolume 没有写卷的类型", "a PersistentVolume that is no kind of volume"),
    why=Text(
        "PV 指向真实的存储，csi、nfs、local 等类型必须写一种，否则 API 服务器拒绝。",
        "A PersistentVolume points to storage that exists: one of csi, nfs, local and others has to be given.",
    ),
    fix=Text("写上一种卷的类型，如 csi 或 nfs。", "Write one kind of volume, such as csi or nfs."),
    source=_PAGE + "persistent-volumes/#types-of-persistent-volumes",
    wrong=volume(""),
    right=volume(_NFS),
)
SEVERAL_SOURCES = Rule(
    id="several-volume-sources",
    title=Text("PersistentVolume 写了多种卷的类型", "a PersistentVolume of several kinds"),
    why=Text(
        "一个 PV 只能对应一处存储，写了多种类型时 API 服务器拒绝。",
        "A PersistentVolume is one piece of storage; the API server refuses one of several kinds.",
    ),
    fix=Text("只保留一种。", "Keep one of them."),
    source=_PAGE + "persistent-volumes/#types-of-persistent-volumes",
    wrong=volume(_NFS + "  hostPath:\n    path: /data\n"),
    right=volume(_NFS),
)
WITHOUT_AFFINITY = Rule(
    id="local-volume-without-affinity",
    title=Text("local 卷没有写 nodeAffinity", "a local volume without node affinity"),
    why=Text(
        "local 卷在某个节点的磁盘上，不写 nodeAffinity 调度器就不知道 Pod 该去哪个节点，API 服务器拒绝。",
        "A local volume is a disk of one node. Without nodeAffinity the scheduler could not know which one.",
    ),
    fix=Text("写上 spec.nodeAffinity.required，选中那个节点。", "Write spec.nodeAffinity.required for that node."),
    source=_PAGE + "volumes/#local",
    wrong=volume(_LOCAL),
    right=volume(_LOCAL + _AFFINITY),
)

_class_name = must_have_form("invalid-name", dns1123_subdomain)


def is_inline(spec: Site) -> bool:
    """Whether the spec stands in a VolumeAttachment, where other rules hold."""
    return spec.parent is not None and spec.parent.definition == "storage.v1.VolumeAttachmentSource"


def capacity(spec: Site) -> Iterator[Problem]:
    """The size, and nothing else."""
    if is_inline(spec):
        return
    sizes = spec.mapping("capacity")
    if empty(spec.value.get("capacity")):
        yield from spec.missing("capacity", "如 storage: 1Gi", "such as storage: 1Gi")
    elif sizes and set(sizes) != {"storage"}:
        zh, en = "capacity 要写 storage，也只能写 storage", "capacity has storage, and nothing else"
        yield spec.problem("invalid-value", "capacity", zh, en)
    for name, size in sizes.items():
        value = quantities.of(0 if size is None else size)
        if value is not None and value <= 0:
            yield spec.problem("out-of-range", ("capacity", name), "容量要大于 0", "it has to be greater than 0")


def one_source(spec: Site) -> Iterator[Problem]:
    """One kind of volume; a local one has to say on which node it is."""
    given = [source for source in SOURCES if spec.has(source)]
    if not given and not spec.partial:
        zh, en = "缺少卷的类型，如 csi、nfs、local、hostPath", "a kind of volume is missing, such as csi, nfs or local"
        yield spec.problem(WITHOUT_SOURCE.id, (), zh, en, anchor=Anchor.KEY)
    for source in given[1:]:
        if source != "flexVolume":  # the server counts it, but does not mind that it is not the first
            also = Also((*spec.path, given[0]), Text("已有这一种", "there is this one already"), Anchor.KEY)
            zh, en = f"卷的类型只能写一种，已有 {given[0]}", f"there can be one kind of volume, and there is {given[0]}"
            yield spec.problem(SEVERAL_SOURCES.id, source, zh, en, anchor=Anchor.KEY, also=(also,))
    if given[:1] == ["local"] and not spec.has("nodeAffinity") and not spec.partial:
        zh, en = (
            "local 卷要写 nodeAffinity，说明在哪个节点",
            "a local volume asks for nodeAffinity: which node it is on",
        )
        yield lacking(spec, WITHOUT_AFFINITY.id, "nodeAffinity", zh, en)


def no_recycling_of_the_host(spec: Site) -> Iterator[Problem]:
    """Recycling deletes all files, so it is refused for the root of a node."""
    if spec.text("persistentVolumeReclaimPolicy") != "Recycle":
        return
    path = spec.mapping("hostPath").get("path")
    if isinstance(path, str) and path[:1] == "/" and not posixpath.normpath(path).strip("/"):
        zh, en = "hostPath 为 / 时不能用 Recycle：它会删除所有文件", "Recycle would delete all files of the node"
        yield spec.problem("forbidden-field", "persistentVolumeReclaimPolicy", zh, en)


def attributes_class(spec: Site) -> Iterator[Problem]:
    """A VolumeAttributesClass is for CSI volumes; the field is dropped up to 1.33."""
    name = spec.value.get("volumeAttributesClassName")
    if name is None or is_inline(spec):
        return
    if name == "":
        yield from spec.missing("volumeAttributesClassName", "不能是空字符串", "it cannot be an empty string")
    else:
        yield from _class_name(spec, ("volumeAttributesClassName",), name)
    if not spec.has("csi"):
        yield from spec.missing("csi", "volumeAttributesClassName 只用于 CSI 卷", "the class is for CSI volumes")


def affinity_required(affinity: Site) -> Iterator[Problem]:
    """``validateVolumeNodeAffinity``: the only form there is."""
    if not affinity.has("required"):
        yield from affinity.missing("required")


_MADE_OF = Text("要有 capacity、accessModes 和卷的类型", "it needs capacity, accessModes and a kind of volume")

TABLES = Tables(
    rules=(WITHOUT_SOURCE, SEVERAL_SOURCES, WITHOUT_AFFINITY),
    checks={
        "core.v1.PersistentVolume": (needs("spec", why=_MADE_OF),),
        "core.v1.PersistentVolumeSpec": (
            capacity,
            one_source,
            no_recycling_of_the_host,
            only(attributes_class, since="1.34"),
        ),
        "core.v1.VolumeNodeAffinity": (affinity_required,),
    },
)
