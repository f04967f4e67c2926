"""VolumeAttachments (``ValidateVolumeAttachment`` in pkg/apis/storage/validation)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.names import dns1123_subdomain
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.storage.csi import DRIVER
from kubefence.rules.storage.volumes import is_inline
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form

_NOT_INLINE = ("claimRef", "capacity", "nodeAffinity", "storageClassName")
_ONLY_INLINE = {"persistentVolumeReclaimPolicy": "Retain", "volumeMode": "Filesystem"}
_name = must_have_form("invalid-name", dns1123_subdomain, empty=True)
_node_name = must_have_form("invalid-name", dns1123_subdomain)


def source(site: Site) -> Iterator[Problem]:
    """``validateVolumeAttachmentSource``: a volume by name or by what it is; the server names the source."""
    named, inline = site.has("persistentVolumeName"), site.has("inlineVolumeSpec")
    zh, en = "persistentVolumeName 和 inlineVolumeSpec", "persistentVolumeName and inlineVolumeSpec"
    if named and inline:
        yield site.problem("mutually-exclusive", (), f"{zh} 只能写一个", f"only one of {en} can be given")
    elif not named and not inline and not site.partial:
        yield site.problem("missing-field", (), f"{zh} 要写一个", f"one of {en} has to be given")
    elif named:
        yield from required("persistentVolumeName")(site)
        yield from _name(site, ("persistentVolumeName",), site.value["persistentVolumeName"])


def inline_volume(spec: Site) -> Iterator[Problem]:
    """What a volume may say in a VolumeAttachment: CSI, and nothing about claims and nodes."""
    if not is_inline(spec):
        return
    for field in _NOT_INLINE:
        if spec.value.get(field) not in (None, "", {}):
            zh, en = f"inlineVolumeSpec 里不能写 {field}", f"inlineVolumeSpec cannot have {field}"
            yield spec.problem("forbidden-field", field, zh, en)
    for field, value in _ONLY_INLINE.items():
        if spec.text(field) not in ("", value):
            zh, en = f"inlineVolumeSpec 的 {field} 只能是 {value}", f"{field} of an inlineVolumeSpec is {value}"
            yield spec.problem("forbidden-field", field, zh, en)
    if not spec.has("csi"):
        yield from spec.missing("csi", "inlineVolumeSpec 只用于 CSI 卷", "an inlineVolumeSpec is for CSI volumes")


TABLES = Tables(
    checks={
        "storage.v1.VolumeAttachmentSpec": (required("attacher"),),
        "storage.v1.VolumeAttachmentSource": (source,),
        "core.v1.PersistentVolumeSpec": (inline_volume,),
    },
    fields={
        "storage.v1.VolumeAttachmentSpec.attacher": (DRIVER,),
        "storage.v1.VolumeAttachmentSpec.nodeName": (_node_name,),
    },
)
