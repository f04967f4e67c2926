"""iSCSI volumes (``validateISCSIPersistentVolumeSource`` in pkg/apis/core/validation)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_lie_in, shown
from kubefence.yamldoc.document import Path

_FORMS = {
    "iqn": re.compile(r"iqn\.[0-9]{4}-[0-9]{2}\.[A-Za-z0-9.-]+:[^,;*&$|\t\n\f\r ]+"),
    "eui": re.compile(r"eui.[A-Za-z0-9]{16}"),
    "naa": re.compile(r"naa.[A-Za-z0-9]{32}"),
}
_SOURCE = "core.v1.ISCSIPersistentVolumeSource"
_LONGEST = 64
"""Characters of the name of the volume, a colon and the portal, where the initiator has a name."""


def qualified_name(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``iqn.2003-01.com.example:disk``, or a number of 16 (eui) or 32 (naa) digits."""
    if not isinstance(value, str) or (not value and at == ("iqn",)):
        return
    form = _FORMS.get(value[:3])
    if form is None or not form.fullmatch(value):
        zh = f"{shown(value)} 不是 iSCSI 名称；应如 iqn.2003-01.com.example:disk1"
        en = f"{shown(value)} is no iSCSI name; write one such as iqn.2003-01.com.example:disk1"
        yield site.problem("invalid-format", at, zh, en)


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
        f"{_SOURCE}.iqn": (qualified_name,),
        f"{_SOURCE}.initiatorName": (qualified_name,),
        f"{_SOURCE}.lun": (must_lie_in(0, 255),),
    },
)
