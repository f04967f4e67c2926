"""The rule of selectors, those of labels and those of nodes."""

from __future__ import annotations

from kubefence.findings import Text
from kubefence.rules.engine.model import Rule, Tables

_DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
    matchExpressions:
      - key: tier
        operator: {expression}
  template:
    metadata:
      labels:
        app: web
        tier: frontend
    spec:
      containers:
        - name: nginx
          image: nginx:1.30
"""

SELECTOR_VALUES = Rule(
    id="selector-values",
    title=Text("选择算符的 operator 与 values 不配套", "a selector whose operator and values do not fit"),
    why=Text(
        "In 和 NotIn 要与 values 中的值比较，Exists 和 DoesNotExist 只看有没有这个标签。配错时服务器拒绝。",
        "In and NotIn compare with the values, Exists and DoesNotExist only look whether the label is there; "
        "the server refuses the rest.",
    ),
    fix=Text(
        "In、NotIn 写上至少一个值；Exists、DoesNotExist 去掉 values。",
        "Give In and NotIn at least one value; give Exists and DoesNotExist none.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements",
    wrong=_DEPLOYMENT.format(expression="In"),
    right=_DEPLOYMENT.format(expression="In\n        values: [frontend, backend]"),
)

TABLES = Tables(rules=(SELECTOR_VALUES,))
