"""A port that a probe or a hook gives by name: the container itself has to declare it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity
from kubefence.formats.ports import port_name
from kubefence.nearest import suggestion
from kubefence.problems import Problem
from kubefence.rules.containers.documentation import UNDECLARED_PORT
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_ACTIONS = ("httpGet", "tcpSocket")
_HOOKS = ("postStart", "preStop")
_NEAR = 0.6


def of_probe(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``ResolveContainerPort`` of the kubelet; a container without ports may have them in the rest of a patch."""
    ports = container.value.get("ports")
    if not isinstance(value, dict) or not isinstance(ports, list) or not ports:
        return
    known = [name for port in ports if isinstance(port, dict) and isinstance(name := port.get("name"), str)]
    for action in _ACTIONS:
        asked = value.get(action)
        name = asked.get("port") if isinstance(asked, dict) else None
        if isinstance(name, str) and port_name(name) is None and name not in known:
            near = suggestion(name, sorted(known), _NEAR)
            yield container.problem(
                UNDECLARED_PORT.id,
                (*at, action, "port"),
                f"这个容器没有名为 {shown(name)} 的端口，{at[-1]} 总会失败{near.zh}",
                f"this container has no port {shown(name)}, so the {at[-1]} always fails{near.en}",
                severity=Severity.WARNING,
            )


def of_hooks(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The same of what is asked when the container starts and ends."""
    for hook in _HOOKS:
        if isinstance(value, dict):
            yield from of_probe(container, (*at, hook), value.get(hook))


TABLES = Tables(
    rules=(UNDECLARED_PORT,),
    fields={
        **{f"core.v1.Container.{probe}": (of_probe,) for probe in ("livenessProbe", "readinessProbe", "startupProbe")},
        "core.v1.Container.lifecycle": (of_hooks,),
    },
)
