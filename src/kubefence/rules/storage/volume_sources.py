"""Kinds of volumes that PersistentVolumes and Pods share, and those of PersistentVolumes alone.

What each needs, field by field: ``validate…VolumeSource`` in pkg/apis/core/validation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.formats.names import dns1123_label, dns1123_subdomain
from kubefence.formats.paths import path_without_backsteps
from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, Site, Tables
from kubefence.rules.vocabulary.mappings import exactly_one, required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, never_blank, shown
from kubefence.rules.vocabulary.volumes import flex_options

_REQUIRED = {
    "AWSElasticBlockStoreVolumeSource": ("volumeID",),
    "AzureDiskVolumeSource": ("diskName", "diskURI"),
    "AzureFilePersistentVolumeSource": ("secretName", "shareName"),
    "CSIPersistentVolumeSource": ("driver", "volumeHandle"),
    "CephFSPersistentVolumeSource": ("monitors",),
    "CinderPersistentVolumeSource": ("volumeID",),
    "FlexPersistentVolumeSource": ("driver",),
    "GCEPersistentDiskVolumeSource": ("pdName",),
    "GlusterfsPersistentVolumeSource": ("endpoints", "path"),
    "HostPathVolumeSource": ("path",),
    "ISCSIPersistentVolumeSource": ("targetPortal", "iqn"),
    "LocalVolumeSource": ("path",),
    "NFSVolumeSource": ("server", "path"),
    "PhotonPersistentDiskVolumeSource": ("pdID",),
    "PortworxVolumeSource": ("volumeID",),
    "QuobyteVolumeSource": ("registry", "volume"),
    "RBDPersistentVolumeSource": ("monitors", "image"),
    "ScaleIOPersistentVolumeSource": ("gateway", "system", "volumeName"),
    "StorageOSPersistentVolumeSource": ("volumeName",),
    "VsphereVirtualDiskVolumeSource": ("volumePath",),
}
_MANAGED, _SHARED = "Managed", "Shared"
_SECRETS = {
    "cinder": ("secretRef",),
    "storageos": ("secretRef",),
    "csi": ("controllerPublishSecretRef", "controllerExpandSecretRef", "nodePublishSecretRef", "nodeExpandSecretRef"),
}
_SECRET_FORMS = (
    ("name", must_have_form("invalid-name", dns1123_subdomain, empty=True)),
    ("namespace", must_have_form("invalid-name", dns1123_label, empty=True)),
)
_HOST_AND_PORT = re.compile(r"(?:[^][:]*|\[[^][]*\]):[^][:]*")
"""What Go's ``net.SplitHostPort`` can take apart."""
_DATASETS = ("datasetName", "datasetUUID")
_LONGEST_TENANT = 64

_unit = must_lie_in(0, 255)
_whole_reference = required("name", "namespace")


def nfs_path(nfs: Site) -> Iterator[Problem]:
    """The exported path is absolute."""
    path = nfs.text("path")
    if path and not path.startswith("/"):
        yield nfs.problem("invalid-format", "path", f"path 要以 / 开头，不能是 {shown(path)}", "it has to start with /")


def azure_disk_uri(disk: Site) -> Iterator[Problem]:
    """``validateAzureDisk``: a managed disk is a resource, any other a blob; the default is Shared."""
    uri, kind = disk.text("diskURI"), disk.text("kind") or ("" if disk.partial else _SHARED)
    start = "/subscriptions/" if kind == _MANAGED else "https://"
    if uri and kind and not uri.startswith(start):
        zh = f"kind: {kind} 的 diskURI 要以 {start} 开头；kind 默认是 {_SHARED}"
        en = f"diskURI of kind {kind} has to start with {start}; the default kind is {_SHARED}"
        yield disk.problem("invalid-value", "diskURI", zh, en)


def fibre_channel(fc: Site) -> Iterator[Problem]:
    """``validateFCVolumeSource``: world-wide names or identifiers; names ask for the unit."""
    names, identifiers = fc.items("targetWWNs"), fc.items("wwids")
    if names and identifiers:
        zh, en = "targetWWNs 与 wwids 只能写一个", "either targetWWNs or wwids, not both"
        yield fc.problem("mutually-exclusive", "targetWWNs", zh, en)
    elif not names and not identifiers:
        yield from fc.missing("targetWWNs", "或写 wwids", "or write wwids")
    if names and not fc.has("lun"):
        yield from fc.missing("lun", "写了 targetWWNs 就要写 lun", "targetWWNs asks for it")
    elif names:
        yield from _unit(fc, ("lun",), fc.value["lun"])


def flocker(site: Site) -> Iterator[Problem]:
    """``validateFlockerVolumeSource``: a name or an identifier."""
    yield from exactly_one(site, [field for field in _DATASETS if site.text(field)] or _DATASETS)
    if "/" in site.text("datasetName"):
        yield site.problem("invalid-format", "datasetName", "datasetName 不能有 /", "datasetName may not have a /")


def quobyte(site: Site) -> Iterator[Problem]:
    """``validateQuobyteVolumeSource``: hosts with ports, and a short tenant."""
    registry = site.text("registry")
    if len(site.text("tenant")) > _LONGEST_TENANT:
        zh, en = f"tenant 最长 {_LONGEST_TENANT} 个字符", f"tenant may have {_LONGEST_TENANT} characters at most"
        yield site.problem("out-of-range", "tenant", zh, en)
    elif registry and not all(map(_HOST_AND_PORT.fullmatch, registry.split(","))):
        zh, en = "registry 应为“主机:端口”，多个用逗号分隔", "registry has host:port, several with commas between"
        yield site.problem("invalid-format", "registry", zh, en)


def secrets(spec: Site) -> Iterator[Problem]:
    """A Secret for a PersistentVolume is named with its namespace, because the volume has none."""
    for source, fields in _SECRETS.items():
        given = spec.child(source) if source in spec.value else None
        for field in fields if given else ():
            reference = given.child(field) if given else None
            if reference:
                yield from _whole_reference(reference)
                for part, form in _SECRET_FORMS if source == "csi" else ():
                    yield from form(reference, (part,), reference.text(part))


def _required_everywhere() -> dict[str, tuple[Check, ...]]:
    return {f"core.v1.{source}": (required(*fields),) for source, fields in _REQUIRED.items()}


def _checks() -> dict[str, tuple[Check, ...]]:
    more: dict[str, tuple[Check, ...]] = {
        "NFSVolumeSource": (nfs_path,),
        "AzureDiskVolumeSource": (azure_disk_uri, never_blank("cachingMode", "kind")),
        "AzureFilePersistentVolumeSource": (never_blank("secretNamespace"),),
        "FCVolumeSource": (fibre_channel,),
        "FlockerVolumeSource": (flocker,),
        "FlexPersistentVolumeSource": (flex_options,),
        "QuobyteVolumeSource": (quobyte,),
        "PersistentVolumeSpec": (secrets,),
    }
    checks = _required_everywhere()
    for name, each in more.items():
        checks[f"core.v1.{name}"] = (*checks.get(f"core.v1.{name}", ()), *each)
    return checks


_label = must_have_form("invalid-format", dns1123_label, empty=True)
_backsteps = must_have_form("invalid-format", path_without_backsteps)

TABLES = Tables(
    checks=_checks(),
    fields={
        "core.v1.AWSElasticBlockStoreVolumeSource.partition": (_unit,),
        "core.v1.GCEPersistentDiskVolumeSource.partition": (_unit,),
        "core.v1.HostPathVolumeSource.path": (_backsteps,),
        "core.v1.LocalVolumeSource.path": (_backsteps,),
        "core.v1.GlusterfsPersistentVolumeSource.endpointsNamespace": (must_have_form("invalid-name", dns1123_label),),
        "core.v1.StorageOSPersistentVolumeSource.volumeName": (_label,),
        "core.v1.StorageOSPersistentVolumeSource.volumeNamespace": (_label,),
    },
)
