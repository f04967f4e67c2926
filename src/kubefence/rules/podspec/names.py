"""Names, labels and numbers of a Pod spec that can be judged by themselves (``ValidatePodSpec``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.names import dns1123_label, dns1123_subdomain, label_value, qualified_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.parts import in_map
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, never_blank, shown
from kubefence.yamldoc.document import Path

NEGATIVE_GRACE = Rule(
    id="negative-grace-period",
    title=Text("终止宽限期是负数", "a negative grace period"),
    why=Text(
        "负的 terminationGracePeriodSeconds 没有意义，API 服务器给出警告，并把它当作 1 秒。",
        "A negative terminationGracePeriodSeconds means nothing; the API server warns and takes it for 1 second.",
    ),
    fix=Text("写成 0 或更大的秒数；默认是 30。", "Write 0 or more seconds; the default is 30."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
    wrong=pod("terminationGracePeriodSeconds: -1"),
    right=pod("terminationGracePeriodSeconds: 60"),
    severity=Severity.WARNING,
)

_LARGEST = 2**31 - 1
_label = must_have_form("invalid-name", dns1123_label, empty=True)
_subdomain = must_have_form("invalid-name", dns1123_subdomain, empty=True)
_qualified = must_have_form("invalid-name", qualified_name)


def negative_grace(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``warningsForPodSpecAndMeta``: the server takes it for one second."""
    if isinstance(value, int) and value < 0:
        yield spec.problem(
            NEGATIVE_GRACE.id,
            at,
            f"宽限期 {value} 是负数，会被当作 1 秒；写成 0 或更大的数",
            f"the grace period of {value} is negative and counts as 1 second; write 0 or more",
            severity=Severity.WARNING,
        )


def must_be_labels(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Keys and values of a mapping have to be those of labels (``ValidateLabels``)."""
    for key, text in value.items() if isinstance(value, dict) else ():
        wrong = qualified_name(key) if isinstance(key, str) else None
        if wrong:
            yield in_map(
                site, "invalid-label", at, key, f"标签键 {shown(key)}：{wrong.zh}", f"the key {shown(key)}: {wrong.en}"
            )
        wrong = label_value(text) if isinstance(text, str) else None
        if wrong:
            yield in_map(
                site,
                "invalid-label",
                at,
                key,
                f"标签 {key} 的值 {shown(text)}：{wrong.zh}",
                f"the value {shown(text)} of {key}: {wrong.en}",
            )


def old_service_account(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``serviceAccount`` stands for ``serviceAccountName`` where that is not written."""
    if not spec.text("serviceAccountName"):
        yield from _subdomain(spec, at, value)


_FIELDS: dict[str, FieldCheck] = {
    "activeDeadlineSeconds": must_lie_in(1, _LARGEST),
    "hostname": _label,
    "nodeName": _subdomain,
    "nodeSelector": must_be_labels,
    "priorityClassName": _subdomain,
    "runtimeClassName": must_have_form("invalid-name", dns1123_subdomain),
    "serviceAccount": old_service_account,
    "serviceAccountName": _subdomain,
    "subdomain": _label,
    "terminationGracePeriodSeconds": negative_grace,
}

TABLES = Tables(
    rules=(NEGATIVE_GRACE,),
    checks={"core.v1.PodSpec": (never_blank("preemptionPolicy"),)},
    fields={
        **{f"core.v1.PodSpec.{field}": (check,) for field, check in _FIELDS.items()},
        "core.v1.PodReadinessGate.conditionType": (_qualified,),
    },
)
