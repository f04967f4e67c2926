"""A controller finds its Pods by labels: its selector has to select what its template makes."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.model import Rule, Site, Tables

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
    wrong="""\
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
        app: website
    spec:
      containers:
        - name: nginx
          image: nginx:1.30
""",
    right="""\
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
""",
)


def mismatch(controller: Site) -> Iterator[Problem]:
    """``validateLabelSelector`` against the template, for controllers with a label selector."""
    selector, template = controller.child("selector"), controller.child("template")
    if selector is None or template is None:
        return
    metadata = template.child("metadata")
    labels = metadata.mapping("labels") if metadata else {}
    for key, value in selector.mapping("matchLabels").items():
        if isinstance(value, str) and labels.get(key) != value:
            yield controller.problem(
                MISMATCH.id,
                ("template", "metadata", "labels", key) if key in labels else ("template", "metadata", "labels"),
                f"模板的标签里没有 {key}: {value}，选择算符选不中它",
                f"the labels of the template lack {key}: {value}, so the selector does not select it",
                also=(
                    Also(
                        (*controller.path, "selector", "matchLabels", key),
                        Text("选择算符要求它", "the selector asks for it"),
                    ),
                ),
            )


TABLES = Tables(
    rules=(MISMATCH,),
    checks=dict.fromkeys(
        ("apps.v1.DeploymentSpec", "apps.v1.ReplicaSetSpec", "apps.v1.StatefulSetSpec", "apps.v1.DaemonSetSpec"),
        (mismatch,),
    ),
)
