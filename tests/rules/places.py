"""Manifests with one value at one place, nothing else, and what is found just there."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any

from kubefence import Config, Page, verify
from kubefence.schema.navigate import definition_name, resolved, short_name
from kubefence.schema.pack import REF, Schema, builtin
from kubefence.versions import Version

Step = str | int
_STEPS = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def faults(
    kind: str, place: str, value: Any, *, at: str = "", k8s: str = "1.37", beside: dict[str, Any] | None = None
) -> set[str]:
    """The rules that a value breaks at a place (``spec.ports[0].port``) of an object of a kind (``v1/Service``).

    ``beside`` are other values of the object, by place; ``at`` is where the finding is, if not at that place. What is
    missing elsewhere is not asked about.
    """
    manifest = whole(kind, {**(beside or {}), place: value})
    report = verify(
        [Page("bounds.yaml", json.dumps(manifest, ensure_ascii=False), markdown=False)], Config(k8s, lint=None)
    )
    return {finding.rule for finding in report.findings if finding.field == (at or place)}


def whole(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """An object of a kind with these values, by place."""
    api_version, _, name = kind.rpartition("/")
    manifest: dict[str, Any] = {"apiVersion": api_version, "kind": name, "metadata": {"name": "web"}}
    for place, value in values.items():
        put(manifest, [*steps(place)], value)
    return manifest


def steps(place: str) -> Iterator[Step]:
    """``spec``, ``ports``, ``0`` for ``spec.ports[0]``."""
    for name, index in _STEPS.findall(place):
        yield int(index) if index else name


def put(holder: Any, way: list[Step], value: Any) -> None:
    """Set a value in a mapping or list, and make what is on the way to it."""
    first, *rest = way
    if isinstance(holder, list):
        holder.extend({} for _ in range(int(first) + 1 - len(holder)))
    if not rest:
        holder[first] = value
        return
    if isinstance(holder, dict) and first not in holder:
        holder[first] = [] if isinstance(rest[0], int) else {}
    put(holder[first], rest, value)


@cache
def homes() -> dict[str, tuple[str, str, str]]:
    """Definition (``core.v1.Container``) to a kind, a version and a place in it where one stands, the shortest."""
    found: dict[str, tuple[str, str, str]] = {}
    for version in reversed(builtin().versions):
        for definition, (kind, place) in _reached(version).items():
            found.setdefault(definition, (kind, str(version), place))
    return found


def _reached(version: Version) -> dict[str, tuple[str, str]]:
    pack = builtin()
    roots = [(kind, name) for kind, name in sorted(pack.kinds.items()) if pack.has(version, name)]
    found: dict[str, tuple[str, str]] = {}
    queue: deque[tuple[str, str, str]] = deque((name, kind, "") for kind, name in roots)
    while queue:
        name, kind, place = queue.popleft()
        if short_name(name) in found:
            continue
        found[short_name(name)] = (kind, place)
        for field, schema in pack.definition(version, name).get("properties", {}).items():
            if field != "status":
                queue.extend(
                    (target, kind, f"{place}.{field}{step}".lstrip(".")) for target, step in _below(version, schema)
                )
    return found


def _below(version: Version, schema: Schema) -> Iterator[tuple[str, str]]:
    """Definitions that the values of a field have, with the step from the field to one of them."""
    for inner, step in ((schema, ""), (schema.get("items"), "[0]"), (schema.get("additionalProperties"), ".a")):
        name = definition_name(inner) if isinstance(inner, dict) else None
        if name and "properties" in resolved(builtin(), version, {"$ref": REF + name}):
            yield name, step
