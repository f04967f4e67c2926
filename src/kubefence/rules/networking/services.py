"""What a Service of each type may and has to say (``ValidateService`` in pkg/apis/core/validation).

Types are what they are after defaulting: no type is ClusterIP, except in a fragment, where the type may
stand elsewhere and nothing that hangs on it is checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats.names import dns1123_subdomain, label_value, qualified_name
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Site, Tables, when
from kubefence.rules.vocabulary.mappings import empty, needs
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.yamldoc.document import Path

LOAD_BALANCER, NODE_PORT, CLUSTER_IP, EXTERNAL_NAME = "LoadBalancer", "NodePort", "ClusterIP", "ExternalName"
_TYPES = (LOAD_BALANCER, NODE_PORT, CLUSTER_IP, EXTERNAL_NAME)
NONE = "None"
_LOAD_BALANCER_ONLY = ("allocateLoadBalancerNodePorts", "loadBalancerClass", "loadBalancerSourceRanges")
_NOT_WITH_NAME = ("ipFamilies", "ipFamilyPolicy")

_class_form = must_have_form("invalid-format", qualified_name)


def service_type(spec: Site) -> str:
    """The type of a Service, "" where it is not known or there is no such type."""
    written = spec.value.get("type")
    if written in (None, ""):
        return "" if spec.partial else CLUSTER_IP
    return written if written in _TYPES else ""


def cluster_ips(spec: Site) -> list[str]:
    """The cluster IPs as the server completes them (``NormalizeClusterIPs``)."""
    listed = [item if isinstance(item, str) else "" for item in spec.items("clusterIPs")]
    single = spec.text("clusterIP")
    return listed or ([single] if single else [])


def is_headless(spec: Site) -> bool:
    """Whether it asks for no cluster IP."""
    return cluster_ips(spec) == [NONE]


def is_external(spec: Site) -> bool:
    """Whether it can be reached from outside of the cluster (``apiservice.ExternallyAccessible``)."""
    kind = service_type(spec)
    return kind in (LOAD_BALANCER, NODE_PORT) or (kind == CLUSTER_IP and bool(spec.items("externalIPs")))


def cluster_ip_place(spec: Site, *index: int) -> tuple[Path, tuple[Also, ...]]:
    """Where the server sees a cluster IP, and where it is written: it copies ``clusterIP`` to ``clusterIPs``."""
    if spec.items("clusterIPs"):
        return ("clusterIPs", *index), ()
    return ("clusterIPs", *index), (Also((*spec.path, "clusterIP"), Text("写在这里", "written here")),)


@when("type")
def external_name(spec: Site) -> Iterator[Problem]:
    """An alias for a DNS name needs the name, and has no addresses of its own."""
    if service_type(spec) != EXTERNAL_NAME:
        return
    name = spec.text("externalName")
    if empty(spec.value.get("externalName")) or name == ".":
        yield from spec.missing("externalName", "ExternalName 要写明域名", "type: ExternalName asks for a DNS name")
    elif name:
        wrong = dns1123_subdomain(name.removesuffix("."))
        if wrong:
            zh, en = f"{shown(name)} 不是域名：{wrong.zh}", f"{shown(name)} is no DNS name: {wrong.en}"
            yield spec.problem("invalid-format", "externalName", zh, en)
    for field in _NOT_WITH_NAME:
        if spec.value.get(field) not in (None, []):
            yield _no_addresses(spec, field, (field,), ())
    if cluster_ips(spec):
        yield _no_addresses(spec, "clusterIP", *cluster_ip_place(spec))


def _no_addresses(spec: Site, field: str, at: Path, also: tuple[Also, ...]) -> Problem:
    return spec.problem(
        "forbidden-field",
        at,
        f"ExternalName 的 Service 没有集群 IP，不能写 {field}；删掉它",
        f"a Service of type ExternalName has no cluster IP, so it may not have {field}; remove it",
        also=also,
    )


@when(*_LOAD_BALANCER_ONLY)
def load_balancer_fields(spec: Site) -> Iterator[Problem]:
    """Settings of a load balancer need one."""
    kind = service_type(spec)
    if kind == LOAD_BALANCER:
        if spec.has("loadBalancerClass"):
            yield from _class_form(spec, ("loadBalancerClass",), spec.value["loadBalancerClass"])
        return
    for field in _LOAD_BALANCER_ONLY if kind else ():
        if spec.value.get(field) not in (None, []):
            yield spec.problem(
                "forbidden-field",
                field,
                f"{field} 只用于 type: LoadBalancer，这里是 {kind}；删掉它或改类型",
                f"{field} is for type: LoadBalancer, this one is {kind}; remove it or change the type",
            )


@when("selector")
def selector_labels(spec: Site) -> Iterator[Problem]:
    """``ValidateLabels``; the server names the selector as a whole."""
    for key, value in spec.mapping("selector").items():
        key_form = qualified_name(key)
        if key_form:
            yield _bad_label(spec, key, f"标签键 {shown(key)}", shown(key), key_form, Anchor.KEY)
        value_form = label_value(value) if isinstance(value, str) else None
        if value_form:
            yield _bad_label(spec, key, f"标签值 {shown(value)}", shown(value), value_form, Anchor.VALUE)


def _bad_label(spec: Site, key: str, zh: str, en: str, form: Text, anchor: Anchor) -> Problem:
    zh, en = f"{zh} 的写法不对：{form.zh}", f"{en}: {form.en}"
    return spec.problem("invalid-label", ("selector", key), zh, en, anchor=anchor, named=("selector",))


TABLES = Tables(
    checks={
        "core.v1.Service": (needs("spec", why=Text("Service 至少要有 spec.ports", "a Service needs spec.ports")),),
        "core.v1.ServiceSpec": (external_name, load_balancer_fields, selector_labels),
    },
)
