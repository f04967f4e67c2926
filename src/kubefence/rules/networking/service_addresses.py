"""Addresses of Services: cluster IPs and their families, external IPs, source ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kubefence.findings import Severity, Text
from kubefence.formats.addresses import address
from kubefence.problems import Also, Problem
from kubefence.rules.documentation.addresses import AMBIGUOUS
from kubefence.rules.engine.model import Site, Tables, when
from kubefence.rules.networking.services import (
    EXTERNAL_NAME,
    LOAD_BALANCER,
    NONE,
    cluster_ip_place,
    cluster_ips,
    is_headless,
    service_type,
)
from kubefence.rules.vocabulary.addresses import legacy_cidr, legacy_ip, ordinary_ip
from kubefence.rules.vocabulary.lists import texts

_RANGES_ANNOTATION = "service.beta.kubernetes.io/load-balancer-source-ranges"
_FAMILIES = {"IPv4": 4, "IPv6": 6}
_MOST = 2
"""Cluster IPs of a Service: one of each family."""


@when("clusterIP", "clusterIPs", "ipFamilies")
def cluster_addresses(spec: Site) -> Iterator[Problem]:
    """``ValidateServiceClusterIPsRelatedFields``, and the policy as ``initIPFamilyFields`` completes it."""
    if service_type(spec) == EXTERNAL_NAME:
        return
    if "clusterIPs" in spec.value:
        yield from _first_is_single(spec)
    wrong = list(_each_address(spec))
    yield from wrong
    if "ipFamilies" in spec.value:
        yield from _families(spec)
    if not any(problem.severity is Severity.ERROR for problem in wrong):
        yield from _one_of_each_family(spec)
        yield from _dual_stack_policy(spec)


def _first_is_single(spec: Site) -> Iterator[Problem]:
    listed, single = spec.items("clusterIPs"), spec.text("clusterIP")
    if listed and not single and not spec.partial:
        zh, en = "写了 clusterIPs 就要把第一个同时写进 clusterIP", "its first entry has to be given as clusterIP too"
        yield spec.problem("invalid-value", "clusterIPs", zh, f"with clusterIPs, {en}")
    elif listed and single and listed[0] != single:
        also = Also((*spec.path, "clusterIP"), Text("与它不同", "differs from this"))
        zh, en = "clusterIPs 的第一个要与 clusterIP 相同", "the first of clusterIPs has to be the same as clusterIP"
        yield spec.problem("invalid-value", "clusterIPs", zh, en, also=(also,))


def _each_address(spec: Site) -> Iterator[Problem]:
    listed = cluster_ips(spec)
    if len(listed) > _MOST:
        zh, en = f"clusterIPs 有 {len(listed)} 个，最多 {_MOST} 个", f"clusterIPs may have at most {_MOST} entries"
        yield spec.problem("out-of-range", "clusterIPs", zh, en)
    for index, text in enumerate(listed):
        at, also = cluster_ip_place(spec, index)
        if index == 0 and text == NONE:
            if len(listed) > 1:
                zh, en = "None 只能单独出现在 clusterIPs 里", "None has to be the only entry of clusterIPs"
                yield spec.problem("mutually-exclusive", "clusterIPs", zh, en)
            continue
        for problem in legacy_ip(spec, at, text):
            yield replace(problem, also=also)


def _one_of_each_family(spec: Site) -> Iterator[Problem]:
    listed = [found.family for found in map(address, cluster_ips(spec)) if found]
    if len(set(listed)) != len(listed):
        zh, en = "clusterIPs 里每个 IP 族只能有一个地址", "clusterIPs may have one address of each IP family"
        yield spec.problem("duplicate-entry", "clusterIPs", zh, en)
    for index, (family, (place, name)) in enumerate(zip(listed, texts(spec, "ipFamilies"), strict=False)):
        if name in _FAMILIES and _FAMILIES[name] != family:
            at, also = cluster_ip_place(spec, index)
            where = Also((*spec.path, "ipFamilies", place), Text("IP 族写在这里", "the family is given here"))
            zh, en = f"ipFamilies 的这一项是 {name}，地址却不是", f"ipFamilies says {name} here, the address is not"
            yield spec.problem("invalid-value", at, zh, en, also=(where, *also))


def _families(spec: Site) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, name in texts(spec, "ipFamilies"):
        if name in seen:
            zh, en = f"ipFamilies 里 {name} 写了两次", f"{name} stands twice in ipFamilies"
            yield spec.problem("duplicate-entry", ("ipFamilies", index), zh, en)
        seen.add(name)


def _dual_stack_policy(spec: Site) -> Iterator[Problem]:
    """Two families or addresses need a policy that allows for two; without one it is SingleStack."""
    if len(spec.items("ipFamilies")) != _MOST and len(cluster_ips(spec)) != _MOST:
        return
    policy = spec.text("ipFamilyPolicy")
    selectorless = is_headless(spec) and not spec.mapping("selector")
    if policy == "SingleStack" or not (policy or selectorless or spec.partial):
        zh = "两个 IP 族要写 ipFamilyPolicy: PreferDualStack 或 RequireDualStack，默认是 SingleStack"
        en = "two IP families ask for ipFamilyPolicy: PreferDualStack or RequireDualStack; the default is SingleStack"
        yield spec.problem("invalid-value", "ipFamilyPolicy", zh, en)


@when("externalIPs")
def external_ips(spec: Site) -> Iterator[Problem]:
    """Addresses that traffic arrives at: ordinary ones."""
    for index, text in texts(spec, "externalIPs"):
        yield from legacy_ip(spec, ("externalIPs", index), text)
        yield from ordinary_ip(spec, ("externalIPs", index), text)


@when("loadBalancerSourceRanges")
def source_ranges(spec: Site) -> Iterator[Problem]:
    """CIDRs that a load balancer lets in; spaces around them do not matter."""
    for index, text in texts(spec, "loadBalancerSourceRanges"):
        for problem in legacy_cidr(spec, ("loadBalancerSourceRanges", index), text.strip()):
            # The server misspells the field in its own answer.
            yield replace(problem, named=(*spec.path, "LoadBalancerSourceRanges", index))


@when("loadBalancerIP")
def load_balancer_ip(spec: Site) -> Iterator[Problem]:
    """The address asked of a load balancer is not refused, whatever it is; the server may warn of its form."""
    text = spec.text("loadBalancerIP")
    if text and address(text):
        for problem in legacy_ip(spec, ("loadBalancerIP",), text):
            yield replace(problem, rule=AMBIGUOUS.id, severity=Severity.WARNING)


def ranges_annotation(service: Site) -> Iterator[Problem]:
    """The annotation that came before ``loadBalancerSourceRanges`` is checked like the field."""
    metadata, spec = service.child("metadata"), service.child("spec")
    annotations = metadata.mapping("annotations") if metadata else {}
    text = annotations.get(_RANGES_ANNOTATION)
    if not isinstance(text, str) or (spec and spec.items("loadBalancerSourceRanges")):
        return
    at = ("metadata", "annotations", _RANGES_ANNOTATION)
    if spec and service_type(spec) != LOAD_BALANCER:
        zh, en = "这个注解只用于 type: LoadBalancer", "this annotation is for type: LoadBalancer"
        yield service.problem("invalid-annotation", at, zh, en)
    for part in text.split(",") if text.strip() else ():
        yield from legacy_cidr(service, at, part.strip())


TABLES = Tables(
    checks={
        "core.v1.Service": (ranges_annotation,),
        "core.v1.ServiceSpec": (cluster_addresses, external_ips, source_ranges, load_balancer_ip),
    },
)
