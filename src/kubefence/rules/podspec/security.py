"""The security context of a Pod (``validatePodSpecSecurityContext``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import spec_around
from kubefence.rules.engine.model import FieldCheck, Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.parts import keyed, repeats
from kubefence.rules.vocabulary.values import must_lie_in, never_blank, shown
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path

LARGEST_ID = 2**31 - 1
SYSCTL_LENGTH = 253
_SYSCTL = re.compile(r"([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?")
_NAMESPACES = {
    "hostNetwork": ("net.",),
    "hostIPC": ("kernel.shm", "kernel.msg", "fs.mqueue."),
}
"""Prefixes of the sysctls of a namespace (``k8s.io/component-helpers/node/util/sysctl``)."""

HOST_SYSCTL = Rule(
    id="sysctl-of-the-host",
    title=Text("sysctl 会改到节点上", "a sysctl that would change the node"),
    why=Text(
        "Pod 使用主机的网络或 IPC 命名空间时，net.* 等 sysctl 不再属于 Pod，而会改动节点，API 服务器拒绝。",
        "In a Pod with the network or IPC namespace of the host, sysctls such as net.* are those of the node; "
        "the API server refuses to set them.",
    ),
    fix=Text("删掉这个 sysctl，或不用 hostNetwork、hostIPC。", "Remove the sysctl, or hostNetwork and hostIPC."),
    source="https://kubernetes.io/zh-cn/docs/tasks/administer-cluster/sysctl-cluster/",
    wrong=pod(
        "hostNetwork: true\nsecurityContext:\n  sysctls:\n"
        '    - name: net.ipv4.ip_unprivileged_port_start\n      value: "0"\n'
    ),
    right=pod('securityContext:\n  sysctls:\n    - name: net.ipv4.ip_unprivileged_port_start\n      value: "0"\n'),
)


def group_ids(context: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Each of the supplemental groups."""
    for index, number in enumerate(value if isinstance(value, list) else ()):
        if isinstance(number, int) and not 0 <= number <= LARGEST_ID:
            yield context.problem(
                "out-of-range",
                (*at, index),
                f"组 ID 不能是 {number}，应在 0 到 {LARGEST_ID} 之间",
                f"a group id cannot be {number}, it has to lie between 0 and {LARGEST_ID}",
            )


def sysctls(context: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateSysctls``: names, none twice, none that belongs to the host."""
    spec = spec_around(context)
    for place, name in keyed(context, "sysctls"):
        if not isinstance(name, str):
            continue
        if not name:
            yield context.problem("missing-field", place, "sysctl 缺少 name", "the sysctl lacks its name")
        elif len(name) > SYSCTL_LENGTH or not _SYSCTL.fullmatch(name):
            yield context.problem(
                "invalid-name",
                place,
                f"{shown(name)} 不是 sysctl 名，应如 net.ipv4.tcp_syncookies",
                f"{shown(name)} is no name of a sysctl, write one such as net.ipv4.tcp_syncookies",
            )
        if spec is not None:
            yield from _of_host(context, spec, place, name)
    for place, name, also in repeats(context, keyed(context, "sysctls")):
        yield context.problem(
            "duplicate-entry", place, f"{name} 写了两次，删掉一个", f"{name} is given twice, remove one", also=also
        )


def _of_host(context: Site, spec: Site, place: Path, name: str) -> Iterator[Problem]:
    """``ValidateHostSysctl``."""
    dotted = _dotted(name)
    for field, prefixes in _NAMESPACES.items():
        if spec.flag(field) and (dotted.startswith(prefixes) or (field == "hostIPC" and dotted == "kernel.sem")):
            yield context.problem(
                HOST_SYSCTL.id,
                place,
                f"{field} 为 true 时不能设置 {name}，它属于节点",
                f"{name} cannot be set with {field}: true, it belongs to the node",
                also=(Also((*spec.path, field), Text("因为这里", "because of this")),),
            )


def _dotted(name: str) -> str:
    """The name with dots between its parts; written with ``/``, the dots belong to the parts."""
    first = next((sign for sign in name if sign in "./"), ".")
    return name if first == "." else name.translate(str.maketrans("./", "/."))


_POLICIES = ("Recursive", "MountOption")


def relabelling(context: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateSELinuxChangePolicy``: up to 1.36 the feature SELinuxMount is off, and only Recursive possible."""
    if value not in _POLICIES:
        if isinstance(value, str):
            yield context.problem(
                "invalid-value",
                at,
                f"seLinuxChangePolicy 不能是 {shown(value)}，可选：Recursive、MountOption",
                f"seLinuxChangePolicy cannot be {shown(value)}, one of: Recursive, MountOption",
            )
    elif value == "MountOption":
        yield Problem(
            "invalid-value",
            (*context.path, *at),
            Text(
                "MountOption 属于 1.37 之前默认关闭的特性 SELinuxMount，只能写 Recursive",
                "MountOption belongs to SELinuxMount, which is off by default before 1.37; only Recursive is possible",
            ),
            until=parse_version("1.36"),
        )


_id = must_lie_in(0, LARGEST_ID)
_FIELDS: dict[str, FieldCheck] = {
    "fsGroup": _id,
    "runAsGroup": _id,
    "runAsUser": _id,
    "seLinuxChangePolicy": relabelling,
    "supplementalGroups": group_ids,
    "sysctls": sysctls,
}

TABLES = Tables(
    rules=(HOST_SYSCTL,),
    checks={"core.v1.PodSecurityContext": (never_blank("fsGroupChangePolicy", "supplementalGroupsPolicy"),)},
    fields={f"core.v1.PodSecurityContext.{field}": (check,) for field, check in _FIELDS.items()},
)
