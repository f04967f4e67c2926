"""The rule of expressions in CEL, wherever they stand."""

from __future__ import annotations

from kubefence.findings import Text
from kubefence.rules.engine.model import Rule, Tables

_POLICY = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: replica-limit
spec:
  matchConstraints:
    resourceRules:
      - apiGroups: ["apps"]
        apiVersions: ["v1"]
        operations: ["CREATE", "UPDATE"]
        resources: ["deployments"]
  validations:
    - expression: {expression}
      message: 副本数不能超过 5
"""
EXPRESSION = Rule(
    id="invalid-expression",
    title=Text("CEL 表达式无法编译", "an expression that does not compile"),
    why=Text(
        "服务器在创建时就编译表达式：语法错误、没有声明的变量、不存在的字段和函数都会被拒绝。",
        "The server compiles expressions on creation and refuses wrong syntax and undeclared names.",
    ),
    fix=Text("按消息改正；可用的变量列在消息里。", "Correct it as the message says; it lists the variables there are."),
    source="https://kubernetes.io/zh-cn/docs/reference/using-api/cel/",
    wrong=_POLICY.format(expression='"deployment.spec.replicas <= 5"'),
    right=_POLICY.format(expression='"object.spec.replicas <= 5"'),
)

TABLES = Tables(rules=(EXPRESSION,))
