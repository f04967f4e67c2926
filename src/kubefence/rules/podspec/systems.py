"""The operating system of a Pod: what a Linux or a Windows Pod cannot have (``validateLinux``, ``validateWindows``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import EPHEMERAL, INIT, REGULAR, containers_in
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

SYSTEMS = ("linux", "windows")
_ONLY_LINUX_SPEC = ("hostUsers", "shareProcessNamespace")
_ONLY_LINUX_SPEC_IF_TRUE = ("hostPID", "hostIPC")
_ONLY_LINUX_EVERYWHERE = ("appArmorProfile", "seLinuxOptions", "seccompProfile", "runAsUser", "runAsGroup")
_ONLY_LINUX_POD = (
    *_ONLY_LINUX_EVERYWHERE,
    "fsGroup",
    "fsGroupChangePolicy",
    "sysctls",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "seLinuxChangePolicy",
)
_ONLY_LINUX_CONTAINER = (
    *_ONLY_LINUX_EVERYWHERE,
    "capabilities",
    "readOnlyRootFilesystem",
    "privileged",
    "allowPrivilegeEscalation",
    "procMount",
)

OTHER_SYSTEM = Rule(
    id="field-of-another-os",
    title=Text("字段属于另一种操作系统", "a field of another operating system"),
    why=Text(
        "spec.os.name 声明了操作系统，另一种操作系统才有的安全设置不会起作用，API 服务器拒绝。",
        "spec.os.name says which operating system it is; settings that only another one has would do nothing, "
        "and the API server refuses them.",
    ),
    fix=Text("删掉这个字段，或改正 spec.os.name。", "Remove the field, or correct spec.os.name."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/#pod-os",
    wrong=pod("os:\n  name: windows\nsecurityContext:\n  runAsUser: 1000\n"),
    right=pod("os:\n  name: windows\nsecurityContext:\n  windowsOptions:\n    runAsUserName: ContainerUser\n"),
)


def system(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateOS``, and the fields that do not go with it; the server names ``os`` as a whole."""
    name = value.get("name") if isinstance(value, dict) else None
    if name == "":
        yield spec.problem("missing-field", (*at, "name"), "os 缺少 name", "os lacks its name")
    elif isinstance(name, str) and name not in SYSTEMS:
        yield spec.problem(
            "invalid-value",
            at,
            f"操作系统不能是 {shown(name)}，可选：linux、windows",
            f"the operating system cannot be {shown(name)}, one of: linux, windows",
        )
    elif name == "linux":
        for path in _written(spec, (), "securityContext", ("windowsOptions",)):
            yield _other(spec, path, name)
        for path in _of_containers(spec, ("windowsOptions",)):
            yield _other(spec, path, name)
    elif name == "windows":
        for path in _only_linux(spec):
            yield _other(spec, path, name)


def _only_linux(spec: Site) -> Iterator[Path]:
    yield from ((field,) for field in _ONLY_LINUX_SPEC if spec.has(field))
    yield from ((field,) for field in _ONLY_LINUX_SPEC_IF_TRUE if spec.flag(field))
    if spec.has("resources"):
        yield ("resources",)
    yield from _written(spec, (), "securityContext", _ONLY_LINUX_POD)
    yield from _of_containers(spec, _ONLY_LINUX_CONTAINER)


def _of_containers(spec: Site, fields: Sequence[str]) -> Iterator[Path]:
    for entry in containers_in(spec, INIT, REGULAR, EPHEMERAL):
        context = entry.value.get("securityContext")
        if isinstance(context, dict):
            yield from ((*entry.path, "securityContext", field) for field in fields if context.get(field) is not None)


def _written(spec: Site, at: Path, holder: str, fields: Sequence[str]) -> Iterator[Path]:
    context = spec.mapping(holder)
    yield from ((*at, holder, field) for field in fields if field in context and context[field] not in _nothing(field))


def _nothing(field: str) -> tuple[Any, ...]:
    """What counts as not given: an empty list of groups is one, an empty list of sysctls is none."""
    return (None, []) if field == "sysctls" else (None,)


def _other(spec: Site, path: Path, name: str) -> Problem:
    return spec.problem(
        OTHER_SYSTEM.id,
        path,
        f"os.name 为 {name} 的 Pod 不能有 {path[-1]}",
        f"a Pod with os.name: {name} cannot have {path[-1]}",
        also=(Also((*spec.path, "os", "name"), Text("操作系统", "the operating system")),),
    )


TABLES = Tables(rules=(OTHER_SYSTEM,), fields={"core.v1.PodSpec.os": (system,)})
