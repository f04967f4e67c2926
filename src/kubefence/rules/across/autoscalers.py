"""Utilization is a share of what the containers request: without requests an autoscaler has nothing to go by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kubefence.findings import Severity, Text
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.across.pods import SERVING, Pods, requests
from kubefence.rules.engine.group import Group, Member
from kubefence.rules.engine.model import Rule, Tables
from kubefence.yamldoc.document import Path

_EXAMPLE = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: nginx
          image: nginx:1.30
{resources}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 2
  maxReplicas: 10
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
"""
_REQUESTS = """\
          resources:
            requests:
              cpu: 100m
"""

MISSING = Rule(
    id="hpa-without-requests",
    title=Text("HPA 按利用率扩缩，容器却没有写请求", "an HPA on utilization of containers without requests"),
    why=Text(
        "利用率是用量除以请求（requests）的百分比。只要有一个容器没写该资源的请求，控制器就算不出利用率，"
        "不会按这个指标扩缩；API 服务器不会提醒。只写上限（limits）也可以：请求默认等于上限。",
        "Utilization is the share of the request that is used. Where one container does not request the resource, "
        "the controller cannot tell it and does nothing about that metric; the API server says no word. A limit is "
        "enough: the request is the same by default.",
    ),
    fix=Text(
        "给 Pod 模板的每个容器（包括边车）写上 resources.requests 中的这种资源；"
        "若由命名空间的 LimitRange 提供默认请求，把它写进同一份清单。",
        "Give every container of the Pod template, sidecars too, resources.requests of that resource; where a "
        "LimitRange of the namespace provides it, write that into the same manifest.",
    ),
    source="https://kubernetes.io/zh-cn/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work",
    wrong=_EXAMPLE.format(resources=""),
    right=_EXAMPLE.format(resources=_REQUESTS),
    severity=Severity.WARNING,
)
_ANNOTATION = "autoscaling.alpha.kubernetes.io/metrics"
_SCALED = [name for name in SERVING if name not in ("core.v1.Pod", "apps.v1.DaemonSet")]


class Metric(NamedTuple):
    """A resource whose utilization is asked for."""

    path: Path
    resource: str
    container: str = ""
    """Only this container's; "" for all of the Pod."""
    anchor: Anchor = Anchor.VALUE


def requests_missing(autoscaler: Member, group: Group) -> Iterator[Problem]:
    """``calculatePodRequests`` of the controller: an error where a container does not request the resource."""
    pods = _target(autoscaler, group)
    if pods is None or _provided(autoscaler, group):
        return
    for metric in _metrics(autoscaler):
        if not requests(pods.member.at(*pods.path, "spec"), metric.resource):
            yield from _problem(autoscaler, metric, pods)


def _problem(autoscaler: Member, metric: Metric, pods: Pods) -> Iterator[Problem]:
    lacking = [
        container
        for container in pods.containers()
        if metric.container in ("", container.name) and not requests(container.value, metric.resource)
    ]
    if lacking:
        kind, name, resource = pods.member.text("kind"), pods.member.name, metric.resource
        names = [container.name for container in lacking]
        yield autoscaler.warning(
            MISSING.id,
            metric.path,
            f"{kind} {name} 的容器 {'、'.join(names)} 没有写 resources.requests.{resource}，"
            f"算不出 {resource} 利用率，HPA 不会按它扩缩",
            f"no resources.requests.{resource} in {kind} {name}, container {', '.join(names)}: "
            f"there is no utilization of {resource} to scale by",
            tuple(
                Also((*container.path, "name"), Text(f"没有请求 {resource}", f"it requests no {resource}"))
                for container in lacking
            ),
            metric.anchor,
        )


def _target(autoscaler: Member, group: Group) -> Pods | None:
    """The Pods that are scaled, where it is sure which."""
    version, kind, name = (autoscaler.text("spec", "scaleTargetRef", field) for field in ("apiVersion", "kind", "name"))
    wanted = (version.rpartition("/")[0], kind)
    match [
        other
        for other in group.called(autoscaler.namespace, name)
        if other.definition in _SCALED and (other.group, other.text("kind")) == wanted
    ]:
        case [scaled]:
            return Pods(scaled, SERVING[scaled.definition])
    return None


def _provided(autoscaler: Member, group: Group) -> bool:
    """Whether something that is applied with them may fill in the requests of Pods."""
    return "VerticalPodAutoscaler" in group.others or any(group.within(autoscaler.namespace, ["core.v1.LimitRange"]))


def _metrics(autoscaler: Member) -> Iterator[Metric]:
    if autoscaler.definition == "autoscaling.v1.HorizontalPodAutoscaler":
        percentage = ("spec", "targetCPUUtilizationPercentage")
        if autoscaler.at(*percentage) is not None:
            yield Metric(percentage, "cpu")
        elif autoscaler.at("metadata", "annotations", _ANNOTATION) is None and autoscaler.at("spec", "metrics") is None:
            yield Metric(("spec",), "cpu", anchor=Anchor.KEY)
        return
    metrics = autoscaler.at("spec", "metrics")
    if metrics is None or metrics == []:  # the default is 80 % of the CPU
        yield Metric(("spec",), "cpu", anchor=Anchor.KEY)
    for index in range(len(metrics)) if isinstance(metrics, list) else ():
        for kind, field in (("Resource", "resource"), ("ContainerResource", "containerResource")):
            path = ("spec", "metrics", index, field)
            resource, container = autoscaler.text(*path, "name"), autoscaler.text(*path, "container")
            if (
                autoscaler.text(*path[:-1], "type") == kind
                and autoscaler.text(*path, "target", "type") == "Utilization"
                and resource
                and bool(container) == (kind == "ContainerResource")
            ):
                yield Metric((*path, "name"), resource, container)


TABLES = Tables(
    rules=(MISSING,),
    groups=dict.fromkeys(
        ("autoscaling.v1.HorizontalPodAutoscaler", "autoscaling.v2.HorizontalPodAutoscaler"), (requests_missing,)
    ),
)
