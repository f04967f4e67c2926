"""Paths of Ingresses and what is behind them (``validateHTTPIngressPath``, ``validateIngressBackend``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kubefence.formats.names import dns1035_label, dns1123_label, dns1123_subdomain, path_segment
from kubefence.formats.ports import port_name
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.lists import no_nulls
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, never_blank, shown
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path

_TYPES = ("Exact", "Prefix", "ImplementationSpecific")
_NOT_INSIDE = ("//", "/./", "/../", "%2f", "%2F")
_NOT_AT_END = ("/..", "/.")

_relaxed = must_have_form("invalid-name", dns1123_label, empty=True)
_strict = must_have_form("invalid-name", dns1035_label, empty=True)
_STRICT_UNTIL = parse_version("1.35")
_segment, _number = must_have_form("invalid-format", path_segment), must_lie_in(1, 65535)
_RESOURCE = (("apiGroup", must_have_form("invalid-format", dns1123_subdomain)), ("kind", _segment), ("name", _segment))


def path(site: Site) -> Iterator[Problem]:
    """Paths start with a slash, and those that Kubernetes compares itself are normal ones."""
    kind, text = site.text("pathType"), site.value.get("path") or ""
    if kind not in _TYPES or not isinstance(text, str) or (not text and kind == "ImplementationSpecific"):
        return
    if site.left_out("path"):
        return
    if not text.startswith("/"):
        zh = f"pathType: {kind} 的 path 要以 / 开头，不能是 {shown(text)}"
        en = f"the path of pathType {kind} has to start with /, it cannot be {shown(text)}"
        yield site.problem("invalid-format", "path", zh, en)
    if kind != "ImplementationSpecific":
        for piece in _forbidden(text):
            zh = f"pathType: {kind} 的 path 里不能有 {piece}"
            yield site.problem("invalid-format", "path", zh, f"the path of pathType {kind} may not have {piece}")


def _forbidden(text: str) -> list[str]:
    pieces = [piece for piece in _NOT_INSIDE if piece in text]
    return pieces + [piece for piece in _NOT_AT_END if text.endswith(piece)]


def backend(site: Site) -> Iterator[Problem]:
    """A backend is a Service with a port, or a resource, not both."""
    service, resource = site.child("service"), site.child("resource")
    if site.has("service") and site.has("resource"):
        zh, en = "后端只能写 service 或 resource 之一", "a backend has either service or resource, not both"
        yield site.problem("mutually-exclusive", (), zh, en, anchor=Anchor.KEY)
    elif resource:
        yield from _resource(resource)
    elif service:
        yield from _port(site, service)
    elif not site.has("service") and not site.has("resource") and not site.partial:
        zh, en = "后端要写 service 或 resource", "a backend needs service or resource"
        yield site.problem("missing-field", (), zh, en, anchor=Anchor.KEY)


def _port(site: Site, service: Site) -> Iterator[Problem]:
    """The server names the backend, wherever the port is wrong."""
    port = service.value.get("port")
    if port is not None and not isinstance(port, dict):
        return
    name, number = ((port or {}).get(field) for field in ("name", "number"))
    if name and number:
        zh, en = "service.port 只能写 name 或 number 之一", "service.port has either name or number, not both"
        yield site.problem("mutually-exclusive", (), zh, en, anchor=Anchor.KEY)
    elif not name and not number:
        zh, en = "缺少 service.port.number 或 service.port.name", "service.port.number or service.port.name is missing"
        yield site.problem("missing-field", (), zh, en, anchor=Anchor.KEY)


def number(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The number of a port; 0 means that none is given."""
    if value != 0:
        yield from _number(site, at, value)


def _resource(resource: Site) -> Iterator[Problem]:
    """``validateIngressTypedLocalObjectReference``."""
    for field, form in _RESOURCE:
        text = resource.value.get(field)
        if text == "" and field != "apiGroup":
            yield from resource.missing(field)
        elif text is not None:
            yield from form(resource, (field,), text)


def service_name(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A label; up to 1.35 it starts with a letter (``RelaxedServiceNameValidation``)."""
    wrong = list(_relaxed(site, at, value))
    yield from wrong or (replace(problem, until=_STRICT_UNTIL) for problem in _strict(site, at, value))


TABLES = Tables(
    checks={
        "networking.v1.HTTPIngressRuleValue": (required("paths"), no_nulls("paths")),
        "networking.v1.HTTPIngressPath": (path, never_blank("pathType")),
        "networking.v1.IngressBackend": (backend,),
        "networking.v1.IngressServiceBackend": (required("name"),),
    },
    fields={
        "networking.v1.IngressServiceBackend.name": (service_name,),
        "networking.v1.ServiceBackendPort.number": (number,),
        "networking.v1.ServiceBackendPort.name": (must_have_form("invalid-format", port_name, empty=True),),
    },
)
