"""Counts and times of workloads that cannot be negative (``ValidateNonnegativeField``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.values import must_lie_in

NEVER_NEGATIVE = {
    "apps.v1.DeploymentSpec": ("replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"),
    "apps.v1.ReplicaSetSpec": ("replicas", "minReadySeconds"),
    "apps.v1.StatefulSetSpec": ("replicas", "minReadySeconds"),
    "apps.v1.StatefulSetOrdinals": ("start",),
    "apps.v1.DaemonSetSpec": ("minReadySeconds", "revisionHistoryLimit"),
    "core.v1.ReplicationControllerSpec": ("replicas", "minReadySeconds"),
    "autoscaling.v1.ScaleSpec": ("replicas",),
    "batch.v1.JobSpec": (
        "parallelism",
        "completions",
        "activeDeadlineSeconds",
        "backoffLimit",
        "backoffLimitPerIndex",
        "maxFailedIndexes",
        "ttlSecondsAfterFinished",
    ),
    "batch.v1.CronJobSpec": ("startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"),
}
DEFAULT_PROGRESS_DEADLINE = 600

_DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  minReadySeconds: 60
  progressDeadlineSeconds: {deadline}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: nginx
          image: nginx:1.30
"""

PROGRESS_DEADLINE = Rule(
    id="progress-deadline-too-short",
    title=Text("进度期限不大于最短就绪时间", "a progress deadline within the minimum ready time"),
    why=Text(
        "Pod 就绪满 minReadySeconds 才算可用；期限 progressDeadlineSeconds（默认 600 秒）不比它长，"
        "上线必然超时，服务器拒绝。",
        "A Pod counts as available after minReadySeconds. A deadline (600 seconds by default) that is not longer "
        "would always be missed, so the server refuses it.",
    ),
    fix=Text(
        "增大 progressDeadlineSeconds，或减小 minReadySeconds。",
        "Raise progressDeadlineSeconds, or lower minReadySeconds.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds",
    wrong=_DEPLOYMENT.format(deadline=60),
    right=_DEPLOYMENT.format(deadline=300),
)


def progress_deadline(spec: Site) -> Iterator[Problem]:
    """``ValidateDeploymentSpec``: progressDeadlineSeconds is greater than minReadySeconds."""
    ready, given = spec.number("minReadySeconds") or 0, spec.number("progressDeadlineSeconds")
    deadline = DEFAULT_PROGRESS_DEADLINE if given is None else given
    if 0 <= deadline <= ready:
        zh, en = ("默认的 ", "the default ") if given is None else ("", "")
        yield spec.problem(
            PROGRESS_DEADLINE.id,
            "progressDeadlineSeconds",
            f"{zh}progressDeadlineSeconds {deadline} 应大于 minReadySeconds {ready}",
            f"{en}progressDeadlineSeconds {deadline} has to be greater than minReadySeconds {ready}",
            also=(Also((*spec.path, "minReadySeconds"), Text("最短就绪时间", "the minimum ready time")),),
        )


TABLES = Tables(
    rules=(PROGRESS_DEADLINE,),
    checks={"apps.v1.DeploymentSpec": (progress_deadline,)},
    fields={
        f"{definition}.{field}": (must_lie_in(0, None),)
        for definition, fields in NEVER_NEGATIVE.items()
        for field in fields
    },
)
