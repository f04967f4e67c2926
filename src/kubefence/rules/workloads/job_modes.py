"""Jobs: how many Pods they run, and what the mode Indexed asks for (``validateJobSpec``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Severity, Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables

MOST_INDEXES = 100_000
MOST_WITH_MANY_INDEXES = 10_000

_JOB = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  {line}
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example.com/import:1.0.0
"""

NOT_INDEXED = Rule(
    id="job-not-indexed",
    title=Text("只用于 Indexed Job 的字段", "a field for Indexed Jobs only"),
    why=Text(
        "backoffLimitPerIndex、maxFailedIndexes 和 successPolicy 都按索引计算，"
        "默认的 NonIndexed 模式没有索引，服务器拒绝。",
        "backoffLimitPerIndex, maxFailedIndexes and successPolicy count by index; the default mode NonIndexed has "
        "none, so the server refuses them.",
    ),
    fix=Text(
        "写上 completionMode: Indexed 和 completions，或删掉这个字段。",
        "Write completionMode: Indexed and completions, or remove the field.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/job/#completion-mode",
    wrong=_JOB.format(line="backoffLimitPerIndex: 1"),
    right=_JOB.format(line="backoffLimitPerIndex: 1\n  completionMode: Indexed\n  completions: 5"),
)
MANY_INDEXES = Rule(
    id="job-with-many-indexes",
    title=Text("索引太多、并行度太高的 Job", "a Job with very many indexes at once"),
    why=Text(
        "completions 超过 10 万且 parallelism 超过 1 万时，失败的索引一多，"
        "状态里可能记不下已完成的索引，服务器给出警告。",
        "With more than 100,000 completions and a parallelism above 10,000 the status may not hold the completed "
        "indexes once many fail; the server warns.",
    ),
    fix=Text(
        "减小 completions 或 parallelism，或把任务拆成几个 Job。",
        "Lower one of the two, or split the work into several Jobs.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/job/#completion-mode",
    wrong=_JOB.format(line="completionMode: Indexed\n  completions: 200000\n  parallelism: 20000"),
    right=_JOB.format(line="completionMode: Indexed\n  completions: 200000\n  parallelism: 10000"),
    severity=Severity.WARNING,
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
    if spec.left_out("completionMode"):
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
            f"completions 超过 {MOST_INDEXES} 时 parallelism 最好不超过 {MOST_WITH_MANY_INDEXES}，"
            "否则可能记不下已完成的索引",
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


TABLES = Tables(rules=(NOT_INDEXED, MANY_INDEXES), checks={"batch.v1.JobSpec": (modes, failed_indexes)})
