"""Ports of one container."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.ports import port_name
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import TYPES
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, shown
from kubefence.yamldoc.document import Path


def duplicate_names(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Each named port of a container has a name of its own (``validateContainerPorts``)."""
    seen: dict[str, int] = {}
    for index, port in enumerate(value if isinstance(value, list) else ()):
        name = port.get("name") if isinstance(port, dict) else None
        if not isinstance(name, str) or not name or port_name(name):
            continue
        if name not in seen:
            seen[name] = index
            continue
        first = (*container.path, *at, seen[name], "name")
        yield container.problem(
            "duplicate-entry",
            (*at, index, "name"),
            f"这个容器已经有名为 {shown(name)} 的端口，换一个名字",
            f"this container has a port {shown(name)} already, choose another name",
            also=(Also(first, Text("先用了这个名字", "the name is taken here")),),
        )


TABLES = Tables(
    fields={
        **{f"{name}.ports": (duplicate_names,) for name in TYPES},
        "core.v1.ContainerPort.name": (must_have_form("invalid-name", port_name, empty=True),),
        "core.v1.ContainerPort.containerPort": (must_lie_in(1, 65535),),
        "core.v1.ContainerPort.hostPort": (must_lie_in(0, 65535),),
    },
)
