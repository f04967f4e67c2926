"""How Deployments and DaemonSets replace their Pods: the strategy, and the room it leaves."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats.int_or_percent import amount
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.amounts import must_be_count_or_percent

_MANIFEST = """\
apiVersion: apps/v1
kind: {kind}
metadata:
  name: web
spec:
  {strategy}:
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: {surge}
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

NO_ROOM = Rule(
    id="rollout-without-room",
    title=Text("maxSurge 和 maxUnavailable 同时为 0", "maxSurge and maxUnavailable both 0"),
    why=Text(
        "既不能多一个 Pod，也不能少一个 Pod，滚动更新一步也走不了，因此服务器拒绝。",
        "With no Pod more and no Pod less, a rolling update cannot take a single step; the server refuses it.",
    ),
    fix=Text("把其中一个改成大于 0 的数或百分比。", "Make one of them a number or percentage above 0."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#max-unavailable",
    wrong=_MANIFEST.format(kind="Deployment", strategy="strategy", surge=0),
    right=_MANIFEST.format(kind="Deployment", strategy="strategy", surge=1),
)
SURGE_AND_UNAVAILABLE = Rule(
    id="daemonset-surge-and-unavailable",
    title=Text("DaemonSet 同时设置了 maxSurge 和 maxUnavailable", "a DaemonSet with both maxSurge and maxUnavailable"),
    why=Text(
        "DaemonSet 更新时，要么先停旧 Pod（maxUnavailable，默认 1），要么先启新 Pod（maxSurge），"
        "服务器不接受两者都大于 0。",
        "A DaemonSet either stops the old Pod first (maxUnavailable, 1 by default) or starts the new one first "
        "(maxSurge); the server does not accept both above 0.",
    ),
    fix=Text("使用 maxSurge 时写明 maxUnavailable: 0。", "Write maxUnavailable: 0 where you use maxSurge."),
    source="https://kubernetes.io/zh-cn/docs/tasks/manage-daemon/update-daemon-set/",
    wrong=_MANIFEST.format(kind="DaemonSet", strategy="updateStrategy", surge=1).replace(
        "      maxUnavailable: 0\n", ""
    ),
    right=_MANIFEST.format(kind="DaemonSet", strategy="updateStrategy", surge=1),
)
ROLLING = ("", "RollingUpdate")


def recreate(strategy: Site) -> Iterator[Problem]:
    """``ValidateDeploymentStrategy``: Recreate takes no rollingUpdate."""
    if strategy.text("type") == "Recreate" and strategy.has("rollingUpdate"):
        yield strategy.problem(
            "forbidden-field",
            "rollingUpdate",
            "type 为 Recreate 时不能写 rollingUpdate：删掉它，或改用 RollingUpdate",
            "with type Recreate there is no rollingUpdate: remove it, or use RollingUpdate",
        )


def deployment_room(update: Site) -> Iterator[Problem]:
    """``ValidateRollingUpdateDeployment``; where only one of the two is given, the other is 25%."""
    if amount(update.value.get("maxSurge")) == 0 and amount(update.value.get("maxUnavailable")) == 0:
        yield _no_room(update)


def _no_room(update: Site) -> Problem:
    return update.problem(
        NO_ROOM.id,
        "maxUnavailable",
        "maxSurge 为 0 时 maxUnavailable 不能也为 0：更新无法进行",
        "maxUnavailable cannot be 0 where maxSurge is 0: the update could not move",
    )


def daemon_room(update: Site) -> Iterator[Problem]:
    """``ValidateRollingUpdateDaemonSet``, which runs for RollingUpdate only."""
    if update.parent is not None and update.parent.text("type") not in ROLLING:
        return
    for field in ("maxUnavailable", "maxSurge"):
        if update.has(field):
            yield from _FORM(update, (field,), update.value[field])
    if update.left_out("maxUnavailable") or update.left_out("maxSurge"):
        return
    unavailable = amount(update.value["maxUnavailable"]) if update.has("maxUnavailable") else 1
    surge = amount(update.value["maxSurge"]) if update.has("maxSurge") else 0
    if unavailable and surge:
        yield update.problem(
            SURGE_AND_UNAVAILABLE.id,
            "maxSurge",
            "maxUnavailable（默认 1）不为 0 时不能设置 maxSurge：写上 maxUnavailable: 0",
            "maxSurge cannot be set where maxUnavailable (1 by default) is not 0: write maxUnavailable: 0",
        )
    elif unavailable == 0 and surge == 0:
        yield _no_room(update)


_FORM = must_be_count_or_percent(100)

TABLES = Tables(
    rules=(NO_ROOM, SURGE_AND_UNAVAILABLE),
    checks={
        "apps.v1.DeploymentStrategy": (recreate,),
        "apps.v1.RollingUpdateDeployment": (deployment_room,),
        "apps.v1.RollingUpdateDaemonSet": (daemon_room,),
    },
    fields={
        "apps.v1.RollingUpdateDeployment.maxSurge": (must_be_count_or_percent(None),),
        "apps.v1.RollingUpdateDeployment.maxUnavailable": (must_be_count_or_percent(100),),
    },
)
