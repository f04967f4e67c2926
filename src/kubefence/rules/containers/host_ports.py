"""Ports of all containers of a Pod: they share one network, and with hostNetwork that of the node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kubefence.findings import Severity, Text
from kubefence.problems import Also, Problem
from kubefence.rules.containers.documentation import DUPLICATE_PORT, HOST_PORT_MISMATCH, IGNORED_FIELD
from kubefence.rules.containers.place import EPHEMERAL, INIT, REGULAR, Entry, containers_in, of_pod, spec_around
from kubefence.rules.engine.model import Site, Tables
from kubefence.yamldoc.document import Path


class _Port(NamedTuple):
    """A port after defaulting; 0 and "" where nothing is asked for."""

    entry: Entry
    path: Path
    number: int
    protocol: str
    host_port: int
    host_ip: str


def shared_ports(spec: Site) -> Iterator[Problem]:
    """Everything that ports of a Pod can be to each other."""
    if "hostNetwork" not in spec.value and _few(spec.value):
        return
    listed = [entry for entry in containers_in(spec, INIT, REGULAR, EPHEMERAL) if entry.value.get("ports")]
    ports = [port for entry in listed for port in _ports(spec, entry)]
    if ports:
        if spec.flag("hostNetwork"):
            yield from _mismatches(spec, ports)
        conflicts = list(_conflicts(spec, ports))
        yield from conflicts
        yield from _repeated(spec, ports, {problem.path for problem in conflicts})


def _few(spec: dict[str, Any]) -> bool:
    """Whether there is no second port that could be the same as the first."""
    lists = (spec.get(field) for field in (INIT, REGULAR, EPHEMERAL))
    containers = (each for listed in lists if isinstance(listed, list) for each in listed if isinstance(each, dict))
    ports = (each["ports"] for each in containers if isinstance(each.get("ports"), list))
    return sum(map(len, ports)) < 2


def _ports(spec: Site, entry: Entry) -> Iterator[_Port]:
    """The ports of a container; in a Pod with hostNetwork each has a host port (``defaultHostNetworkPorts``)."""
    written = entry.value.get("ports")
    for index, port in enumerate(written if isinstance(written, list) else ()):
        number = _number(port, "containerPort")
        if number:
            host_port = _number(port, "hostPort")
            if not host_port and spec.flag("hostNetwork") and of_pod(spec):
                host_port = number
            path = (*entry.path, "ports", index)
            yield _Port(entry, path, number, _text(port, "protocol") or "TCP", host_port, _text(port, "hostIP"))


def _number(port: Any, field: str) -> int:
    value = port.get(field) if isinstance(port, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _text(port: dict[str, Any], field: str) -> str:
    value = port.get(field)
    return value if isinstance(value, str) else ""


def _mismatches(spec: Site, ports: list[_Port]) -> Iterator[Problem]:
    """On the network of the node a port is what it is (``validatePodHostNetworkDeps``)."""
    for port in ports:
        if port.entry.list == REGULAR and port.host_port not in (0, port.number):
            yield spec.problem(
                HOST_PORT_MISMATCH.id,
                (*port.path, "hostPort"),
                f"hostNetwork 为 true 时 hostPort 必须等于 containerPort，写成 {port.number} 或删掉",
                f"with hostNetwork the hostPort has to equal the containerPort; write {port.number} or remove it",
                also=(
                    Also((*spec.path, "hostNetwork"), Text("Pod 使用节点的网络", "the Pod is on the node's network")),
                ),
            )


def _conflicts(spec: Site, ports: list[_Port]) -> Iterator[Problem]:
    """Two regular containers, or one init container twice, with one host port (``checkHostPortConflicts``)."""
    taken: dict[tuple[Path, str, str, int], _Port] = {}
    for port in ports:
        if not port.host_port or port.entry.list == EPHEMERAL:
            continue
        group = port.entry.path if port.entry.list == INIT else ()
        first = taken.setdefault((group, port.protocol, port.host_ip, port.host_port), port)
        if first is not port:
            yield spec.problem(
                "duplicate-entry",
                (*port.path, "hostPort"),
                f"节点端口 {port.protocol}/{port.host_port} 已被占用，换一个 hostPort",
                f"the port {port.protocol}/{port.host_port} of the node is taken, choose another hostPort",
                also=(Also((*spec.path, *first.path), Text("先占用了它", "it is taken here")),),
            )


def _repeated(spec: Site, ports: list[_Port], refused: set[Path]) -> Iterator[Problem]:
    """Ports that say the same twice, as ``warningsForPodSpecAndMeta`` sees them."""
    seen: dict[tuple[int, str], _Seen] = {}
    for port in ports:
        first = seen.setdefault((port.number, port.protocol), _Seen()).before(port)
        if first is not None and (*spec.path, *port.path, "hostPort") not in refused:
            yield spec.problem(
                DUPLICATE_PORT.id,
                port.path,
                f"端口 {port.number}/{port.protocol} 重复声明，同一个 Pod 的容器共用网络，只能有一个监听它",
                f"the port {port.number}/{port.protocol} is declared twice; "
                "the containers of a Pod share one network, so only one can listen on it",
                severity=Severity.WARNING,
                also=(Also((*spec.path, *first.path), Text("先声明了它", "it is declared here first")),),
            )


class _Seen:
    """Ports of one number and protocol by their port and address on the host."""

    def __init__(self) -> None:
        self._ports: dict[int, dict[str, _Port]] = {}

    def before(self, port: _Port) -> _Port | None:
        """A port that was there and cannot be told from this one, which is there from now on."""
        same = self._ports.get(port.host_port, {})
        if port.host_port == 0:  # it overlaps whatever there is
            same = next(iter(self._ports.values()), {})
        found = same.get(port.host_ip) or same.get("") or next(iter(self._ports.get(0, {}).values()), None)
        if found is None and (port.host_port == 0 or not port.host_ip):
            found = next(iter(same.values()), None)
        self._ports.setdefault(port.host_port, {}).setdefault(port.host_ip, port)
        return found


def address_without_port(port: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A hostIP does nothing without a hostPort (``warningsForPodSpecAndMeta``)."""
    if not isinstance(value, str) or not value or port.value.get("hostPort") or port.left_out("hostPort"):
        return
    spec = spec_around(port)
    if spec is None or not (spec.flag("hostNetwork") and of_pod(spec)):
        yield port.problem(
            IGNORED_FIELD.id,
            at,
            "没有 hostPort，hostIP 不起作用；补上 hostPort 或删掉 hostIP",
            "hostIP does nothing without hostPort; add hostPort or remove hostIP",
            severity=Severity.WARNING,
        )


TABLES = Tables(
    rules=(HOST_PORT_MISMATCH, DUPLICATE_PORT, IGNORED_FIELD),
    checks={"core.v1.PodSpec": (shared_ports,)},
    fields={"core.v1.ContainerPort.hostIP": (address_without_port,)},
)
