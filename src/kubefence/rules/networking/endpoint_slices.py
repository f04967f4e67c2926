"""EndpointSlices (``ValidateEndpointSlice`` in pkg/apis/discovery/validation)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kubefence.findings import Severity, Text
from kubefence.formats.addresses import address
from kubefence.formats.hosts import fully_qualified
from kubefence.formats.names import dns1123_label, dns1123_subdomain, label_value, qualified_name
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.addresses import legacy_ip, ordinary_ip, strict_ip
from kubefence.rules.vocabulary.lists import at_most, entries, no_nulls, texts
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, never_blank, shown
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path

_SLICE = """\
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: web-1
  labels:
    kubernetes.io/service-name: web
addressType: {type}
endpoints:
  - addresses: [{address}]
ports:
  - name: http
    port: 8080
"""

FQDN = Rule(
    id="fqdn-endpoints",
    title=Text("地址类型为 FQDN 的 EndpointSlice", "an EndpointSlice with addresses of type FQDN"),
    why=Text(
        "没有组件使用 FQDN 类型的端点，它已被弃用，API 服务器给出警告。",
        "Nothing makes use of endpoints of type FQDN; the type is deprecated and the API server warns.",
    ),
    fix=Text(
        "改用 IPv4 或 IPv6；指向域名用 type: ExternalName 的 Service。",
        "Use IPv4 or IPv6; for a DNS name use a Service of type ExternalName.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/endpoint-slices/#address-types",
    wrong=_SLICE.format(type="FQDN", address="db.example.com"),
    right=_SLICE.format(type="IPv4", address="10.9.8.7"),
    severity=Severity.WARNING,
)

TOPOLOGY = Rule(
    id="ignored-topology",
    title=Text("deprecatedTopology 会被丢掉", "deprecatedTopology, which is dropped"),
    why=Text(
        "v1 的 EndpointSlice 不接受拓扑标签，API 服务器悄悄丢掉它，得到的端点没有拓扑信息。",
        "An EndpointSlice of v1 takes no topology labels; the API server drops them without a word.",
    ),
    fix=Text("改写为 zone 和 nodeName。", "Write zone and nodeName instead."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/endpoint-slices/#topology",
    wrong=_SLICE.format(type="IPv4", address="10.9.8.7").replace(
        "ports:", "    deprecatedTopology:\n      topology.kubernetes.io/zone: zone-a\nports:"
    ),
    right=_SLICE.format(type="IPv4", address="10.9.8.7").replace("ports:", "    zone: zone-a\nports:"),
    severity=Severity.WARNING,
)

_FAMILIES = {"IPv4": 4, "IPv6": 6}
_LAX_IPV6, _STRICT_IPV6 = parse_version("1.32"), parse_version("1.33")
_MOST_ENDPOINTS, _MOST_ADDRESSES, _MOST_PORTS, _MOST_HINTS = 1000, 100, 20000, 8


def addresses(piece: Site) -> Iterator[Problem]:
    """Every address is of the type that the slice says."""
    kind = piece.text("addressType")
    if kind == "FQDN":
        zh, en = "FQDN 已弃用，没有组件使用它；改用 IPv4 或 IPv6", "FQDN is deprecated and not used; use IPv4 or IPv6"
        yield piece.problem(FQDN.id, "addressType", zh, en, severity=Severity.WARNING)
    for index, endpoint in entries(piece, "endpoints") if kind else ():
        for place, text in texts(endpoint, "addresses"):
            yield from _address(piece, kind, ("endpoints", index, "addresses", place), text)


def _address(piece: Site, kind: str, at: Path, text: str) -> Iterator[Problem]:
    if kind == "FQDN":
        wrong = fully_qualified(text)
        if wrong:
            yield piece.problem("invalid-format", at, f"{shown(text)}：{wrong.zh}", f"{shown(text)}: {wrong.en}")
        return
    if kind not in _FAMILIES:
        return
    found = address(text)
    yield from _ip(piece, kind, at, text)
    if found and found.family != _FAMILIES[kind]:
        also = Also((*piece.path, "addressType"), Text("地址类型写在这里", "the type is given here"))
        zh, en = f"{text} 不是 {kind} 地址，与 addressType 不符", f"{text} is no {kind} address, as addressType says"
        yield piece.problem("invalid-format", at, zh, en, also=(also,))
    yield from ordinary_ip(piece, at, text)


def _ip(piece: Site, kind: str, at: Path, text: str) -> Iterator[Problem]:
    """Since 1.33 an IPv6 address has to be canonical; an IPv4 address is judged as in older fields."""
    if kind == "IPv4":
        yield from legacy_ip(piece, at, text)
        return
    yield from (replace(problem, until=_LAX_IPV6) for problem in legacy_ip(piece, at, text))
    yield from (replace(problem, since=_STRICT_IPV6) for problem in strict_ip(piece, at, text))


def port_names(piece: Site) -> Iterator[Problem]:
    """No two ports share a name; no name is a name too."""
    first: dict[str, int] = {}
    for index, port in entries(piece, "ports"):
        name = port.text("name")
        if first.setdefault(name, index) != index:
            also = Also((*piece.path, "ports", first[name]), Text("第一次出现", "the first one"))
            zh, en = f"端口名 {shown(name)} 写了两次", f"the port name {shown(name)} stands twice"
            yield piece.problem("duplicate-entry", ("ports", index, "name"), zh, en, also=(also,))


def topology(endpoint: Site) -> Iterator[Problem]:
    """``dropTopologyOnV1``."""
    if endpoint.mapping("deprecatedTopology"):
        zh, en = (
            "deprecatedTopology 会被丢掉；改写为 zone 和 nodeName",
            "it is dropped; write zone and nodeName instead",
        )
        yield endpoint.problem(TOPOLOGY.id, "deprecatedTopology", zh, en, severity=Severity.WARNING)


def hints(site: Site) -> Iterator[Problem]:
    """``validateHints``: zones and nodes, each once."""
    for field in ("forZones", "forNodes"):
        seen: set[str] = set()
        for index, hint in entries(site, field):
            name = hint.text("name")
            form = label_value(name) if field == "forZones" else dns1123_subdomain(name)
            if form:
                zh, en = f"{shown(name)} 的写法不对：{form.zh}", f"{shown(name)}: {form.en}"
                yield site.problem("invalid-format", (field, index, "name"), zh, en)
            if name in seen:
                zh, en = f"{shown(name)} 写了两次", f"{shown(name)} stands twice"
                yield site.problem("duplicate-entry", (field, index, "name"), zh, en)
            seen.add(name)


TABLES = Tables(
    rules=(FQDN, TOPOLOGY),
    checks={
        "discovery.v1.EndpointSlice": (
            addresses,
            port_names,
            required("addressType"),
            no_nulls("endpoints"),
            partial(at_most, field="endpoints", most=_MOST_ENDPOINTS),
            partial(at_most, field="ports", most=_MOST_PORTS),
        ),
        "discovery.v1.Endpoint": (
            topology,
            required("addresses"),
            partial(at_most, field="addresses", most=_MOST_ADDRESSES),
        ),
        "discovery.v1.EndpointPort": (never_blank("protocol"),),
        "discovery.v1.EndpointHints": (
            hints,
            *(partial(at_most, field=field, most=_MOST_HINTS) for field in ("forZones", "forNodes")),
        ),
    },
    fields={
        "discovery.v1.Endpoint.hostname": (must_have_form("invalid-format", dns1123_label),),
        "discovery.v1.Endpoint.nodeName": (must_have_form("invalid-name", dns1123_subdomain),),
        "discovery.v1.EndpointPort.name": (must_have_form("invalid-format", dns1123_label, empty=True),),
        "discovery.v1.EndpointPort.appProtocol": (must_have_form("invalid-format", qualified_name),),
    },
)
