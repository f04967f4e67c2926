"""What an admission expression can speak of (``k8s.io/apiserver/pkg/admission/plugin/cel``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kubefence import cel
from kubefence.cel import types
from kubefence.cel.types import ANY, INT, STRING, Type
from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site

_KIND = types.record(group=STRING, version=STRING, kind=STRING)
_RESOURCE = types.record(group=STRING, version=STRING, resource=STRING)
REQUEST = types.record(
    kind=_KIND,
    resource=_RESOURCE,
    subResource=STRING,
    requestKind=_KIND,
    requestResource=_RESOURCE,
    requestSubResource=STRING,
    name=STRING,
    namespace=STRING,
    operation=STRING,
    userInfo=types.record(
        username=STRING, uid=STRING, groups=types.listing(STRING), extra=types.mapping(types.listing(STRING))
    ),
    dryRun=types.BOOL,
    options=ANY,
)
NAMESPACE = types.record(
    metadata=types.record(
        name=STRING,
        generateName=STRING,
        namespace=STRING,
        labels=types.mapping(STRING),
        annotations=types.mapping(STRING),
        UID=STRING,
        creationTimestamp=types.TIMESTAMP,
        deletionGracePeriodSeconds=INT,
        deletionTimestamp=types.TIMESTAMP,
        generation=INT,
        resourceVersion=STRING,
        finalizers=types.listing(STRING),
    ),
    spec=types.record(finalizers=types.listing(STRING)),
    status=types.record(
        phase=STRING,
        conditions=types.listing(
            types.record(status=STRING, type=STRING, lastTransitionTime=types.TIMESTAMP, message=STRING, reason=STRING)
        ),
    ),
)
BASE: Mapping[str, Type] = {"object": ANY, "oldObject": ANY, "request": REQUEST, "namespaceObject": NAMESPACE}
AUTHORIZER: Mapping[str, Type] = {
    "authorizer": types.NAMED["authorizer"],
    "authorizer.requestResource": types.NAMED["resourcecheck"],
}
PARAMS: Mapping[str, Type] = {"params": ANY}

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


def compiled(
    site: Site,
    field: str,
    variables: Mapping[str, Type],
    results: Sequence[Type] = (),
    *,
    mutation: bool = False,
    bindings: bool = False,
) -> Iterator[Problem]:
    """The mistake in the expression in ``field``, if it has one; blank ones are another check's business."""
    text = site.text(field)
    if not text.strip():
        return
    found = cel.mistake(text, variables, results, mutation=mutation, bindings=bindings)
    if found:
        spoken = found.spoken(field, text)
        yield site.problem(EXPRESSION.id, field, spoken.zh, spoken.en)
