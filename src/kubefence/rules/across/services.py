"""A Service leads to Pods by their labels and by the names of their ports; what it is applied with has to fit.

Most Pods that a Service selects are made elsewhere, or get labels as they run. So this speaks only where the
workload that is meant stands beside the Service: with its name, or as the StatefulSet that names the Service.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.names import label_value
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.across.pods import SERVING, Pods, crew, is_added, may_be_made_elsewhere
from kubefence.rules.engine.group import Group, Member
from kubefence.rules.engine.model import Rule, Tables

_EXAMPLE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: {label}
  template:
    metadata:
      labels:
        app: {label}
    spec:
      containers:
        - name: nginx
          image: nginx:1.30
"""

NOTHING = Rule(
    id="service-selects-nothing",
    title=Text("Service 选不中同一份清单里的 Pod", "a Service that misses the Pods it stands with"),
    why=Text(
        "Service 靠标签找 Pod，与工作负载的名字无关。选择算符里只要有一项不符，就没有端点，访问会失败；"
        "API 服务器不会提醒。"
        "只在同名的工作负载就在同一份清单里、又没有其他 Pod 相符时才报告。",
        "A Service finds Pods by their labels; the name of the workload means nothing. Where one of them differs there "
        "is no endpoint and every request fails; the API server says no word. This is told only where the workload of "
        "that name stands in the same manifest and no other Pods fit.",
    ),
    fix=Text(
        "让 spec.selector 的每一项都与 Pod 模板的标签（spec.template.metadata.labels）一致。",
        "Give the Pod template (spec.template.metadata.labels) each label of spec.selector, with the same value.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/#defining-a-service",
    wrong=_EXAMPLE.format(label="website"),
    right=_EXAMPLE.format(label="web"),
    severity=Severity.WARNING,
)
_KINDS = ("svc", "service", "headless", "pod", "deployment", "deploy", "statefulset", "sts", "daemonset", "ds", "rs")
_SAY_NOTHING = frozenset((*_KINDS, "my", "test", "demo", "example"))
"""Words in names that only say of what kind the object is, or not even that."""
Key = tuple[str, str, str]
"""Namespace, what a word in it is (a name, its stem, the name of a Service), and the word."""


def selects_nothing(service: Member, group: Group) -> Iterator[Problem]:
    """``labels.Set(selector)`` of the controller of EndpointSlices, on the Pods of the same stream."""
    selector = selector_of(service)
    if not selector or may_be_made_elsewhere(group) or crew(group).selected(service.namespace, selector):
        return
    match _meant(service, group):
        case [pods] if _is_wrong(selector, pods.labels):
            yield _problem(service, selector, pods)


def selector_of(service: Member) -> Mapping[str, str]:
    """The labels that a Service asks for; {} where it asks for none, they do not count or are none at all."""
    found = service.at("spec", "selector")
    if not isinstance(found, dict) or service.at("spec", "type") == "ExternalName":
        return {}
    sound = all(
        isinstance(key, str) and isinstance(value, str) and label_value(value) is None for key, value in found.items()
    )
    return found if sound else {}


def _meant(service: Member, group: Group) -> list[Pods]:
    """The Pods of the workloads that have the name of the Service, or name it."""
    found = {
        workload.number: Pods(workload, SERVING[workload.definition])
        for key in _keys(service)
        for workload in _workloads(group).get(key, ())
    }
    return list(found.values())


@lru_cache(maxsize=1)
def _workloads(group: Group) -> Mapping[Key, list[Member]]:
    """The workloads of a group by what a Service may be called after."""
    found: dict[Key, list[Member]] = {}
    for namespace in group.namespaces:
        for workload in group.within(namespace, SERVING):
            for key in _keys(workload):
                found.setdefault(key, []).append(workload)
    return found


def _keys(member: Member) -> Iterator[Key]:
    name, namespace = member.name, member.namespace
    stem = "-".join(word for word in name.split("-") if word not in _SAY_NOTHING)
    service = name if member.definition == "core.v1.Service" else member.text("spec", "serviceName")
    for sort, word in (("name", name), ("stem", stem if len(stem) > 2 else ""), ("service", service)):
        if word:
            yield namespace, sort, word


def _is_wrong(selector: Mapping[str, str], labels: Mapping[str, Any]) -> bool:
    """Whether a label differs; one that is lacking may be given to a running Pod (a leader), beside others that fit."""
    if not labels:  # a Pod by itself, perhaps for something else
        return False
    return all(key in labels or is_added(key) for key in selector) or not any(
        labels.get(key) == value for key, value in selector.items()
    )


def _problem(service: Member, selector: Mapping[str, str], pods: Pods) -> Problem:
    labels = pods.labels
    wanted = {key: value for key, value in selector.items() if not is_added(key) and labels.get(key) != value}
    first = next(iter(wanted))
    kind, name = pods.member.text("kind"), pods.member.name
    said = _said(wanted)
    has = _said({key: labels[key] for key in wanted if key in labels} or labels)
    return service.warning(
        NOTHING.id,
        ("spec", "selector", first),
        f"选不中 {kind} {name} 的 Pod：这里要求 {said}，它们的标签是 {has}",
        f"this selects no Pod of {kind} {name}: it asks for {said}, their labels are {has}",
        tuple(_also(pods, key) for key in wanted),
    )


def _said(labels: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in labels.items())


def _also(pods: Pods, key: str) -> Also:
    if key in pods.labels:
        return Also(pods.place("metadata", "labels", key), Text("Pod 的标签在这里", "the label of the Pods"))
    return Also(pods.place("metadata", "labels"), Text(f"没有标签 {key}", f"there is no label {key}"), Anchor.KEY)


TABLES = Tables(rules=(NOTHING,), groups={"core.v1.Service": (selects_nothing,)})
