"""Checks of volumes that Pods and PersistentVolumes share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity
from kubefence.problems import Anchor, Problem
from kubefence.rules.documentation.volumes import REMOVED
from kubefence.rules.engine.model import FieldCheck, Site
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

REMOVED_IN = {
    "photonPersistentDisk": "1.16",
    "scaleIO": "1.22",
    "flocker": "1.25",
    "storageos": "1.25",
    "quobyte": "1.25",
    "glusterfs": "1.26",
    "cephfs": "1.31",
    "rbd": "1.31",
    "gitRepo": "1.33",
}
"""Kinds of volumes that are still accepted, and the version since which they do not work by default."""


_FORMS = {
    "iqn": re.compile(r"iqn\.[0-9]{4}-[0-9]{2}\.[A-Za-z0-9.-]+:[^,;*&$|\t\n\f\r ]+"),
    "eui": re.compile(r"eui.[A-Za-z0-9]{16}"),
    "naa": re.compile(r"naa.[A-Za-z0-9]{32}"),
}
_RESERVED = (".kubernetes.io", ".k8s.io")


def removed(plugin: str) -> FieldCheck:
    """A kind of volume without a plugin."""
    version = REMOVED_IN[plugin]

    def check(volume: Site, at: Path, value: Any) -> Iterator[Problem]:
        yield volume.problem(
            REMOVED.id,
            at,
            f"{plugin} 从 {version} 起不再可用；改用 CSI 驱动或别的卷",
            f"{plugin} does not work since {version}; use a CSI driver or another kind of volume",
            anchor=Anchor.KEY,
            severity=Severity.WARNING,
        )

    return check


def iscsi_name(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``iqn.2003-01.com.example:disk``, or a number of 16 (eui) or 32 (naa) digits."""
    if not isinstance(value, str) or (not value and at == ("iqn",)):
        return
    form = _FORMS.get(value[:3])
    if form is None or not form.fullmatch(value):
        zh = f"{shown(value)} 不是 iSCSI 名称；应如 iqn.2003-01.com.example:disk1"
        en = f"{shown(value)} is no iSCSI name; write one such as iqn.2003-01.com.example:disk1"
        yield site.problem("invalid-format", at, zh, en)


def flex_options(site: Site) -> Iterator[Problem]:
    """Options in the name of Kubernetes are its own."""
    for key in site.mapping("options"):
        if f".{key.partition('/')[0].lower()}".endswith(_RESERVED):
            zh, en = f"选项 {key} 的前缀保留给 Kubernetes", f"the prefix of the option {key} is reserved for Kubernetes"
            yield site.problem("invalid-value", ("options", key), zh, en, anchor=Anchor.KEY)
