"""HostProcess containers of Windows: all or none, and on the network of the node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Anchor, Problem
from kubefence.rules.containers.place import EPHEMERAL, INIT, REGULAR, containers_in, spec_around
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.yamldoc.document import Path

_WHERE = ("securityContext", "windowsOptions", "hostProcess")


def _windows(spec: str) -> str:
    return pod(f"os:\n  name: windows\n{spec}securityContext:\n  windowsOptions:\n    hostProcess: true\n")


INCOMPLETE = Rule(
    id="incomplete-host-process-pod",
    title=Text("HostProcess Pod 的设置不完整", "a HostProcess Pod that is not one in full"),
    why=Text(
        "HostProcess 容器直接运行在 Windows 节点上：Pod 里的容器必须都是 HostProcess 容器，并且 hostNetwork 为 true。",
        "HostProcess containers run on the Windows node itself: all containers of the Pod have to be such, "
        "and hostNetwork has to be true.",
    ),
    fix=Text(
        "写上 hostNetwork: true，并在 Pod 一级写 hostProcess: true。",
        "Write hostNetwork: true, and hostProcess: true for the Pod as a whole.",
    ),
    source="https://kubernetes.io/zh-cn/docs/tasks/configure-pod-container/create-hostprocess-pod/",
    wrong=_windows(""),
    right=_windows("hostNetwork: true\n"),
)


def host_process(options: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateWindowsHostProcessPod``; it is judged once for each place where hostProcess stands."""
    spec = spec_around(options)
    if spec is None or not isinstance(value, bool):
        return
    whole = _written(spec.value)
    own = [(entry.path, _written(entry.value)) for entry in containers_in(spec, INIT, REGULAR, EPHEMERAL)]
    for path, given in own:
        if None not in (whole, given) and given is not whole:
            yield spec.problem(
                INCOMPLETE.id,
                (*path, *_WHERE),
                "hostProcess 必须与 Pod 一级的值相同",
                "hostProcess has to be the same as for the Pod as a whole",
            )
    are = [given is True or (given is None and whole is True) for _, given in own]
    if not any(are):
        return
    if not all(are):
        yield spec.problem(
            INCOMPLETE.id,
            (),
            "有一个容器是 HostProcess 容器，其余容器也必须是",
            "with one HostProcess container all containers have to be such",
            anchor=Anchor.KEY,
        )
    if not spec.flag("hostNetwork") and not spec.partial:
        asking = next(path for path, given in [((), whole), *own] if given)
        yield spec.problem(
            INCOMPLETE.id,
            "hostNetwork" if spec.has("hostNetwork") else (*asking, *_WHERE),
            "HostProcess 容器要求 hostNetwork: true",
            "HostProcess containers ask for hostNetwork: true",
            named=("hostNetwork",),
        )


def _written(holder: dict[str, Any]) -> bool | None:
    found: Any = holder
    for step in _WHERE:
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, bool) else None


TABLES = Tables(rules=(INCOMPLETE,), fields={"core.v1.WindowsSecurityContextOptions.hostProcess": (host_process,)})
