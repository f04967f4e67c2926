"""Tolerations: key, operator, value, effect and time have to go together (``ValidateTolerations``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats.names import label_value, qualified_name
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_SOURCE = "https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/taint-and-toleration/#concepts"


def _tolerating(entry: str) -> str:
    return pod(f"tolerations:\n  - {entry}\n")


WITHOUT_KEY = Rule(
    id="toleration-without-key",
    title=Text("容忍度没有 key，operator 却不是 Exists", "a toleration without a key that is not Exists"),
    why=Text(
        "没有 key 的容忍度匹配所有污点，这只有 operator: Exists 才说得通；默认的 Equal 要比较某个 key 的值。",
        "A toleration without a key matches every taint, which only operator: Exists can mean; "
        "Equal, the default, compares the value of a key.",
    ),
    fix=Text(
        "写上 key；要容忍所有污点则写 operator: Exists。", "Give the key, or operator: Exists to tolerate every taint."
    ),
    source=_SOURCE,
    wrong=_tolerating("effect: NoSchedule"),
    right=_tolerating("operator: Exists\n    effect: NoSchedule"),
)
VALUE_WITH_EXISTS = Rule(
    id="toleration-value-with-exists",
    title=Text("operator 为 Exists 的容忍度写了 value", "a toleration with Exists and a value"),
    why=Text(
        "Exists 只看有没有这个污点，不比较值，带 value 的写法自相矛盾，API 服务器拒绝。",
        "Exists only asks whether the taint is there; a value contradicts it, and the API server refuses it.",
    ),
    fix=Text("删掉 value，或把 operator 改成 Equal。", "Remove the value, or write operator: Equal."),
    source=_SOURCE,
    wrong=_tolerating("key: dedicated\n    operator: Exists\n    value: gpu"),
    right=_tolerating("key: dedicated\n    operator: Equal\n    value: gpu"),
)
SECONDS_WITHOUT_NO_EXECUTE = Rule(
    id="toleration-seconds-without-no-execute",
    title=Text("tolerationSeconds 没有配 NoExecute", "tolerationSeconds without NoExecute"),
    why=Text(
        "tolerationSeconds 说的是被驱逐前还能留多久，只有 NoExecute 会驱逐 Pod。",
        "tolerationSeconds says how long a Pod may stay before it is evicted, and only NoExecute evicts.",
    ),
    fix=Text(
        "写上 effect: NoExecute，或删掉 tolerationSeconds。", "Write effect: NoExecute, or remove tolerationSeconds."
    ),
    source=_SOURCE,
    wrong=_tolerating("key: dedicated\n    operator: Exists\n    effect: NoSchedule\n    tolerationSeconds: 300"),
    right=_tolerating("key: dedicated\n    operator: Exists\n    effect: NoExecute\n    tolerationSeconds: 300"),
)

_COMPARISONS = ("Gt", "Lt")


def well_formed(toleration: Site) -> Iterator[Problem]:
    """``ValidateTolerations``, one entry; enumerated words are the schema's business."""
    key, operator = toleration.text("key"), toleration.text("operator")
    wrong = qualified_name(key) if key else None
    if wrong:
        yield toleration.problem("invalid-label", "key", f"键 {shown(key)}：{wrong.zh}", f"{shown(key)}: {wrong.en}")
    if not key and operator != "Exists" and not toleration.partial:
        yield toleration.problem(
            WITHOUT_KEY.id,
            _written(toleration, "operator"),
            "容忍度没有 key 时 operator 必须是 Exists：写上 key，或写 operator: Exists",
            "without a key the operator has to be Exists: give the key, or operator: Exists",
        )
    if operator in _COMPARISONS:
        yield toleration.problem(
            "invalid-value",
            "operator",
            f"{operator} 属于默认关闭的特性 TaintTolerationComparisonOperators，可选：Equal、Exists",
            f"{operator} belongs to TaintTolerationComparisonOperators, which is off by default; one of: Equal, Exists",
        )
    yield from _value(toleration, operator)
    effect = "NoExecute" if toleration.left_out("effect") else toleration.text("effect")
    if toleration.has("tolerationSeconds") and effect != "NoExecute":
        yield toleration.problem(
            SECONDS_WITHOUT_NO_EXECUTE.id,
            _written(toleration, "effect"),
            "有 tolerationSeconds 时 effect 必须是 NoExecute",
            "with tolerationSeconds the effect has to be NoExecute",
            also=_also(toleration, "tolerationSeconds"),
        )


def _value(toleration: Site, operator: str) -> Iterator[Problem]:
    """The server speaks of the operator where the value is wrong."""
    value = toleration.text("value")
    if not value:
        return
    if operator == "Exists":
        yield toleration.problem(
            VALUE_WITH_EXISTS.id,
            "operator",
            "operator 为 Exists 时不能写 value：删掉 value，或改成 Equal",
            "with operator: Exists there can be no value: remove it, or write Equal",
            also=_also(toleration, "value"),
        )
    elif operator in ("", "Equal"):
        wrong = label_value(value)
        if wrong:
            yield toleration.problem(
                "invalid-label",
                _written(toleration, "operator"),
                f"值 {shown(value)}：{wrong.zh}",
                f"the value {shown(value)}: {wrong.en}",
                also=_also(toleration, "value"),
            )


def _written(site: Site, field: str) -> Path:
    """The field, or the entry as a whole where it is not written."""
    return (field,) if field in site.value else ()


def _also(site: Site, field: str) -> tuple[Also, ...]:
    return (Also((*site.path, field), Text("与它不相容", "this does not go with it")),)


TABLES = Tables(
    rules=(WITHOUT_KEY, VALUE_WITH_EXISTS, SECONDS_WITHOUT_NO_EXECUTE),
    checks={"core.v1.Toleration": (well_formed,)},
)
