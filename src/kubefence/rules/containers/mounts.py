"""Volume mounts and devices of one container, whatever volumes there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.paths import descending_path, path_without_backsteps
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import TYPES, in_list
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_PROPAGATION = ("None", "HostToContainer", "Bidirectional")
_READ_ONLY = ("Disabled", "IfPossible", "Enabled")


def mounts(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Each mount by itself and beside the others (``ValidateVolumeMounts``)."""
    paths: dict[str, Path] = {}
    for index, mount in enumerate(value if isinstance(value, list) else ()):
        if isinstance(mount, dict):
            where = (*at, index)
            yield from _unique(container, paths, (*where, "mountPath"), mount.get("mountPath"))
            yield from _part(container, where, mount)
            yield from _propagation(container, where, mount)
            if mount.get("recursiveReadOnly") is not None:
                yield from _read_only(container, where, mount)


def _unique(container: Site, seen: dict[str, Path], at: Path, value: Any) -> Iterator[Problem]:
    """A path or name that may stand once in a list."""
    if not isinstance(value, str) or not value or seen.setdefault(value, at) == at:
        return
    yield container.problem(
        "duplicate-entry",
        at,
        f"{at[-1]} {shown(value)} 已经用过，同一个容器里不能重复",
        f"the {at[-1]} {shown(value)} is taken, it may stand only once in a container",
        also=(Also((*container.path, *seen[value]), Text("先用在这里", "it is taken here")),),
    )


def _part(container: Site, where: Path, mount: dict[str, Any]) -> Iterator[Problem]:
    """Only a part of the volume: a relative path, given in one way."""
    for field in ("subPath", "subPathExpr"):
        text = mount.get(field)
        wrong = descending_path(text) if isinstance(text, str) and text else None
        if wrong:
            zh, en = f"{field} {shown(text)} 的写法不对：{wrong.zh}", f"{field} {shown(text)}: {wrong.en}"
            yield in_list(container, "invalid-format", (*where, field), zh, en)
    if mount.get("subPath") and mount.get("subPathExpr"):
        yield container.problem(
            "mutually-exclusive",
            (*where, "subPathExpr"),
            "subPath 和 subPathExpr 只能写一个",
            "subPath and subPathExpr exclude each other",
        )


def _propagation(container: Site, where: Path, mount: dict[str, Any]) -> Iterator[Problem]:
    """To mount into the host takes all privileges (``validateMountPropagation``)."""
    mode = mount.get("mountPropagation")
    if mode == "":
        zh = f"mountPropagation 不能是空字符串：删掉它，或写成 {'、'.join(_PROPAGATION)} 之一"
        en = f"mountPropagation cannot be an empty string: remove it, or write one of {', '.join(_PROPAGATION)}"
        yield in_list(container, "invalid-value", (*where, "mountPropagation"), zh, en)
    if mode != "Bidirectional" or container.partial:
        return
    context = container.mapping("securityContext")
    if context.get("privileged") is not True:
        zh = "mountPropagation: Bidirectional 只能用于特权容器（securityContext.privileged: true）"
        en = "mountPropagation: Bidirectional is for privileged containers only (securityContext.privileged: true)"
        yield in_list(container, "forbidden-field", (*where, "mountPropagation"), zh, en)


def _read_only(container: Site, where: Path, mount: dict[str, Any]) -> Iterator[Problem]:
    """Read-only all the way down (``validateMountRecursiveReadOnly``)."""
    mode, at = mount["recursiveReadOnly"], (*where, "recursiveReadOnly")
    if mode not in _READ_ONLY:
        zh = f"recursiveReadOnly 不能是 {shown(mode)}，可选：{'、'.join(_READ_ONLY)}"
        en = f"recursiveReadOnly cannot be {shown(mode)}, one of: {', '.join(_READ_ONLY)}"
        yield in_list(container, "invalid-value", at, zh, en)
    elif mode != "Disabled" and mount.get("readOnly") is not True:
        zh = f"recursiveReadOnly: {mode} 要求 readOnly: true"
        en = f"recursiveReadOnly: {mode} asks for readOnly: true"
        yield in_list(container, "forbidden-field", at, zh, en)
    elif mode != "Disabled" and mount.get("mountPropagation") not in (None, "None"):
        zh = f"recursiveReadOnly: {mode} 时 mountPropagation 只能是 None"
        en = f"with recursiveReadOnly: {mode} mountPropagation can only be None"
        yield in_list(container, "forbidden-field", at, zh, en)


def devices(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Block devices, each once and not mounted besides (``ValidateVolumeDevices``)."""
    names: dict[str, Path] = {}
    paths: dict[str, Path] = {}
    for index, mount in enumerate(container.items("volumeMounts")):
        if isinstance(mount, dict):
            for field, seen in (("name", names), ("mountPath", paths)):
                if isinstance(mount.get(field), str):
                    seen[mount[field]] = ("volumeMounts", index, field)
    for index, device in enumerate(value if isinstance(value, list) else ()):
        if not isinstance(device, dict):
            continue
        yield from _unique(container, names, (*at, index, "name"), device.get("name"))
        path = device.get("devicePath")
        wrong = path_without_backsteps(path) if isinstance(path, str) else None
        if wrong:
            zh, en = f"devicePath {shown(path)} 的写法不对：{wrong.zh}", f"devicePath {shown(path)}: {wrong.en}"
            yield container.problem("invalid-format", (*at, index, "devicePath"), zh, en)
        else:
            yield from _unique(container, paths, (*at, index, "devicePath"), path)


FieldChecks = dict[str, tuple[Callable[[Site, Path, Any], Iterator[Problem]], ...]]
_LISTS: FieldChecks = {
    **{f"{name}.volumeMounts": (mounts,) for name in TYPES},
    **{f"{name}.volumeDevices": (devices,) for name in TYPES},
}

TABLES = Tables(
    checks={
        "core.v1.VolumeMount": (required("name", "mountPath"),),
        "core.v1.VolumeDevice": (required("name", "devicePath"),),
    },
    fields=_LISTS,
)
