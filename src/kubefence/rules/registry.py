"""Every module of rules, by name: a rule that is not listed here does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from kubefence import catalog
from kubefence.findings import Text
from kubefence.rules import (
    access,
    admission,
    containers,
    decoder,
    extensions,
    generic,
    networking,
    objects,
    platform,
    podspec,
    storage,
    workloads,
)
from kubefence.rules.model import Rule, Tables

T = TypeVar("T")

MODULES: tuple[Tables, ...] = (
    generic.TABLES,
    *decoder.MODULES,
    *objects.MODULES,
    *workloads.MODULES,
    *containers.MODULES,
    *podspec.MODULES,
    *networking.MODULES,
    *storage.MODULES,
    *access.MODULES,
    *admission.MODULES,
    *extensions.MODULES,
    *platform.MODULES,
)


@cache
def tables() -> Tables:
    """The tables of all modules together."""
    return Tables(
        rules=tuple(rule for module in MODULES for rule in module.rules),
        checks=_together(module.checks for module in MODULES),
        fields=_together(module.fields for module in MODULES),
        types=_together(module.types for module in MODULES),
    )


def rules() -> Mapping[str, Rule]:
    """Id to rule."""
    return {rule.id: rule for rule in tables().rules}


def titles() -> Mapping[str, Text]:
    """Id to title."""
    return {rule.id: rule.title for rule in tables().rules}


def title(rule: str) -> Text | None:
    """What a rule is about, None for an id that no rule has."""
    return catalog.RULES.get(rule) or titles().get(rule)


def _together(parts: Iterable[Mapping[str, Sequence[T]]]) -> dict[str, tuple[T, ...]]:
    """One mapping with the entries of all ``parts``, in their order."""
    whole: dict[str, tuple[T, ...]] = {}
    for part in parts:
        for name, checks in part.items():
            whole[name] = (*whole.get(name, ()), *checks)
    return whole
