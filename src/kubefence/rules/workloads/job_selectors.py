"""Jobs: labels and selector are made by the API server, unless manualSelector says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.rules.workloads.generated_names import name_length
from kubefence.rules.workloads.label_selectors import unmet
from kubefence.rules.workloads.selectors import mismatch, template_labels

NAME_LABELS = ("batch.kubernetes.io/job-name", "job-name")
UID_LABELS = ("batch.kubernetes.io/controller-uid", "controller-uid")
LONGEST_NAME = 63

_JOB = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: {name}
spec:
{selector}  template:
    metadata:
      labels:
        app: import
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example.com/import:1.0.0
"""

SELECTOR_SET = Rule(
    id="job-selector-set",
    title=Text("给 Job 写了选择算符或它的标签", "a Job with a selector or labels of its own"),
    why=Text(
        "服务器用 Job 的 UID 生成选择算符和 controller-uid、job-name 标签，防止误认别人的 Pod；"
        "自己写的对不上，因此被拒绝。常见于把 kubectl get -o yaml 的输出再次提交。",
        "The server makes the selector and the labels controller-uid and job-name from the UID of the Job, so that it "
        "owns no Pods of others; what is written by hand does not fit and is refused. Seen where the output of "
        "kubectl get -o yaml is applied again.",
    ),
    fix=Text(
        "删掉 selector 和模板里的这些标签；确实需要自定义时写 manualSelector: true。",
        "Remove the selector and those labels; write manualSelector: true where you really need your own.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/job/#pod-selector",
    wrong=_JOB.format(name="import", selector="  selector:\n    matchLabels:\n      app: import\n"),
    right=_JOB.format(name="import", selector=""),
)
NAME_TOO_LONG = Rule(
    id="job-name-too-long",
    title=Text("Job 的名称超过 63 个字符", "a Job name of more than 63 characters"),
    why=Text(
        "服务器把 Job 的名称写进 Pod 模板的 job-name 标签，标签的值最多 63 个字符。",
        "The server writes the name into the label job-name of the Pod template, and the value of a label has at most "
        "63 characters.",
    ),
    fix=Text("缩短 metadata.name。", "Shorten metadata.name."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/job/#writing-a-job-spec",
    wrong=_JOB.format(name="import-" + "-".join(["customer-orders"] * 4), selector=""),
    right=_JOB.format(name="import-customer-orders", selector=""),
)
UNKNOWN: Any = object()
"""The UID, which no manifest can know; it equals nothing."""


def selector(job: Site) -> Iterator[Problem]:
    """``validateGeneratedSelector``, after the strategy has made what it makes."""
    spec = job.child("spec")
    if spec is None:
        return
    if spec.flag("manualSelector"):
        if not spec.has("selector"):
            yield from spec.missing("selector", "manualSelector 为 true", "manualSelector is true")
        yield from mismatch(spec)
        return
    name = _name(job)
    made = {**dict.fromkeys(NAME_LABELS, name), **dict.fromkeys(UID_LABELS, UNKNOWN)}
    given = spec.child("selector")
    if given is not None and any(True for _ in unmet(given, made)):
        yield spec.problem(
            SELECTOR_SET.id,
            "selector",
            "Job 的选择算符由服务器生成：删掉 selector，或写 manualSelector: true",
            "the server makes the selector of a Job: remove it, or write manualSelector: true",
        )
    yield from _labels(spec, name)


def _name(job: Site) -> Any:
    metadata = job.child("metadata")
    return (metadata.text("name") if metadata is not None else "") or UNKNOWN


def _labels(spec: Site, name: Any) -> Iterator[Problem]:
    labels = template_labels(spec) or {}
    for key in (*NAME_LABELS, *UID_LABELS):
        value = "" if labels.get(key, "") is None else labels.get(key)  # null is an empty text to the server
        if isinstance(value, str) and (key in UID_LABELS or value != name):
            yield spec.problem(
                SELECTOR_SET.id,
                ("template", "metadata", "labels", key),
                f"标签 {key} 由服务器填写，不能是 {shown(value)}：删掉它",
                f"the server fills in the label {key}, it cannot be {shown(value)}: remove it",
            )


def name_fits(job: Site) -> Iterator[Problem]:
    """The name becomes the value of a label, unless the labels are made by hand."""
    metadata = job.child("metadata")
    name = metadata.text("name") if metadata is not None else ""
    if len(name) > LONGEST_NAME and metadata is not None and not _by_hand(job):
        yield metadata.problem(
            NAME_TOO_LONG.id,
            "name",
            f"名称有 {len(name)} 个字符，Job 最多 {LONGEST_NAME} 个：它要写进标签 job-name",
            f"the name has {len(name)} characters, a Job can have {LONGEST_NAME}: it becomes the label job-name",
        )


def _by_hand(job: Site) -> bool:
    spec = job.child("spec")
    return spec is not None and spec.flag("manualSelector")


def index_fits(job: Site) -> Iterator[Problem]:
    """``ValidateJob``: the Pods of an Indexed Job take their host names from it."""
    spec, metadata = job.child("spec"), job.child("metadata")
    if spec is None or metadata is None or spec.text("completionMode") != "Indexed":
        return
    field = "name" if metadata.has("name") else "generateName"
    index, length = (spec.number("completions") or 0) - 1, name_length(metadata)
    fits = length + len(f"-{index}") <= LONGEST_NAME and "." not in metadata.text(field)
    told = length > LONGEST_NAME and not _by_hand(job)  # of a name that is too long as it is
    if index >= 0 and length > 0 and not told and not fits:
        yield metadata.problem(
            "invalid-name",
            field,
            f"Indexed Job 的 Pod 主机名是名称加 -{index}，应不超过 {LONGEST_NAME} 个字符且不含点",
            f"a Pod of this Indexed Job has the name and -{index} as its host name, which may have at most "
            f"{LONGEST_NAME} characters and no dots",
        )


def of_cron_job(template: Site) -> Iterator[Problem]:
    """``ValidateJobTemplateSpec``: the selector is always made."""
    spec = template.child("spec")
    if spec is None:
        return
    for field, bad in (("selector", spec.has("selector")), ("manualSelector", spec.flag("manualSelector"))):
        if bad:
            place = Also((*spec.path, field), Text("删掉它", "remove it"))
            yield spec.problem(
                "forbidden-field",
                field,
                f"CronJob 创建的 Job 总是自动生成选择算符，不能写 {field}",
                f"the selector of the Jobs of a CronJob is always made, so {field} cannot be given",
                also=(place,),
            )


TABLES = Tables(
    rules=(SELECTOR_SET, NAME_TOO_LONG),
    checks={"batch.v1.Job": (selector, name_fits, index_fits), "batch.v1.JobTemplateSpec": (of_cron_job,)},
)
