"""What the API server accepts in a Service and warns of (``GetWarningsForService`` in pkg/api/service)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kubefence.findings import Severity, Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables, when
from kubefence.rules.networking.services import CLUSTER_IP, EXTERNAL_NAME, is_headless, service_type
from kubefence.rules.vocabulary.values import shown
from kubefence.versions import parse_version

_SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
{more}  selector:
    app: web
  ports:
    - port: 80
"""

IGNORED = Rule(
    id="ignored-service-field",
    title=Text("这个字段对该类型的 Service 不起作用", "a field that this type of Service ignores"),
    why=Text(
        "API 服务器接受它，但按 Service 的类型它不起任何作用，并给出警告。",
        "The API server accepts it and warns, because it does nothing for a Service of this type.",
    ),
    fix=Text("删掉这个字段，或改 Service 的类型。", "Remove the field, or change the type of the Service."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/#externalname",
    wrong=_SERVICE.format(more="  externalName: db.example.com\n"),
    right=_SERVICE.format(more=""),
    severity=Severity.WARNING,
)
DEPRECATED = Rule(
    id="deprecated-service-setting",
    title=Text("Service 的过时设置", "a deprecated setting of a Service"),
    why=Text(
        "API 服务器还接受它，但给出警告；它会被别的写法取代或不再实现。",
        "The API server still accepts it and warns; something else takes its place.",
    ),
    fix=Text("按消息里给出的写法替换。", "Write what the message says."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/#traffic-distribution",
    wrong=_SERVICE.format(more="  trafficDistribution: PreferClose\n"),
    right=_SERVICE.format(more="  trafficDistribution: PreferSameZone\n"),
    severity=Severity.WARNING,
)

_HINTS = "service.kubernetes.io/topology-aware-hints"
_MODE = "service.kubernetes.io/topology-mode"
_SAME_ZONE, _EXTERNAL_IPS = parse_version("1.35"), parse_version("1.36")


@when("loadBalancerIP", "externalIPs", "sessionAffinity", "externalName")
def ignored_fields(spec: Site) -> Iterator[Problem]:
    """Fields of another type of Service, and of one with a virtual IP."""
    kind = service_type(spec)
    if kind == CLUSTER_IP and is_headless(spec):
        if spec.text("loadBalancerIP"):
            yield _ignored(spec, "loadBalancerIP", "无头 Service", "a headless Service")
        if spec.items("externalIPs"):
            yield _ignored(spec, "externalIPs", "无头 Service", "a headless Service")
        if spec.text("sessionAffinity") not in ("", "None"):
            yield _ignored(spec, "sessionAffinity", "无头 Service", "a headless Service")
    if kind == EXTERNAL_NAME and spec.items("externalIPs"):
        yield _ignored(spec, "externalIPs", "type: ExternalName 的 Service", "a Service of type ExternalName")
    if kind not in ("", EXTERNAL_NAME) and spec.text("externalName"):
        yield _ignored(spec, "externalName", f"type: {kind} 的 Service", f"a Service of type {kind}")


@when("trafficDistribution", "externalIPs")
def deprecated_settings(spec: Site) -> Iterator[Problem]:
    """``PreferClose`` since 1.35, external IPs since 1.36."""
    if spec.text("trafficDistribution") == "PreferClose":
        zh, en = "PreferClose 已弃用，改写为 PreferSameZone", "PreferClose is deprecated, write PreferSameZone"
        yield replace(_deprecated(spec, ("trafficDistribution",), zh, en), since=_SAME_ZONE)
    if spec.items("externalIPs") and service_type(spec) not in ("", EXTERNAL_NAME) and not is_headless(spec):
        zh = "externalIPs 已弃用，有的集群不再实现；改用 type: LoadBalancer 或 Gateway API"
        en = "externalIPs is deprecated and not implemented everywhere; use type: LoadBalancer or Gateway API"
        yield replace(_deprecated(spec, ("externalIPs",), zh, en), since=_EXTERNAL_IPS)


def topology_annotations(service: Site) -> Iterator[Problem]:
    """The old annotation for topology is deprecated, and may not contradict the new one."""
    metadata = service.child("metadata")
    annotations = metadata.mapping("annotations") if metadata else {}
    if _HINTS not in annotations:
        return
    at = ("metadata", "annotations")
    zh, en = f"注解 {_HINTS} 已弃用，改用 {_MODE}", f"the annotation {_HINTS} is deprecated, use {_MODE}"
    yield _deprecated(service, (*at, _HINTS), zh, en)
    if _MODE in annotations and annotations[_MODE] != annotations[_HINTS]:
        mode = shown(annotations[_MODE])
        zh, en = f"{mode} 与注解 {_HINTS} 的值不同", f"{mode} is not what the annotation {_HINTS} says"
        yield service.problem("invalid-annotation", (*at, _MODE), zh, en)


def _ignored(spec: Site, field: str, zh: str, en: str) -> Problem:
    return spec.problem(
        IGNORED.id, field, f"{zh} 会忽略 {field}；删掉它", f"{en} ignores {field}; remove it", severity=Severity.WARNING
    )


def _deprecated(site: Site, at: tuple[str, ...], zh: str, en: str) -> Problem:
    return site.problem(DEPRECATED.id, at, zh, en, severity=Severity.WARNING)


TABLES = Tables(
    rules=(IGNORED, DEPRECATED),
    checks={"core.v1.Service": (topology_annotations,), "core.v1.ServiceSpec": (ignored_fields, deprecated_settings)},
)
