"""iSCSI volumes (``validateISCSIPersistentVolumeSource`` in pkg/apis/core/validation)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_lie_in
from kubefence.rules.vocabulary.volumes import iscsi_name

_SOURCE = "core.v1.ISCSIPersistentVolumeSource"
_LONGEST = 64
"""Characters of the name of the volume, a colon and the portal, where the initiator has a name."""


def secret(iscsi: Site) -> Iterator[Problem]:
    """Authentication asks for a Secret, and a Secret for its name."""
    reference = iscsi.child("secretRef")
    if reference:
        yield from required("name")(reference)
    elif iscsi.flag("chapAuthDiscovery") or iscsi.flag("chapAuthSession"):
        yield from iscsi.missing("secretRef", "CHAP 认证需要它", "CHAP asks for it")


def short_names(persistent_volume: Site) -> Iterator[Problem]:
    """With a name for the initiator, the name of the volume and the portal have to be short."""
    spec, metadata = persistent_volume.child("spec"), persistent_volume.child("metadata")
    iscsi = spec.child("iscsi") if spec else None
    if iscsi and metadata and iscsi.has("initiatorName"):
        length = len(metadata.text("name")) + 1 + len(iscsi.text("targetPortal"))
        if length > _LONGEST:
            zh = f"写了 initiatorName 时，“PV 名:targetPortal”最长 {_LONGEST} 个字符，现在是 {length} 个"
            en = f"with initiatorName, the name of the volume and targetPortal may have {_LONGEST - 1} characters"
            yield iscsi.problem("out-of-range", "targetPortal", zh, en)


TABLES = Tables(
    checks={"core.v1.PersistentVolume": (short_names,), _SOURCE: (secret,)},
    fields={
        f"{_SOURCE}.iqn": (iscsi_name,),
        f"{_SOURCE}.initiatorName": (iscsi_name,),
        f"{_SOURCE}.lun": (must_lie_in(0, 255),),
    },
)
