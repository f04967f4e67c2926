"""What the metrics of a HorizontalPodAutoscaler are made of: targets, resources, names."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats import quantities
from kubefence.formats.names import dns1123_label, path_segment
from kubefence.formats.resources import container_resource
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import shown

TARGET_TYPES = ("Utilization", "Value", "AverageValue")


def target(site: Site) -> Iterator[Problem]:
    """``validateMetricTarget``."""
    kind = site.value.get("type")
    if kind == "":
        yield site.problem("missing-field", "type", "type 不能为空", "type may not be empty")
    elif isinstance(kind, str) and kind not in TARGET_TYPES:
        yield site.problem(
            "invalid-value",
            "type",
            f"type 不能是 {shown(kind)}，可选：{'、'.join(TARGET_TYPES)}",
            f"type cannot be {shown(kind)}, one of: {', '.join(TARGET_TYPES)}",
        )
    for field in ("value", "averageValue"):
        size = quantities.of(site.value.get(field)) if field in site.value else None
        if size is not None and size <= 0:
            yield site.problem("out-of-range", field, f"{field} 应大于 0", f"{field} has to be above 0")
    percent = site.number("averageUtilization")
    if percent is not None and percent < 1:
        yield site.problem(
            "out-of-range", "averageUtilization", "averageUtilization 应大于 0", "averageUtilization has to be above 0"
        )


def resource_name(site: Site) -> Iterator[Problem]:
    """``validateResourceSource``: the resource has a name."""
    if site.value.get("name") == "":
        yield site.problem(
            "missing-field", "name", "要写资源的名称，如 cpu", "the name of a resource is needed, such as cpu"
        )


def container(site: Site) -> Iterator[Problem]:
    """``validateContainerResourceSource``: a resource that containers have, and a container."""
    name, of = site.value.get("name"), site.value.get("container")
    wrong = container_resource(name) if isinstance(name, str) and name else None
    if wrong:
        yield site.problem("invalid-name", "name", f"{shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}")
    if of == "":
        yield site.problem("missing-field", "container", "要写容器的名称", "the name of a container is needed")
    elif isinstance(of, str) and (wrong := dns1123_label(of)):
        yield site.problem("invalid-name", "container", f"{shown(of)}：{wrong.zh}", f"{shown(of)}: {wrong.en}")


def identifier(site: Site) -> Iterator[Problem]:
    """``validateMetricIdentifier``."""
    name = site.value.get("name")
    if name == "":
        yield site.problem("missing-field", "name", "要写指标的名称", "the name of a metric is needed")
    elif isinstance(name, str) and (wrong := path_segment(name)):
        yield site.problem("invalid-name", "name", f"{shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}")


TABLES = Tables(
    checks={
        "autoscaling.v2.MetricTarget": (target,),
        "autoscaling.v2.MetricIdentifier": (identifier,),
        "autoscaling.v2.ResourceMetricSource": (resource_name,),
        "autoscaling.v2.ContainerResourceMetricSource": (resource_name, container),
    },
)
