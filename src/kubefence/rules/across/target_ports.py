"""A target port that is a name: some container of the Pods has to declare it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.ports import port_name
from kubefence.nearest import nearest
from kubefence.problems import Also, Problem
from kubefence.rules.across.pods import SERVING, Pods, crew, may_be_made_elsewhere
from kubefence.rules.across.services import selector_of
from kubefence.rules.engine.group import Group, Member, at
from kubefence.rules.engine.model import Rule, Tables

_EXAMPLE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: {port}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: nginx
          image: nginx:1.30
          ports:
            - name: http
              containerPort: 80
"""

UNKNOWN = Rule(
    id="service-target-port-unknown",
    title=Text("targetPort 的名字没有容器声明", "a targetPort that no container declares"),
    why=Text(
        "targetPort 写成名字时，端口号来自 Pod 中同名、同协议的容器端口。没有容器声明它，"
        "这个端口就没有端点，访问会失败；API 服务器不会提醒。",
        "Where targetPort is a name, the number is that of the container port with this name and protocol. Without one "
        "there is no endpoint for the port and every request fails; the API server says no word.",
    ),
    fix=Text(
        "改成容器 ports 里的名字（protocol 也要一致），或直接写端口号。",
        "Write the name of a port of a container, with the same protocol, or the number of the port.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/#field-spec-ports",
    wrong=_EXAMPLE.format(port="web"),
    right=_EXAMPLE.format(port="http"),
    severity=Severity.WARNING,
)
_SHOWN = 3
"""Workloads to name, where a Service selects many."""


def unknown(service: Member, group: Group) -> Iterator[Problem]:
    """``FindPort`` of the controller of EndpointSlices, on the Pods of the same stream that the Service selects."""
    selector, ports = selector_of(service), service.at("spec", "ports")
    if not selector or may_be_made_elsewhere(group) or not isinstance(ports, list):
        return
    named = [(index, name) for index, port in enumerate(ports) if (name := _name(port))]
    selected, declared = _offer(group, service.namespace, tuple(selector.items())) if named else ((), frozenset())
    for index, name in named if selected else ():
        protocol = _protocol(ports[index])
        if (name, protocol) not in declared:
            known = sorted(other for other, spoken in declared if spoken == protocol)
            yield _problem(service, index, (name, protocol), known, selected)


@lru_cache(maxsize=4)  # many Services may select the same Pods
def _offer(
    group: Group, namespace: str, selector: tuple[tuple[str, str], ...]
) -> tuple[Sequence[Pods], frozenset[tuple[str, str]]]:
    """The Pods that run on and have these labels, with name and protocol of their ports."""
    found = crew(group).selected(namespace, dict(selector))
    selected = [pods for pods in found if pods.member.definition in SERVING]
    return selected, frozenset(port for pods in selected for port in _declared(pods))


def _name(port: Any) -> str:
    """The name that is the target of a Service's port, "" where it is a number or not well formed."""
    name = at(port, ("targetPort",))
    return name if isinstance(name, str) and port_name(name) is None else ""


def _declared(pods: Pods) -> Iterator[tuple[str, str]]:
    """Name and protocol of each port of the Pods."""
    for container in pods.containers():
        ports = container.value.get("ports")
        for port in ports if isinstance(ports, list) else ():
            if isinstance(name := at(port, ("name",)), str):
                yield name, _protocol(port)


def _protocol(port: Any) -> str:
    given = at(port, ("protocol",))
    return given if isinstance(given, str) and given else "TCP"


def _problem(
    service: Member, index: int, wanted: tuple[str, str], known: Sequence[str], selected: Sequence[Pods]
) -> Problem:
    name, protocol = wanted
    near = nearest(name, known, 0.6) or ("".join(known) if len(known) == 1 else None)
    zh, en = (
        (f"；是不是 {near}？", f"; did you mean {near}?") if near else ("；写端口号，或在容器的 ports 里声明它", "")
    )
    shown = selected[:_SHOWN]
    workloads = ", ".join(f"{pods.member.text('kind')} {pods.member.name}" for pods in shown)
    return service.warning(
        UNKNOWN.id,
        ("spec", "ports", index, "targetPort"),
        f"{workloads} 的容器没有名为 {name} 的 {protocol} 端口{zh}",
        f"no container of {workloads} declares a {protocol} port {name}{en or '; declare it, or write the number'}",
        tuple(
            Also((*container.path, "ports"), Text(f"这里没有 {name}", f"there is no {name} here"))
            for pods in shown
            for container in pods.containers()
        ),
    )


TABLES = Tables(rules=(UNKNOWN,), groups={"core.v1.Service": (unknown,)})
