"""Jobs: how often their Pods run, and what counts as done (``validateJobSpec``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.problems import Problem
from kubefence.rules.common import shown
from kubefence.rules.formats.domain_paths import domain_prefixed_path
from kubefence.rules.model import Rule, Site, Tables
from kubefence.yamldoc.document import Path

MOST_INDEXES = 100_000
MOST_WITH_MANY_INDEXES = 10_000
LONGEST_MANAGER = 63

_JOB = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  {line}
  template:
    spec:
      restartPolicy: {policy}
      containers:
        - name: import
          image: registry.example.com/import:1.0.0
"""

RESTART_POLICY = Rule(
    id="job-restart-policy",
    title=Text("Job 没有写 Never 或 OnFailure", "a Job without Never or OnFailure"),
    why=Text(
        "Pod 的 restartPolicy 默认是 Always，而 Job 的 Pod 运行完就应结束，因此必须写明，否则服务器拒绝。",
        "Pods restart Always by default, but those of a Job end; so the policy has to be written, or the server "
        "refuses the Job.",
    ),
    fix=Text(
        "在模板里写 restartPolicy: Never（失败时换新 Pod）或 OnFailure（在原 Pod 里重启）。",
        "Write restartPolicy: Never (a new Pod after a failure) or OnFailure (restart in place) into the template.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/job/#pod-template",
    wrong=_JOB.format(line="backoffLimit: 3", policy="Always"),
    right=_JOB.format(line="backoffLimit: 3", policy="Never"),
)
NOT_INDEXED = Rule(
    id="job-not-indexed",
    title=Text("只用于 Indexed Job 的字段", "a field for Indexed Jobs only"),
    why=Text(
        "backoffLimitPerIndex、maxFailedIndexes 和 successPolicy 都按索引计算，默认的 NonIndexed 模式没有索引，服务器拒绝。",
        "backoffLimitPerIndex, maxFailedIndexes and successPolicy count by index; the default mode NonIndexed has none, "
        "so the server refuses them.",
    ),
    fix=Text(
        "写上 completionMode: Indexed 和 completions，或删掉这个字段。",
        "Write completionMode: Indexed and completions, or remove the field.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/job/#completion-mode",
    wrong=_JOB.format(line="backoffLimitPerIndex: 1", policy="Never"),
    right=_JOB.format(line="backoffLimitPerIndex: 1\n  completionMode: Indexed\n  completions: 5", policy="Never"),
)
MANY_INDEXES = Rule(
    id="job-with-many-indexes",
    title=Text("索引太多、并行度太高的 Job", "a Job with very many indexes at once"),
    why=Text(
        "completions 超过 10 万且 parallelism 超过 1 万时，失败的索引一多，状态里可能记不下已完成的索引，服务器给出警告。",
        "With more than 100,000 completions and a parallelism above 10,000 the status may not hold the completed "
        "indexes once many fail; the server warns.",
    ),
    fix=Text(
        "减小 completions 或 parallelism，或把任务拆成几个 Job。",
        "Lower one of the two, or split the work into several Jobs.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/job/#completion-mode",
    wrong=_JOB.format(line="completionMode: Indexed\n  completions: 200000\n  parallelism: 20000", policy="Never"),
    right=_JOB.format(line="completionMode: Indexed\n  completions: 200000\n  parallelism: 10000", policy="Never"),
    severity=Severity.WARNING,
)


def restart_policy(spec: Site) -> Iterator[Problem]:
    """Never or OnFailure has to be written; with podFailurePolicy only Never."""
    template = spec.child("template")
    pod = template.child("spec") if template is not None else None
    policy = pod.value.get("restartPolicy") if pod is not None else None
    if pod is None or (policy is not None and not isinstance(policy, str)):
        return
    if policy in (None, "", "Always"):
        said = (
            ("不能是 Always", "cannot be Always")
            if policy
            else ("没有写（默认是 Always）", "is missing (default Always)")
        )
        yield pod.problem(
            RESTART_POLICY.id,
            "restartPolicy",
            f"Job 的 restartPolicy {said[0]}：写 Never 或 OnFailure",
            f"restartPolicy {said[1]}: a Job needs Never or OnFailure",
        )
    elif policy == "OnFailure" and spec.has("podFailurePolicy"):
        yield pod.problem(
            "invalid-value",
            "restartPolicy",
            "写了 podFailurePolicy 时 restartPolicy 只能是 Never",
            "with podFailurePolicy restartPolicy can only be Never",
        )


def completions_of(spec: Site) -> int | None:
    """The completions after ``SetDefaults_Job``, which does not reach into the template of a CronJob."""
    if spec.has("completions") or spec.has("parallelism"):
        return spec.number("completions")
    return None if spec.parent is not None and spec.parent.definition == "batch.v1.JobTemplateSpec" else 1


def modes(spec: Site) -> Iterator[Problem]:
    """What Indexed asks for, and what it alone has."""
    if spec.text("completionMode") == "Indexed":
        yield from _indexed(spec)
        return
    for field in ("backoffLimitPerIndex", "maxFailedIndexes", "successPolicy"):
        if spec.has(field):
            yield spec.problem(
                NOT_INDEXED.id,
                field,
                f"{field} 需要 completionMode: Indexed",
                f"{field} needs completionMode: Indexed",
            )


def _indexed(spec: Site) -> Iterator[Problem]:
    completions = completions_of(spec)
    if completions is None and not spec.has("completions"):
        yield from spec.missing("completions", "completionMode 为 Indexed", "completionMode is Indexed")
    most, many = MOST_INDEXES, completions is not None and completions > MOST_INDEXES
    if many and spec.has("backoffLimitPerIndex"):
        most = MOST_WITH_MANY_INDEXES
        if not spec.has("maxFailedIndexes"):
            yield from spec.missing(
                "maxFailedIndexes", f"completions 超过 {MOST_INDEXES}", f"completions is above {MOST_INDEXES}"
            )
    yield from _at_most(spec, "parallelism", most)
    yield from _at_most(spec, "maxFailedIndexes", most if completions is None else min(most, completions))
    if many and most == MOST_INDEXES and MOST_WITH_MANY_INDEXES < (spec.number("parallelism") or 0) <= most:
        yield spec.problem(
            MANY_INDEXES.id,
            (),
            f"completions 超过 {MOST_INDEXES} 时 parallelism 最好不超过 {MOST_WITH_MANY_INDEXES}，否则可能记不下已完成的索引",
            f"above {MOST_INDEXES} completions a parallelism above {MOST_WITH_MANY_INDEXES} may lose track of indexes",
            severity=Severity.WARNING,
        )


def _at_most(spec: Site, field: str, most: int) -> Iterator[Problem]:
    number = spec.number(field)
    if number is not None and number > most:
        yield spec.problem(
            "out-of-range",
            field,
            f"{field} 不能是 {number}，最大为 {most}",
            f"{field} cannot be {number}, the most is {most}",
        )


def failed_indexes(spec: Site) -> Iterator[Problem]:
    """maxFailedIndexes means nothing without backoffLimitPerIndex."""
    if spec.has("maxFailedIndexes") and not spec.has("backoffLimitPerIndex"):
        yield from spec.missing("backoffLimitPerIndex", "写了 maxFailedIndexes", "maxFailedIndexes is given")


def replacement(spec: Site) -> Iterator[Problem]:
    """``validatePodReplacementPolicy``: podFailurePolicy replaces Pods that failed."""
    policy = spec.value.get("podReplacementPolicy")
    if policy == "TerminatingOrFailed" and spec.has("podFailurePolicy"):
        yield spec.problem(
            "invalid-value",
            "podReplacementPolicy",
            "写了 podFailurePolicy 时 podReplacementPolicy 只能是 Failed",
            "with podFailurePolicy podReplacementPolicy can only be Failed",
        )


def manager(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``managedBy`` names a controller: ``example.com/controller``."""
    wrong = domain_prefixed_path(value) if isinstance(value, str) else None
    if wrong is None and isinstance(value, str) and len(value) > LONGEST_MANAGER:
        wrong = Text(f"不超过 {LONGEST_MANAGER} 个字符", f"at most {LONGEST_MANAGER} characters")
    if wrong:
        yield site.problem(
            "invalid-format", at, f"{shown(value)} 的写法不对：{wrong.zh}", f"{shown(value)}: {wrong.en}"
        )


def not_blank(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """An empty string in a field that has a default only where it is left out."""
    if value == "":
        yield site.problem(
            "invalid-value",
            at,
            f"{at[0]} 不能为空：删掉它就用默认值",
            f"{at[0]} is empty: remove it to get the default",
        )


TABLES = Tables(
    rules=(RESTART_POLICY, NOT_INDEXED, MANY_INDEXES),
    checks={"batch.v1.JobSpec": (restart_policy, modes, failed_indexes, replacement)},
    fields={
        "batch.v1.JobSpec.managedBy": (manager,),
        "batch.v1.JobSpec.completionMode": (not_blank,),
        "batch.v1.JobSpec.podReplacementPolicy": (not_blank,),
    },
)
