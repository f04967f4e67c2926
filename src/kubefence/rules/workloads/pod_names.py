"""Names of controllers, which become parts of the names and host names of their Pods."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Severity, Text
from kubefence.problems import Problem
from kubefence.rules.common import shown
from kubefence.rules.formats.names import LABEL_LENGTH, dns1123_label, dns1123_subdomain
from kubefence.rules.model import Rule, Site, Tables

GENERATED, LONGEST_BASE = 5, 58
"""What ``names.SimpleNameGenerator`` adds to generateName, and how much of it it keeps."""
DISTINCT_RULE = ("batch.v1.Job", "batch.v1.CronJob")
"""Kinds where a name that is too long has a rule of its own."""

_DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {name}
spec:
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

NOT_A_LABEL = Rule(
    id="name-unfit-for-pods",
    title=Text("控制器的名称不适合作 Pod 主机名", "a controller name that is no good host name"),
    why=Text(
        "Pod 的名称和主机名由控制器的名称派生，主机名不能含点、不能超过 63 个字符。服务器接受这样的名称，但给出警告。",
        "Names and host names of Pods come from the controller. A host name has no dots and at most 63 characters; "
        "the server accepts such a name with a warning.",
    ),
    fix=Text(
        "名称只用小写字母、数字和 -，不超过 63 个字符。", "Use lower-case letters, digits and -, at most 63 characters."
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#writing-a-deployment-spec",
    wrong=_DEPLOYMENT.format(name="web-v1.2"),
    right=_DEPLOYMENT.format(name="web-v1-2"),
    severity=Severity.WARNING,
)


def name_length(metadata: Site) -> int:
    """How long the name is, or will be once the server has completed generateName."""
    name, base = metadata.text("name"), metadata.text("generateName")
    return len(name) if name or not base else min(len(base), LONGEST_BASE) + GENERATED


def fit_for_pods(controller: Site) -> Iterator[Problem]:
    """The warning that ``WarningsOnCreate`` gives where the name is no DNS label."""
    metadata = controller.child("metadata")
    name = metadata.text("name") if metadata is not None else ""
    if not name or metadata is None or dns1123_subdomain(name) or not dns1123_label(name):
        return  # right, or wrong altogether and so refused
    if controller.definition in DISTINCT_RULE and len(name) > LABEL_LENGTH:
        return
    yield metadata.problem(
        NOT_A_LABEL.id,
        "name",
        f"{shown(name)} 会用在 Pod 的名称和主机名里：最好不含点，且不超过 63 个字符",
        f"{shown(name)} goes into names and host names of Pods: better without dots, and at most 63 characters",
        severity=Severity.WARNING,
    )


TABLES = Tables(
    rules=(NOT_A_LABEL,),
    checks=dict.fromkeys(
        ("apps.v1.Deployment", "apps.v1.ReplicaSet", "core.v1.ReplicationController", *DISTINCT_RULE), (fit_for_pods,)
    ),
)
