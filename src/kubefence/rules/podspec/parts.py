"""What the checks of a Pod spec share: whose spec it is, and how their problems are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Site
from kubefence.yamldoc.document import Path

FIRST = Text("先写在这里", "first written here")


def of_template(spec: Site) -> bool:
    """Whether the spec belongs to a template that Pods are made from."""
    return spec.parent is not None and spec.parent.definition == "core.v1.PodTemplateSpec"


def on_create(spec: Site) -> tuple[Severity, Text]:
    """How bad it is when a Pod is refused: a template is accepted, only its Pods are not."""
    if of_template(spec):
        return Severity.WARNING, Text(
            "；模板会被接受，但由它创建的 Pod 都会被拒绝", "; the template is accepted, but none of its Pods is"
        )
    return Severity.ERROR, Text("", "")


def metadata_of(spec: Site) -> dict[str, Any]:
    """The metadata of the Pod or template around the spec."""
    return spec.parent.mapping("metadata") if spec.parent is not None else {}


def strings(spec: Site, field: str) -> dict[str, Any]:
    """``labels`` or ``annotations`` of the Pod or template around the spec."""
    found = metadata_of(spec).get(field)
    return found if isinstance(found, dict) else {}


def repeats(site: Site, names: Iterable[tuple[Path, Any]]) -> Iterator[tuple[Path, str, tuple[Also, ...]]]:
    """The names that stood before: where they stand again, the name, and where it stood first."""
    seen: dict[str, Path] = {}
    for at, name in names:
        if not isinstance(name, str) or not name:
            continue
        if name in seen:
            yield at, name, (Also((*site.path, *seen[name]), FIRST),)
        else:
            seen[name] = at


def keyed(site: Site, field: str, key: str = "name") -> Iterator[tuple[Path, Any]]:
    """Path below the site and value of ``key`` of each mapping in the list ``field``; null is an empty mapping."""
    for index, item in enumerate(site.items(field)):
        if item is None or isinstance(item, dict):
            yield (field, index, key), (item or {}).get(key)


def in_map(site: Site, rule: str, at: Path, key: str, zh: str, en: str) -> Problem:
    """A problem of one entry of a mapping for which the API server names the whole of it."""
    return site.problem(rule, (*at, key), zh, en, anchor=Anchor.KEY, named=at)
