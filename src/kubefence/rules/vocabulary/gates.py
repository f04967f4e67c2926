"""Fields of features that are off by default: the API server drops what is written in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kubefence.facts.gates import off
from kubefence.findings import Severity
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path


def dropped(gate: str, *, since: str = "") -> FieldCheck:
    """What is written has no effect while the gate is off (``dropDisabledFields``).

    ``since`` is the first version that has the field, where that is younger than its gate.
    """
    first = parse_version(since) if since else None

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        if value not in ("", []):
            begin, end = off(gate)
            problem = site.problem(
                "ignored-field",
                at,
                f"{at[0]} 属于默认关闭的特性门控 {gate}，API 服务器会丢弃它",
                f"{at[0]} belongs to the feature gate {gate}, off by default, so the API server drops it",
                severity=Severity.WARNING,
            )
            yield replace(problem, since=first or begin, until=end)

    return check


def all_dropped(gates: Mapping[str, str]) -> dict[str, tuple[FieldCheck, ...]]:
    """The checks of fields, each of which belongs to a gate."""
    return {field: (dropped(gate),) for field, gate in gates.items()}
