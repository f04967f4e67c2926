"""Mounts and devices of containers against the volumes of their Pod."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.containers.place import EPHEMERAL, INIT, REGULAR, containers_in
from kubefence.rules.engine.model import Site, Tables, when
from kubefence.rules.vocabulary.values import shown
from kubefence.rules.vocabulary.versions import only
from kubefence.yamldoc.document import Path

_CLAIM_TEMPLATES = "volumeClaimTemplates"
_STATEFUL_SET = "apps.v1.StatefulSetSpec"
_USES = ("volumeMounts", "volumeDevices")
_CLAIMS = ("persistentVolumeClaim", "ephemeral")
"""Volumes that can be block devices (``isMatchedDevice``)."""


def known_volumes(spec: Site) -> Iterator[Problem]:
    """Every mount and device names a volume (``ValidateVolumeMounts``, ``ValidateVolumeDevices``)."""
    if _all_there(spec.value):
        return
    using = [
        entry for entry in containers_in(spec, INIT, REGULAR, EPHEMERAL) if not entry.value.keys().isdisjoint(_USES)
    ]
    volumes = _volumes(spec) if using else {}
    if not volumes and not spec.root.whole and (spec.parent is None or spec.parent.parent is None):
        return  # a fragment that leaves its volumes out
    holder = spec.parent.parent if spec.parent is not None else None
    if holder is not None and holder.definition == _STATEFUL_SET and holder.left_out(_CLAIM_TEMPLATES):
        return  # the Pods of a StatefulSet of which only the template is there
    for entry in using:
        for field in _USES:
            used = entry.value.get(field)
            for index, item in enumerate(used if isinstance(used, list) else ()):
                name = item.get("name") if isinstance(item, dict) else None
                if not isinstance(name, str) or not name:
                    continue
                at = (*entry.path, field, index, "name")
                if name not in volumes:
                    yield _unknown(spec, at, name, volumes)
                elif field == "volumeDevices":
                    yield from _no_device(spec, at, name, volumes[name])


def _all_there(spec: dict[str, Any]) -> bool:
    """Whether there are no devices and all mounts are of volumes of the Pod, as nearly always."""
    mounts: list[Any] = []
    for field in (REGULAR, INIT, EPHEMERAL) if INIT in spec or EPHEMERAL in spec else (REGULAR,):
        listed = spec.get(field)
        for container in listed if isinstance(listed, list) else ():
            if not isinstance(container, dict) or "volumeDevices" in container:
                return False
            mounted = container.get("volumeMounts")
            if mounted:
                mounts += mounted if isinstance(mounted, list) else [None]
    volumes = spec.get("volumes")
    return not mounts or {*map(_name, volumes if isinstance(volumes, list) else ())}.issuperset(map(_name, mounts))


def _name(mount: Any) -> str | None:
    name = mount.get("name") if isinstance(mount, dict) else None
    return name if isinstance(name, str) else None


def _volumes(spec: Site) -> dict[str, Site | None]:
    """Volumes by name; None for a claim that a StatefulSet makes for each of its Pods."""
    volumes: dict[str, Site | None] = {}
    for volume in spec.children("volumes"):
        name = volume.value.get("name")
        if isinstance(name, str):
            volumes[name] = volume
    template = spec.parent
    if template is not None and template.parent is not None:
        for claim in template.parent.children(_CLAIM_TEMPLATES):
            metadata = claim.child("metadata")
            if metadata is not None:
                volumes[metadata.text("name")] = None
    return volumes


def _unknown(spec: Site, at: Path, name: str, volumes: dict[str, Any]) -> Problem:
    known = list(islice(volumes, 8))
    zh = f"，已有：{'、'.join(known)}" if known else "，volumes 是空的"
    en = f", there are: {', '.join(known)}" if known else ", there are no volumes"
    return spec.problem(
        "unknown-reference",
        at,
        f"volumes 里没有名为 {shown(name)} 的卷{zh}",
        f"there is no volume {shown(name)}{en}",
    )


def _no_device(spec: Site, at: Path, name: str, volume: Site | None) -> Iterator[Problem]:
    if volume is not None and not any(volume.has(field) for field in _CLAIMS):
        yield spec.problem(
            "invalid-value",
            at,
            f"卷 {shown(name)} 不能当作块设备，只有 persistentVolumeClaim 和 ephemeral 可以",
            f"the volume {shown(name)} is no block device, only persistentVolumeClaim and ephemeral can be one",
            also=(Also(volume.path, Text("这个卷", "this volume")),),
        )


@when("hostUsers")
def devices_of_others(spec: Site) -> Iterator[Problem]:
    """No devices without the users of the host, since 1.35 (``validateHostUsers``)."""
    if spec.value.get("hostUsers") is False:
        for entry in containers_in(spec, INIT, REGULAR, EPHEMERAL):
            if entry.value.get("volumeDevices"):
                yield spec.problem(
                    "forbidden-field",
                    (*entry.path, "volumeDevices"),
                    "hostUsers 为 false 时不能使用块设备 volumeDevices",
                    "with hostUsers: false there cannot be volumeDevices",
                    anchor=Anchor.KEY,
                )


TABLES = Tables(checks={"core.v1.PodSpec": (known_volumes, only(devices_of_others, since="1.35"))})
