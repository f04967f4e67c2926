"""Priority classes: names and values that are kept for the system (``ValidatePriorityClass``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.values import must_be_one_of, shown

HIGHEST = 1_000_000_000
"""``HighestUserDefinablePriority``; the system's own are above it."""
SYSTEM = {"system-node-critical": 2_000_001_000, "system-cluster-critical": 2_000_000_000}
_PREFIX = "system-"

_CLASS = """\
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: {name}
value: 100000
"""

RESERVED = Rule(
    id="reserved-priority-class",
    title=Text("占用了系统保留的优先级类名", "a PriorityClass with a name that is kept for the system"),
    why=Text(
        "以 system- 开头的名称留给 Kubernetes 自己的组件，服务器拒绝用户创建这样的优先级类。",
        "Names that start with system- are kept for components of Kubernetes; the server refuses such a class.",
    ),
    fix=Text("换一个不以 system- 开头的名称。", "Choose a name that does not start with system-."),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass",
    wrong=_CLASS.format(name="system-important"),
    right=_CLASS.format(name="important"),
)


def reserved(priority: Site) -> Iterator[Problem]:
    """Names with the prefix of the system, and values above those of users."""
    metadata, value = priority.child("metadata"), priority.number("value")
    field = "name" if metadata and metadata.text("name") else "generateName"
    name = metadata.text(field) if metadata else ""
    if priority.left_out("metadata") or priority.left_out("value"):
        return
    if name.startswith(_PREFIX):
        given = value if priority.has("value") else 0
        if name not in SYSTEM or SYSTEM[name] != given or priority.flag("globalDefault"):
            yield priority.problem(
                RESERVED.id,
                ("metadata", field),
                f"名称 {shown(name)} 以 system- 开头，只留给系统：换一个名称",
                f"the name {shown(name)} starts with system-, which is kept for the system: choose another",
            )
    elif value is not None and value > HIGHEST:
        yield priority.problem(
            "out-of-range",
            "value",
            f"value 不能是 {value}，最大为 {HIGHEST}",
            f"value is at most {HIGHEST}, not {value}",
        )


TABLES = Tables(
    rules=(RESERVED,),
    checks={"scheduling.v1.PriorityClass": (reserved,)},
    fields={
        "scheduling.v1.PriorityClass.preemptionPolicy": (
            must_be_one_of(("PreemptLowerPriority", "Never"), empty=False),
        )
    },
)
