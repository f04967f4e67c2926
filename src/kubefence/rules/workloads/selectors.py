"""A controller finds its Pods by labels: its selector has to select what its template makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.workloads.label_selectors import is_empty, unmet

_DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:{selector}
  template:
    metadata:
      labels:
        app: {label}
    spec:
      containers:
        - name: nginx
          image: nginx:1.30
"""
_SELECTS_WEB = "\n    matchLabels:\n      app: web"
_LABELS = ("template", "metadata", "labels")

MISMATCH = Rule(
    id="selector-mismatch",
    title=Text("选择算符选不中模板里的 Pod", "a selector that does not select the Pods of its template"),
    why=Text(
        "控制器靠标签认领 Pod。选择算符与模板标签不一致，控制器会不停地新建 Pod，因此 API 服务器直接拒绝。",
        "A controller knows its Pods by their labels. One that does not select what it makes would make Pods "
        "without end, so the API server refuses it.",
    ),
    fix=Text(
        "让 spec.template.metadata.labels 包含 spec.selector 要求的每个标签。",
        "Give spec.template.metadata.labels every label that spec.selector asks for.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#selector",
    wrong=_DEPLOYMENT.format(selector=_SELECTS_WEB, label="website"),
    right=_DEPLOYMENT.format(selector=_SELECTS_WEB, label="web"),
)
EMPTY = Rule(
    id="empty-selector",
    title=Text("控制器的选择算符是空的", "an empty selector of a controller"),
    why=Text(
        "空的选择算符会选中命名空间里的所有 Pod，控制器会去争抢别人的 Pod，因此 API 服务器拒绝。",
        "An empty selector selects every Pod of the namespace, and the controller would fight for the Pods of others; "
        "the API server refuses it.",
    ),
    fix=Text(
        "在 selector.matchLabels 里写上模板的标签。",
        "Write the labels of the template into selector.matchLabels.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#selector",
    wrong=_DEPLOYMENT.format(selector=" {}", label="web"),
    right=_DEPLOYMENT.format(selector=_SELECTS_WEB, label="web"),
)


def template_labels(controller: Site) -> Mapping[str, Any] | None:
    """The labels of the Pods that the controller makes, None where something else than labels is written."""
    found: Any = controller.value
    for step in ("template", "metadata", "labels"):
        if not isinstance(found, dict | None):
            return None
        found = (found or {}).get(step)
    return found or {} if isinstance(found, dict | None) else None


def empty_selector(controller: Site) -> Iterator[Problem]:
    """``ValidateDeploymentSpec`` and its like: the selector has to ask for something."""
    selector = controller.value.get("selector")
    if isinstance(selector, dict) and is_empty(selector):
        yield controller.problem(
            EMPTY.id,
            "selector",
            "选择算符不能为空：写上 matchLabels",
            "the selector may not be empty: give it matchLabels",
        )


def _surely_met(selector: Any, labels: Mapping[str, Any]) -> bool:
    """Whether the selector asks for labels alone, and all of them are there, as nearly always."""
    if not isinstance(selector, dict) or len(selector) != 1:
        return False
    asked = selector.get("matchLabels")
    return isinstance(asked, dict) and asked.items() <= labels.items()


def mismatch(controller: Site) -> Iterator[Problem]:
    """``ValidatePodTemplateSpecForReplicaSet`` and its like: the labels of the template meet the selector."""
    labels = template_labels(controller)
    if labels is not None and _surely_met(controller.value.get("selector"), labels):
        return
    selector = controller.child("selector")
    if selector is None or not controller.has("template"):
        return  # without a template that is what is wrong
    lacking = list(unmet(selector, labels)) if labels is not None else []
    if lacking:
        yield mismatch_problem(controller, [((*selector.path, *path), said) for path, said in lacking])


def mismatch_problem(controller: Site, lacking: list[tuple[tuple[str | int, ...], str]]) -> Problem:
    """The problem that the labels of the template lack what stands at these paths."""
    said = "、".join(said for _, said in lacking), ", ".join(said for _, said in lacking)
    labels = template_labels(controller) or {}
    others = [path[-1] for path, _ in lacking if path[-1] in labels]
    return controller.problem(
        MISMATCH.id,
        (*_LABELS, *others[:1]),  # a label of another value, rather than all of them
        f"模板的标签不满足选择算符要求的 {said[0]}，选不中自己的 Pod",
        f"the labels of the template do not meet {said[1]}, so the selector does not select them",
        also=(
            *(Also(path, Text("选择算符要求它", "the selector asks for it")) for path, _ in lacking),
            *(Also((*controller.path, *_LABELS, key), Text("也不同", "this differs, too")) for key in others[1:]),
        ),
        named=_LABELS,
    )


TABLES = Tables(
    rules=(MISMATCH, EMPTY),
    checks=dict.fromkeys(
        ("apps.v1.DeploymentSpec", "apps.v1.ReplicaSetSpec", "apps.v1.StatefulSetSpec", "apps.v1.DaemonSetSpec"),
        (empty_selector, mismatch),
    ),
)
