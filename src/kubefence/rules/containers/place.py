"""Where a container stands: in which list of which Pod."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site
from kubefence.yamldoc.document import Path

REGULAR, INIT, EPHEMERAL = "containers", "initContainers", "ephemeralContainers"
TYPES = ("core.v1.Container", "core.v1.EphemeralContainer")


class Entry(NamedTuple):
    """A container as it is written, and its path below the Pod spec."""

    list: str
    path: Path
    value: dict[str, Any]


def containers_in(spec: Site, *lists: str) -> Iterator[Entry]:
    """The containers of a Pod spec, list by list."""
    for name in lists:
        listed = spec.value.get(name)
        if isinstance(listed, list):
            for index, item in enumerate(listed):
                if isinstance(item, dict):
                    yield Entry(name, (name, index), item)


def own_list(container: Site) -> str:
    """The list that a container is in, "" where it stands alone in a fragment."""
    if len(container.path) > 1 and container.path[-2] in (REGULAR, INIT, EPHEMERAL):
        return str(container.path[-2])
    return ""


def around(site: Site, definition: str) -> Site | None:
    """The nearest site of that type around this one."""
    above = site.parent
    while above is not None and above.definition != definition:
        above = above.parent
    return above


def spec_around(site: Site) -> Site | None:
    """The Pod spec around a site, None in a fragment that has none."""
    return around(site, "core.v1.PodSpec")


def of_pod(spec: Site | None) -> bool:
    """Whether the spec is that of a Pod itself, not of a template for Pods."""
    return spec is not None and spec.parent is not None and spec.parent.definition == "core.v1.Pod"


def in_list(site: Site, rule: str, where: Path, zh: str, en: str) -> Problem:
    """A problem of one entry for which the API server names the list."""
    return site.problem(rule, where, zh, en, named=where[:1])


def unknown_keys(value: dict[str, Any], known: frozenset[str]) -> bool:
    """Whether there are fields that do not exist: perhaps misspelled, so nothing is said to be missing."""
    return not known.issuperset(value)
