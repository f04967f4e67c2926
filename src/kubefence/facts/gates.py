"""The feature gates of Kubernetes and what became of them, read once; ``scripts/update_gates.py`` regenerates them."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import NamedTuple

from kubefence.versions import Version, parse_version


class Stage(NamedTuple):
    """What a gate is from a version on."""

    name: str
    """``Alpha``, ``Beta``, ``GA``, ``Deprecated`` or ``gone``."""
    on: bool | None
    """Whether the feature is on by default; None where nothing says it."""
    since: Version


@cache
def gates() -> dict[str, tuple[Stage, ...]]:
    """The name of every gate to its stages, in their order."""
    text = (resources.files(__package__) / "gates.json").read_text(encoding="utf-8")
    table: dict[str, str] = json.loads(text)
    table.pop("source")
    return {name: tuple(map(_stage, life.split(", "))) for name, life in table.items()}


def stage_at(name: str, version: Version) -> Stage | None:
    """The stage of a gate in a version; None before there was such a gate. Of several in one minor, the last."""
    return next((stage for stage in reversed(gates()[name]) if stage.since <= version), None)


def off(name: str) -> tuple[Version, Version | None]:
    """The first and the last version in which a gate is off by default; None where it still is.

    Of a minor version in which it was on and then off the last patch counts.
    """
    stages = gates()[name]
    last = max(number for number, stage in enumerate(stages) if stage.on is False)
    since = next(stage.since for stage in stages if stage.on is False)
    if last + 1 == len(stages):
        return since, None
    major, minor = stages[last + 1].since
    return since, Version(major, minor - 1)


def _stage(text: str) -> Stage:
    name, *switch, since = text.split(" ")
    return Stage(name, {"on": True, "off": False}.get("".join(switch)), parse_version(since))
