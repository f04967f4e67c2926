"""Notes on rules about custom resources: what of them can be known, and what their CRDs ask."""

from __future__ import annotations

from kubefence.catalog.note import Note, fenced
from kubefence.findings import Severity, Text

_ROCKET = """\
apiVersion: space.example.com/v1
kind: Rocket
metadata:
  name: saturn
spec:
  stages: {stages}
"""
_ROCKETS = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: rockets.space.example.com
spec:
  group: space.example.com
  scope: Namespaced
  names:
    kind: Rocket
    plural: rockets
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                stages:
                  type: integer
                  x-kubernetes-validations:
                    - rule: self > 0
                      message: without a stage nothing moves
---
"""

NOTES = {
    "unchecked-kind": Note(
        why=Text(
            "定制资源的模式在它的 CRD 里。不认识 CRD 时，只能核对每个对象都有的部分：名称、标签、注解。",
            "The schema of a custom resource is in its CRD. Without that only what every object has can be checked: "
            "names, labels, annotations.",
        ),
        fix=Text(
            "把 CRD 放在同一页，或用 crds 选项指出 CRD 的文件；类型拼错就改正。",
            "Show the CRD on the page, or name its file with the option crds; mend the kind where it is misspelled.",
        ),
        wrong=fenced(_ROCKET.format(stages=3)),
        right=fenced(_ROCKETS + _ROCKET.format(stages=3)),
        severity=Severity.NOTE,
    ),
    "unmet-validation": Note(
        why=Text(
            "CRD 用 CEL 表达式写的规则（x-kubernetes-validations），服务器在创建和更新时求值，不满足就拒绝。",
            "A CRD has rules that are expressions of CEL (x-kubernetes-validations). The server evaluates them when an "
            "object is created or changed, and refuses what does not meet them.",
        ),
        fix=Text("按消息里的规则改正。", "Mend it as the rule in the message says."),
        wrong=fenced(_ROCKETS + _ROCKET.format(stages=0)),
        right=fenced(_ROCKETS + _ROCKET.format(stages=3)),
    ),
}
