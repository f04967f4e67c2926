"""Runtime classes: the handler, what it costs, and where it runs (``ValidateRuntimeClass``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.formats.names import dns1123_label, label_value, qualified_name
from kubefence.formats.resources import are_huge_pages_alone, container_resource
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.amounts import amounts
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.yamldoc.document import Path


def overhead(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateOverhead``: resources that a container can ask for."""
    given = value if isinstance(value, dict) else {}
    if are_huge_pages_alone(given):
        zh, en = "使用大页时还必须写 cpu 或 memory", "huge pages need cpu or memory besides"
        yield site.problem("missing-field", at, zh, en, anchor=Anchor.KEY)
    for name in given:
        wrong = container_resource(name)
        if wrong:
            yield site.problem(
                "unknown-resource",
                (*at, name),
                f"没有资源 {shown(name)}：{wrong.zh}",
                f"there is no resource {shown(name)}: {wrong.en}",
                anchor=Anchor.KEY,
            )


def placement(scheduling: Site) -> Iterator[Problem]:
    """``validateScheduling``: labels of nodes that can be, and no toleration twice."""
    for key, value in scheduling.mapping("nodeSelector").items():
        wrong = qualified_name(key) or (label_value(value) if isinstance(value, str) else None)
        if wrong:
            at = ("nodeSelector", key)
            zh, en = f"标签 {shown(key)} 不合规：{wrong.zh}", f"the label {shown(key)}: {wrong.en}"
            yield scheduling.problem("invalid-label", at, zh, en, anchor=Anchor.KEY, named=at[:1])
    given = scheduling.items("tolerations")
    for index, toleration in enumerate(given):
        if isinstance(toleration, dict) and toleration in given[:index]:
            yield scheduling.problem(
                "duplicate-entry", ("tolerations", index), "这条容忍度重复了", "this toleration is given twice"
            )


TABLES = Tables(
    checks={"node.v1.Scheduling": (placement,)},
    fields={
        "node.v1.RuntimeClass.handler": (must_have_form("invalid-name", dns1123_label),),
        "node.v1.Overhead.podFixed": (overhead, amounts),
    },
)
