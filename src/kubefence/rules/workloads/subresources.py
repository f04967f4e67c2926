"""Kinds that exist as a part of other objects only, so that no manifest can create one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.model import Rule, Site, Tables

PARENTS = {
    "autoscaling.v1.Scale": ("Deployment、StatefulSet 等的 /scale", "/scale of a Deployment, StatefulSet and so on"),
    "policy.v1.Eviction": ("Pod 的 /eviction", "/eviction of a Pod"),
}

SUBRESOURCE = Rule(
    id="subresource-only",
    title=Text("只作为子资源存在的类型", "a kind that is a subresource only"),
    why=Text(
        "Scale、Eviction 是发给某个对象的子资源的请求，不是能独立创建的对象，kubectl apply 找不到对应的资源。",
        "Scale and Eviction are requests to a subresource of an object, not objects of their own; kubectl apply finds "
        "no resource for them.",
    ),
    fix=Text(
        "改副本数用 spec.replicas 或 kubectl scale；驱逐用 kubectl drain。",
        "Set spec.replicas or use kubectl scale; use kubectl drain to evict.",
    ),
    source="https://kubernetes.io/zh-cn/docs/reference/using-api/api-concepts/#standard-api-terminology",
    wrong="""\
apiVersion: autoscaling/v1
kind: Scale
metadata:
  name: web
spec:
  replicas: 3
""",
    right="""\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
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


def _only_in(zh: str, en: str) -> Callable[[Site], Iterator[Problem]]:
    def check(whole: Site) -> Iterator[Problem]:
        if whole.root.whole:
            yield whole.problem(
                SUBRESOURCE.id,
                "kind",
                f"这种类型不能单独创建，它是{zh}子资源",
                f"this kind cannot be created, it is the subresource {en}",
            )

    return check


TABLES = Tables(
    rules=(SUBRESOURCE,), checks={definition: (_only_in(*parent),) for definition, parent in PARENTS.items()}
)
