"""Ports of Services: required, named, unique (``validateServicePort`` in pkg/apis/core/validation)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.names import dns1123_label, qualified_name
from kubefence.formats.ports import port_name
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.networking.services import EXTERNAL_NAME, is_headless, service_type
from kubefence.rules.vocabulary.lists import entries, no_nulls
from kubefence.rules.vocabulary.mappings import empty
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, shown
from kubefence.yamldoc.document import Path

_SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
"""

UNNAMED = Rule(
    id="unnamed-port",
    title=Text("多个端口却没有都命名", "several ports, and not all of them named"),
    why=Text(
        "Service 或 Endpoints 有多个端口时靠名称区分它们，缺名称的对象会被拒绝。",
        "A Service or Endpoints with several ports tells them apart by name; without one it is refused.",
    ),
    fix=Text("给每个端口写上不同的 name，如 http、metrics。", "Give every port a name of its own, such as http."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/#multi-port-services",
    wrong=_SERVICE
    + """\
    - port: 80
    - name: metrics
      port: 9090
""",
    right=_SERVICE
    + """\
    - name: http
      port: 80
    - name: metrics
      port: 9090
""",
)

_number = must_lie_in(1, 65535)
_name = must_have_form("invalid-format", port_name)


def ports_required(spec: Site) -> Iterator[Problem]:
    """Only a headless Service and an ExternalName may be without ports."""
    if empty(spec.value.get("ports")) and not is_headless(spec) and service_type(spec) != EXTERNAL_NAME:
        yield from spec.missing(
            "ports",
            "只有 clusterIP: None 和 type: ExternalName 的 Service 可以没有端口",
            "only a Service with clusterIP: None or type: ExternalName may be without ports",
        )


def names_required(owner: Site) -> Iterator[Problem]:
    """Of several ports, each has a name; for Services and Endpoints."""
    if len(owner.items("ports")) < 2:
        return
    for index, port in entries(owner, "ports"):
        if empty(port.value.get("name")):
            yield Problem(
                UNNAMED.id,
                (*owner.path, "ports", index),
                Text("有多个端口时每个都要有 name", "of several ports, each needs a name"),
                Anchor.KEY,
                field="name",
            )


def distinct_ports(spec: Site) -> Iterator[Problem]:
    """No two ports share a name, or a number and protocol."""
    names: dict[str, int] = {}
    numbers: dict[tuple[str, int], int] = {}
    for index, port in entries(spec, "ports"):
        name, number, protocol = port.text("name"), port.number("port") or 0, port.text("protocol") or "TCP"
        if name and names.setdefault(name, index) != index:
            yield _twice(spec, (index, "name"), names[name], f"端口名 {shown(name)}", f"the port name {shown(name)}")
        if numbers.setdefault((protocol, number), index) != index:
            first = numbers[protocol, number]
            yield _twice(spec, (index,), first, f"端口 {number}/{protocol}", f"port {number}/{protocol}")


def _twice(spec: Site, at: Path, first: int, zh: str, en: str) -> Problem:
    also = Also((*spec.path, "ports", first), Text("第一次出现", "the first one"))
    return spec.problem("duplicate-entry", ("ports", *at), f"{zh} 写了两次", f"{en} stands twice", also=(also,))


def target_port(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``ValidatePortNumOrName``; 0 and the empty string mean the same number as ``port``."""
    if value not in (0, ""):
        yield from number_or_name(site, at, value)


def number_or_name(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A port is a number, or the name of a port of the container."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        zh, en = f"端口号不要加引号，写成 {value}", f"a port number stands without quotes, write {value}"
        yield site.problem("invalid-format", at, zh, en)
    else:
        yield from (_name if isinstance(value, str) else _number)(site, at, value)


TABLES = Tables(
    rules=(UNNAMED,),
    checks={
        "core.v1.ServiceSpec": (ports_required, names_required, distinct_ports, no_nulls("ports")),
        "core.v1.EndpointSubset": (names_required,),
    },
    fields={
        "core.v1.ServicePort.name": (must_have_form("invalid-format", dns1123_label, empty=True),),
        "core.v1.ServicePort.port": (_number,),
        "core.v1.ServicePort.targetPort": (target_port,),
        "core.v1.ServicePort.appProtocol": (must_have_form("invalid-format", qualified_name),),
    },
)
