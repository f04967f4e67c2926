"""Names of ports, which all containers that keep running share: a Service looks for one in the whole Pod."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Severity, Text
from kubefence.problems import Also, Problem
from kubefence.rules.containers.documentation import AMBIGUOUS_PORT_NAME
from kubefence.rules.containers.place import INIT, REGULAR, containers_in
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.rules.vocabulary.versions import only
from kubefence.yamldoc.document import Path


def shared_names(spec: Site) -> Iterator[Problem]:
    """``warningsForPodSpecAndMeta``: ports of two containers, sidecars included, have one name."""
    first: dict[str, Path] = {}
    for name, path in _named(spec):
        taken = first.setdefault(name, path)
        if taken[:2] != path[:2]:  # twice in one container is an error of its own
            yield spec.problem(
                AMBIGUOUS_PORT_NAME.id,
                (*path, "name"),
                f"另一个容器已有名为 {shown(name)} 的端口，按名称选择时只会用到那一个；换一个名字",
                f"another container has a port {shown(name)}, and whoever selects it by name gets that one; "
                "choose another name",
                severity=Severity.WARNING,
                also=(Also((*spec.path, *taken, "name"), Text("先用了这个名字", "the name is taken here")),),
            )


def _named(spec: Site) -> Iterator[tuple[str, Path]]:
    """The named ports of the containers that run at the same time, and where they stand."""
    for entry in containers_in(spec, INIT, REGULAR):
        ports = entry.value.get("ports")
        if not isinstance(ports, list) or (entry.list == INIT and entry.value.get("restartPolicy") != "Always"):
            continue
        for index, port in enumerate(ports):
            name = port.get("name") if isinstance(port, dict) else None
            if isinstance(name, str) and name:
                yield name, (*entry.path, "ports", index)


TABLES = Tables(
    rules=(AMBIGUOUS_PORT_NAME,),
    checks={"core.v1.PodSpec": (only(shared_names, since="1.33"),)},
)
