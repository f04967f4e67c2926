"""Ingresses: rules, hosts and certificates (``ValidateIngressCreate`` in pkg/apis/networking/validation)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.addresses import address
from kubefence.formats.hosts import wildcard_subdomain
from kubefence.formats.names import dns1123_subdomain
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.lists import texts
from kubefence.rules.vocabulary.mappings import empty, needs
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.yamldoc.document import Path

_CLASS = "kubernetes.io/ingress.class"

_INGRESS = """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
{annotations}spec:
{more}"""
_BACKEND = """\
  defaultBackend:
    service:
      name: web
      port:
        number: 80
"""
_ANNOTATED = "  annotations:\n    kubernetes.io/ingress.class: {name}\n"

NOTHING = Rule(
    id="ingress-without-backend",
    title=Text("Ingress 既没有 rules 也没有 defaultBackend", "an Ingress with neither rules nor defaultBackend"),
    why=Text(
        "这样的 Ingress 不会把任何请求送到任何地方，API 服务器拒绝。",
        "Such an Ingress sends no request anywhere, so the API server refuses it.",
    ),
    fix=Text("至少写一条 rules，或写 defaultBackend。", "Write at least one rule, or defaultBackend."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/ingress/#default-backend",
    wrong=_INGRESS.format(annotations="", more="  ingressClassName: nginx\n"),
    right=_INGRESS.format(annotations="", more="  ingressClassName: nginx\n" + _BACKEND),
)
MISMATCH = Rule(
    id="ingress-class-mismatch",
    title=Text("ingressClassName 与旧注解写的类不同", "ingressClassName and the old annotation name different classes"),
    why=Text(
        "两处说的是同一件事，值不同时 API 服务器在创建时拒绝。",
        "Both say the same thing; where they differ, the API server refuses to create the Ingress.",
    ),
    fix=Text("删掉注解，只写 ingressClassName。", "Remove the annotation and keep ingressClassName."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/ingress/#deprecated-annotation",
    wrong=_INGRESS.format(annotations=_ANNOTATED.format(name="nginx"), more="  ingressClassName: traefik\n" + _BACKEND),
    right=_INGRESS.format(annotations="", more="  ingressClassName: traefik\n" + _BACKEND),
)
DEPRECATED = Rule(
    id="deprecated-ingress-class",
    title=Text("用注解指定 Ingress 类", "an Ingress class given as an annotation"),
    why=Text(
        "注解 kubernetes.io/ingress.class 从 1.18 起被 spec.ingressClassName 取代，API 服务器给出警告。",
        "The annotation kubernetes.io/ingress.class gave way to spec.ingressClassName in 1.18; the API server warns.",
    ),
    fix=Text("改写为 spec.ingressClassName。", "Write spec.ingressClassName instead."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/ingress/#deprecated-annotation",
    wrong=_INGRESS.format(annotations=_ANNOTATED.format(name="nginx"), more=_BACKEND),
    right=_INGRESS.format(annotations="", more="  ingressClassName: nginx\n" + _BACKEND),
    severity=Severity.WARNING,
)


def rules_or_backend(spec: Site) -> Iterator[Problem]:
    """An Ingress has to send requests somewhere."""
    if empty(spec.value.get("rules")) and not spec.has("defaultBackend") and not spec.partial:
        zh, en = "rules 和 defaultBackend 至少要写一个", "rules or defaultBackend has to be given"
        yield spec.problem(NOTHING.id, (), zh, en, anchor=Anchor.KEY)


def class_annotation(ingress: Site) -> Iterator[Problem]:
    """The old annotation is deprecated, and may not contradict the field."""
    metadata, spec = ingress.child("metadata"), ingress.child("spec")
    annotations = metadata.mapping("annotations") if metadata else {}
    if _CLASS not in annotations:
        return
    at, said = ("metadata", "annotations", _CLASS), annotations[_CLASS]
    name = spec.value.get("ingressClassName") if spec else None
    if name is None:
        zh, en = f"注解 {_CLASS} 已弃用，改写为 spec.ingressClassName", f"{_CLASS} is deprecated, use ingressClassName"
        yield ingress.problem(DEPRECATED.id, at, zh, en, severity=Severity.WARNING)
    elif said != name:
        also = Also((*ingress.path, "spec", "ingressClassName"), Text("与它不同", "differs from this"))
        zh = f"注解的值 {shown(said)} 与 ingressClassName {shown(name)} 不同；删掉注解"
        en = f"{shown(said)} is not the ingressClassName {shown(name)}; remove the annotation"
        yield ingress.problem(MISMATCH.id, at, zh, en, also=(also,))


def host(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The host of a rule: a DNS name, perhaps with a wildcard, but no IP address and no port."""
    if not isinstance(value, str) or not value:
        return
    if address(value):
        zh = f"host 要写域名，{value} 是 IP 地址；不限主机就删掉 host"
        en = f"host has to be a DNS name, {value} is an IP address; remove host to match every name"
        yield site.problem("invalid-format", at, zh, en)
    else:
        yield from _name(site, at, value)


def tls_hosts(tls: Site) -> Iterator[Problem]:
    """The hosts of a certificate."""
    for index, text in texts(tls, "hosts"):
        yield from _name(tls, ("hosts", index), text)


def _name(site: Site, at: Path, text: str) -> Iterator[Problem]:
    form = (wildcard_subdomain if "*" in text else dns1123_subdomain)(text)
    if form:
        zh, en = f"{shown(text)} 不是合法的主机名：{form.zh}", f"{shown(text)} is no host name: {form.en}"
        yield site.problem("invalid-format", at, zh, en)


_spec = needs("spec", why=Text("至少要有 rules 或 defaultBackend", "it needs rules or defaultBackend"))

TABLES = Tables(
    rules=(NOTHING, MISMATCH, DEPRECATED),
    checks={
        "networking.v1.Ingress": (
            _spec,
            class_annotation,
        ),
        "networking.v1.IngressSpec": (rules_or_backend,),
        "networking.v1.IngressTLS": (tls_hosts,),
    },
    fields={
        "networking.v1.IngressSpec.ingressClassName": (must_have_form("invalid-name", dns1123_subdomain),),
        "networking.v1.IngressRule.host": (host,),
        "networking.v1.IngressTLS.secretName": (must_have_form("invalid-name", dns1123_subdomain, empty=True),),
    },
)
