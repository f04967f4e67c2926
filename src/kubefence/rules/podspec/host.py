"""What a Pod shares with its node: network, processes, IPC, users and the host name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.names import dns1123_subdomain
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

HOST_NAME_LENGTH = 64
_HOST_NAMESPACES = ("hostNetwork", "hostPID", "hostIPC")

USER_NAMESPACE = Rule(
    id="user-namespace-with-host-namespace",
    title=Text("用户命名空间与主机命名空间同用", "a user namespace together with one of the host"),
    why=Text(
        "hostUsers: false 让 Pod 用自己的用户命名空间。它与主机的网络、进程、IPC 命名空间合不来，API 服务器拒绝。",
        "hostUsers: false gives a Pod a user namespace of its own, which does not go with the network, process or "
        "IPC namespace of the host; the API server refuses it.",
    ),
    fix=Text(
        "删掉 hostNetwork、hostPID、hostIPC，或不写 hostUsers: false。",
        "Remove hostNetwork, hostPID and hostIPC, or hostUsers: false.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/user-namespaces/#limitations",
    wrong=pod("hostUsers: false\nhostNetwork: true"),
    right=pod("hostUsers: false"),
)
SHARED_PROCESSES = Rule(
    id="shared-and-host-processes",
    title=Text("同时要求主机和 Pod 的进程命名空间", "the processes of the host and of the Pod at once"),
    why=Text(
        "hostPID 让容器看到节点的所有进程，shareProcessNamespace 让容器共享 Pod 自己的进程，两者只能选一个。",
        "hostPID shows the processes of the node, shareProcessNamespace those of the Pod; only one is possible.",
    ),
    fix=Text("删掉其中一个。", "Remove one of them."),
    source="https://kubernetes.io/zh-cn/docs/tasks/configure-pod-container/share-process-namespace/",
    wrong=pod("hostPID: true\nshareProcessNamespace: true"),
    right=pod("shareProcessNamespace: true"),
)


def own_users(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateHostUsers``; hostNetwork is possible only with a feature that is off by default."""
    also = (Also((*spec.path, *at), Text("因为这里", "because of this")),)
    for field in _HOST_NAMESPACES:
        if value is False and spec.flag(field):
            yield spec.problem(
                USER_NAMESPACE.id,
                field,
                f"hostUsers 为 false 时不能写 {field}: true",
                f"{field}: true cannot be given with hostUsers: false",
                also=also,
            )


def shared_processes(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validatePodSpecSecurityContext``, where these fields once stood."""
    if value is True and spec.flag("hostPID"):
        yield spec.problem(
            SHARED_PROCESSES.id,
            at,
            "shareProcessNamespace 与 hostPID 不能同时为 true",
            "shareProcessNamespace and hostPID cannot both be true",
            also=(Also((*spec.path, "hostPID"), Text("另一个", "the other one")),),
        )


def overridden_host_name(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validatePodHostName``."""
    for field in ("setHostnameAsFQDN", "hostNetwork"):
        if spec.flag(field):
            yield spec.problem(
                "forbidden-field",
                at,
                f"{field} 为 true 时不能写 hostnameOverride",
                f"hostnameOverride cannot be given with {field}: true",
                also=(Also((*spec.path, field), Text("因为这里", "because of this")),),
            )
    if not isinstance(value, str):
        return
    wrong = dns1123_subdomain(value)
    if wrong:
        yield spec.problem("invalid-name", at, f"主机名 {shown(value)}：{wrong.zh}", f"{shown(value)}: {wrong.en}")
    elif len(value) > HOST_NAME_LENGTH:
        yield spec.problem(
            "invalid-name",
            at,
            f"主机名有 {len(value)} 个字符，最多 {HOST_NAME_LENGTH} 个",
            f"the host name has {len(value)} characters, at most {HOST_NAME_LENGTH} are possible",
        )


TABLES = Tables(
    rules=(USER_NAMESPACE, SHARED_PROCESSES),
    fields={
        "core.v1.PodSpec.hostUsers": (own_users,),
        "core.v1.PodSpec.shareProcessNamespace": (shared_processes,),
        "core.v1.PodSpec.hostnameOverride": (overridden_host_name,),
    },
)
