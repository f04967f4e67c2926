"""Jobs: what their Pods do at the end, and who manages them (``validateJobSpec``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.domain_paths import domain_prefixed_path
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.values import never_blank, shown
from kubefence.yamldoc.document import Path

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


def _policy(spec: Site) -> Any:
    """The restartPolicy of the template; False where the schema has something to say of the way to it."""
    found: Any = spec.value
    for step in ("template", "spec", "restartPolicy"):
        if not isinstance(found, dict | None):
            return False
        found = (found or {}).get(step)
    return found


def _without_spec(spec: Site) -> bool:
    """Whether the template is shown in part, and its spec is not."""
    return spec.open_at("template") and not spec.mapping("template").get("spec")


def restart_policy(spec: Site) -> Iterator[Problem]:
    """Never or OnFailure has to be written; with podFailurePolicy only Never."""
    policy = _policy(spec)
    if not isinstance(policy, str | None) or not spec.has("template"):
        return
    if policy is None and (spec.open_at("template", "spec") or _without_spec(spec)):
        return
    if policy in (None, "", "Always"):
        said = (
            ("不能是 Always", "cannot be Always")
            if policy
            else ("没有写（默认是 Always）", "is missing (default Always)")
        )
        yield spec.problem(
            RESTART_POLICY.id,
            ("template", "spec", "restartPolicy"),
            f"Job 的 restartPolicy {said[0]}：写 Never 或 OnFailure",
            f"restartPolicy {said[1]}: a Job needs Never or OnFailure",
        )
    elif policy == "OnFailure" and spec.has("podFailurePolicy"):
        yield spec.problem(
            "invalid-value",
            ("template", "spec", "restartPolicy"),
            "写了 podFailurePolicy 时 restartPolicy 只能是 Never",
            "with podFailurePolicy restartPolicy can only be Never",
        )


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


TABLES = Tables(
    rules=(RESTART_POLICY,),
    checks={"batch.v1.JobSpec": (restart_policy, replacement, never_blank("completionMode", "podReplacementPolicy"))},
    fields={
        "batch.v1.JobSpec.managedBy": (manager,),
    },
)
