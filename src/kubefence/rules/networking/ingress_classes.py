"""IngressClasses (``ValidateIngressClass`` in pkg/apis/networking/validation)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.domain_paths import domain_prefixed_path
from kubefence.formats.names import dns1123_label, dns1123_subdomain, path_segment
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import empty, needs, required
from kubefence.rules.vocabulary.values import must_be_one_of, must_have_form, shown
from kubefence.yamldoc.document import Path

_LONGEST = 250
_NAMESPACE, _CLUSTER = "Namespace", "Cluster"
_form = must_have_form("invalid-format", domain_prefixed_path)
_namespace = must_have_form("invalid-name", dns1123_label)


def controller_required(spec: Site) -> Iterator[Problem]:
    """Some controller has to be responsible."""
    if empty(spec.value.get("controller")):
        zh, en = "如 k8s.io/ingress-nginx", "such as k8s.io/ingress-nginx"
        yield from spec.missing("controller", zh, en)


def controller(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The name of a controller: ``example.com/controller``, at most 250 characters."""
    if not isinstance(value, str) or not value:
        return
    if len(value) > _LONGEST:
        zh, en = f"controller 最长 {_LONGEST} 个字符", f"controller may have {_LONGEST} characters at most"
        yield site.problem("out-of-range", at, zh, en)
    yield from _form(site, at, value)


def parameters(site: Site) -> Iterator[Problem]:
    """Parameters of a namespace say which one; those of the cluster have none. The default is the cluster."""
    scope = site.text("scope") if site.has("scope") else ("" if site.partial else _CLUSTER)
    if scope == _NAMESPACE:
        if site.has("namespace"):
            yield from _namespace(site, ("namespace",), site.value["namespace"])
        else:
            yield from site.missing("namespace", "scope: Namespace 时必填", "scope: Namespace asks for it")
    elif scope == _CLUSTER and site.has("namespace"):
        zh = f"scope 是 Cluster（默认值），不能写 namespace: {shown(site.value['namespace'])}"
        en = "scope is Cluster (the default), so namespace may not be given; write scope: Namespace or remove it"
        yield site.problem("forbidden-field", "namespace", f"{zh}；改 scope 或删掉它", en)


_REFERENCE = "networking.v1.IngressClassParametersReference"

TABLES = Tables(
    checks={
        "networking.v1.IngressClass": (needs("spec", why=Text("要有 spec.controller", "it needs spec.controller")),),
        "networking.v1.IngressClassSpec": (controller_required,),
        _REFERENCE: (parameters, required("kind", "name")),
    },
    fields={
        "networking.v1.IngressClassSpec.controller": (controller,),
        f"{_REFERENCE}.apiGroup": (must_have_form("invalid-format", dns1123_subdomain),),
        f"{_REFERENCE}.kind": (must_have_form("invalid-format", path_segment, empty=True),),
        f"{_REFERENCE}.name": (must_have_form("invalid-format", path_segment, empty=True),),
        f"{_REFERENCE}.scope": (must_be_one_of((_CLUSTER, _NAMESPACE), empty=False),),
    },
)
