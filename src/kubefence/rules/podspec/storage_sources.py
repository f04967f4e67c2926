"""Volumes that only Pods have: what each needs (``validateVolumeSource`` and below).

Those that PersistentVolumes have as well are checked with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kubefence.findings import Severity
from kubefence.formats import quantities
from kubefence.formats.names import dns1123_label, dns1123_subdomain, driver_name
from kubefence.formats.paths import descending_path
from kubefence.problems import Problem
from kubefence.rules.containers.place import of_pod, spec_around
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, shown
from kubefence.rules.vocabulary.volumes import flex_options, iscsi_name
from kubefence.yamldoc.document import Path

REQUIRED: dict[str, tuple[str, ...]] = {
    "AzureFileVolumeSource": ("secretName", "shareName"),
    "CSIVolumeSource": ("driver",),
    "CephFSVolumeSource": ("monitors",),
    "CinderVolumeSource": ("volumeID",),
    "EphemeralVolumeSource": ("volumeClaimTemplate",),
    "GitRepoVolumeSource": ("repository",),
    "GlusterfsVolumeSource": ("endpoints", "path"),
    "PersistentVolumeClaimVolumeSource": ("claimName",),
    "RBDVolumeSource": ("monitors", "image"),
    "ScaleIOVolumeSource": ("gateway", "system", "volumeName"),
    "StorageOSVolumeSource": ("volumeName",),
}


def not_negative(volume: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The limit of an emptyDir."""
    quantity = quantities.of(value)
    if quantity is not None and quantity < 0:
        yield volume.problem(
            "out-of-range", at, f"sizeLimit 不能是负数 {value}", f"sizeLimit cannot be negative, it is {value}"
        )


def chap_secret(volume: Site) -> Iterator[Problem]:
    """``validateISCSIVolumeSource``: authentication needs a secret."""
    if (volume.flag("chapAuthDiscovery") or volume.flag("chapAuthSession")) and not volume.has("secretRef"):
        yield from volume.missing("secretRef", "CHAP 认证需要它", "CHAP asks for it")


def named_secret(volume: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A reference to a secret has to name one."""
    if isinstance(value, dict) and value.get("name") in (None, ""):
        yield volume.problem("missing-field", (*at, "name"), f"{at[0]} 缺少 name", f"{at[0]} lacks its name")


def publish_secret(volume: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateCSIVolumeSource``: the secret that the node needs."""
    yield from named_secret(volume, at, value)
    name = value.get("name") if isinstance(value, dict) else None
    wrong = dns1123_subdomain(name) if isinstance(name, str) and name else None
    if wrong:
        yield volume.problem(
            "invalid-name", (*at, "name"), f"Secret 名 {shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}"
        )


def image_reference(volume: Site) -> Iterator[Problem]:
    """``validateImageVolumeSource``: a template may leave the reference to something that fills it in."""
    if "reference" not in volume.value or volume.value["reference"] in (None, ""):
        severity = Severity.ERROR if of_pod(spec_around(volume)) else Severity.WARNING
        for problem in volume.missing("reference", "写上镜像", "name the image"):
            yield replace(problem, severity=severity)


_label = must_have_form("invalid-name", dns1123_label, empty=True)
_FIELDS: dict[str, FieldCheck] = {
    "CSIVolumeSource.driver": must_have_form("invalid-name", driver_name, empty=True),
    "CSIVolumeSource.nodePublishSecretRef": publish_secret,
    "CinderVolumeSource.secretRef": named_secret,
    "EmptyDirVolumeSource.sizeLimit": not_negative,
    "GitRepoVolumeSource.directory": must_have_form("invalid-format", descending_path, empty=True),
    "ISCSIVolumeSource.initiatorName": iscsi_name,
    "ISCSIVolumeSource.iqn": iscsi_name,
    "ISCSIVolumeSource.lun": must_lie_in(0, 255),
    "StorageOSVolumeSource.secretRef": named_secret,
    "StorageOSVolumeSource.volumeName": _label,
    "StorageOSVolumeSource.volumeNamespace": _label,
}

TABLES = Tables(
    checks={
        **{f"core.v1.{name}": (required(*fields),) for name, fields in REQUIRED.items()},
        "core.v1.FlexVolumeSource": (required("driver"), flex_options),
        "core.v1.ISCSIVolumeSource": (required("targetPortal", "iqn"), chap_secret),
        "core.v1.ImageVolumeSource": (image_reference,),
    },
    fields={f"core.v1.{name}": (check,) for name, check in _FIELDS.items()},
)
