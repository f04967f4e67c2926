"""Endpoints: where the traffic of a Service goes (``ValidateEndpoints`` in pkg/apis/core/validation)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.names import dns1123_label, dns1123_subdomain, qualified_name
from kubefence.formats.times import is_time
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.addresses import legacy_ip, ordinary_ip
from kubefence.rules.vocabulary.lists import no_nulls
from kubefence.rules.vocabulary.mappings import empty
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, shown
from kubefence.rules.vocabulary.versions import only
from kubefence.yamldoc.document import Path

_TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time"

DEPRECATED = Rule(
    id="deprecated-endpoints",
    title=Text("已弃用的 Endpoints", "Endpoints, which is deprecated"),
    why=Text(
        "Endpoints 从 1.33 起弃用，API 服务器给出警告；它不支持双栈，端点超过 1000 个会被截断。",
        "Endpoints is deprecated since 1.33 and the API server warns; it knows one IP family and 1000 endpoints.",
    ),
    fix=Text("改用 EndpointSlice。", "Write an EndpointSlice."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/#endpoints",
    wrong="""\
apiVersion: v1
kind: Endpoints
metadata:
  name: db
subsets:
  - addresses:
      - ip: 192.0.2.42
    ports:
      - port: 5432
""",
    right="""\
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses: [192.0.2.42]
ports:
  - port: 5432
""",
    severity=Severity.WARNING,
)


def deprecated(endpoints: Site) -> Iterator[Problem]:
    """The warning that the life cycle of the API brings (``APILifecycleDeprecated``)."""
    zh, en = "Endpoints 已弃用，改用 discovery.k8s.io/v1 的 EndpointSlice", "Endpoints is deprecated, use EndpointSlice"
    yield endpoints.problem(DEPRECATED.id, "kind", zh, en, severity=Severity.WARNING)


def addresses_required(subset: Site) -> Iterator[Problem]:
    """A subset without addresses says nothing."""
    if all(empty(subset.value.get(field)) for field in ("addresses", "notReadyAddresses")) and not subset.partial:
        zh, en = "要写 addresses 或 notReadyAddresses", "addresses or notReadyAddresses has to be given"
        yield subset.problem("missing-field", (), zh, en, anchor=Anchor.KEY)


def ip(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The address of an endpoint: an ordinary one."""
    if isinstance(value, str):
        yield from legacy_ip(site, at, value)
        yield from ordinary_ip(site, at, value)


def trigger_time(endpoints: Site) -> Iterator[Problem]:
    """``ValidateEndpointsSpecificAnnotations``: the annotation of the controller holds a time."""
    metadata = endpoints.child("metadata")
    text = metadata.mapping("annotations").get(_TRIGGER_TIME) if metadata else None
    if isinstance(text, str) and not is_time(text):
        zh, en = f"{shown(text)} 不是 RFC 3339 的时间", f"{shown(text)} is no time as of RFC 3339"
        yield endpoints.problem("invalid-annotation", ("metadata", "annotations", _TRIGGER_TIME), zh, en)


TABLES = Tables(
    rules=(DEPRECATED,),
    checks={
        "core.v1.Endpoints": (only(deprecated, since="1.33"), trigger_time, no_nulls("subsets")),
        "core.v1.EndpointSubset": (addresses_required, no_nulls("addresses", "notReadyAddresses", "ports")),
    },
    fields={
        "core.v1.EndpointAddress.ip": (ip,),
        "core.v1.EndpointAddress.hostname": (must_have_form("invalid-format", dns1123_label, empty=True),),
        "core.v1.EndpointAddress.nodeName": (must_have_form("invalid-name", dns1123_subdomain),),
        "core.v1.EndpointPort.name": (must_have_form("invalid-format", dns1123_label, empty=True),),
        "core.v1.EndpointPort.port": (must_lie_in(1, 65535),),
        "core.v1.EndpointPort.appProtocol": (must_have_form("invalid-format", qualified_name),),
    },
)
