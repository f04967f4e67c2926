"""Secrets for pulling images: what the API server accepts, but warns of (``warningsForPodSpecAndMeta``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.parts import keyed, repeats
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

USELESS = Rule(
    id="useless-pull-secret",
    title=Text("imagePullSecrets 的条目重复或没有名字", "an entry of imagePullSecrets without a name, or given twice"),
    why=Text(
        "没有 name 的条目不指向任何 Secret；重复的条目在 kubectl apply 更新时会丢失。API 服务器给出警告。",
        "An entry without a name is no Secret, and one of two equal entries gets lost on an update with "
        "kubectl apply; the API server warns.",
    ),
    fix=Text("写上 Secret 的名字，删掉重复的条目。", "Name the Secret, and remove what is there twice."),
    source="https://kubernetes.io/zh-cn/docs/tasks/configure-pod-container/pull-image-private-registry/",
    wrong=pod("imagePullSecrets:\n  - name: registry\n  - name: registry\n"),
    right=pod("imagePullSecrets:\n  - name: registry\n"),
    severity=Severity.WARNING,
)


def pull_secrets(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Each with a name, each once."""
    for place, name in keyed(spec, "imagePullSecrets"):
        if name is None or name == "":
            yield spec.problem(
                USELESS.id,
                place,
                "这一条没有 name，不指向任何 Secret",
                "this entry has no name, so it is no Secret",
                severity=Severity.WARNING,
            )
    for place, name, also in repeats(spec, keyed(spec, "imagePullSecrets")):
        yield spec.problem(
            USELESS.id,
            place,
            f"{shown(name)} 写了两次，删掉一个",
            f"{shown(name)} is given twice, remove one",
            severity=Severity.WARNING,
            also=also,
        )


TABLES = Tables(rules=(USELESS,), fields={"core.v1.PodSpec.imagePullSecrets": (pull_secrets,)})
