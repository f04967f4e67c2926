"""Kinds that a manifest cannot create: answers of the server, and requests to parts of other objects."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.wording import a

NOT_CREATABLE = Rule(
    id="not-creatable",
    title=Text("这种类型不能用清单创建", "a kind that no manifest can create"),
    why=Text(
        "有些类型只是服务器的回答（Status、ComponentStatus、APIGroup），有些是对某个对象的子资源的请求"
        "（Scale、Eviction、TokenRequest）。API 里没有可以创建它们的地址，服务器回答 404 或 405。",
        "Some kinds are answers of the server (Status, ComponentStatus, APIGroup), others requests to a subresource "
        "of an object (Scale, Eviction, TokenRequest). There is no address to create one at.",
    ),
    fix=Text(
        "改用对应的命令（kubectl scale、kubectl drain、kubectl create token）；其余的只能查询。",
        "Use the command for it (kubectl scale, kubectl drain, kubectl create token); the others can only be read.",
    ),
    source="https://kubernetes.io/zh-cn/docs/reference/using-api/api-concepts/#resource-uris",
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
        - name: app
          image: registry.example.com/app:1.0.0
""",
)
_INSTEAD = {
    "autoscaling.v1.Scale": Text(
        "它是发给 Deployment 等对象的 scale 子资源的请求；用 kubectl scale，或改 spec.replicas",
        "it is a request to the subresource scale of a Deployment or the like; use kubectl scale, or set spec.replicas",
    ),
    "policy.v1.Eviction": Text(
        "它是发给 Pod 的 eviction 子资源的请求；用 kubectl drain",
        "it is a request to the subresource eviction of a Pod; use kubectl drain",
    ),
    "authentication.v1.TokenRequest": Text(
        "它是发给 ServiceAccount 的 token 子资源的请求；用 kubectl create token",
        "it is a request to the subresource token of a ServiceAccount; use kubectl create token",
    ),
}
_ANSWER = Text("它只是服务器的回答", "it is only an answer of the server")
_ANSWERS = ("core.v1.ComponentStatus", *(f"meta.v1.{kind}" for kind in ["APIGroup", "APIVersions", "Status"]))
_ANSWER_LISTS = ("meta.v1.APIGroupList", "meta.v1.APIResourceList")


def refused(site: Site) -> Iterator[Problem]:
    """The server has no resource with this kind that takes a ``POST``."""
    if site.partial or site.parent is not None:  # a message may hold an answer
        return
    kind, why = site.definition.rpartition(".")[2], _INSTEAD.get(site.definition, _ANSWER)
    yield site.problem(
        NOT_CREATABLE.id,
        "kind",
        f"{kind} 不能用清单创建：{why.zh}",
        f"{a(kind)} cannot be created with a manifest: {why.en}",
    )


TABLES = Tables(
    rules=(NOT_CREATABLE,),
    checks=dict.fromkeys((*_INSTEAD, *_ANSWERS, *_ANSWER_LISTS), (refused,)),
)
