"""Fields of features that are off by default: the API server drops them (``dropDisabledFields``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site, Tables, only
from kubefence.rules.vocabulary.versions import only_field
from kubefence.yamldoc.document import Path

OFF: dict[str, tuple[str, str, str]] = {
    "PodSpec.schedulingGroup": ("GenericWorkload", "1.36", "1.36"),
    "EmptyDirVolumeSource.mode": ("EmptyDirVolumeMode", "1.37", "1.37"),
}
"""Field to the gate that it belongs to, and the first and last version in which it is there and off."""


def dropped(gate: str) -> FieldCheck:
    """What is written has no effect."""

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        yield _ignored(site, str(at[0]), gate)

    return check


def workload_reference(spec: Site) -> Iterator[Problem]:
    """A field that only 1.35 had, before ``schedulingGroup`` took its place."""
    if "workloadRef" in spec.value:
        yield _ignored(spec, "workloadRef", "GenericWorkload")


def _ignored(site: Site, field: str, gate: str) -> Problem:
    return site.problem(
        "ignored-field",
        field,
        f"{field} 属于默认关闭的特性 {gate}，API 服务器会丢弃它",
        f"{field} belongs to {gate}, which is off by default, so the API server drops it",
        severity=Severity.WARNING,
    )


TABLES = Tables(
    checks={"core.v1.PodSpec": (only(workload_reference, since="1.35", until="1.35"),)},
    fields={
        f"core.v1.{field}": (only_field(dropped(gate), since=since, until=until),)
        for field, (gate, since, until) in OFF.items()
    },
)
