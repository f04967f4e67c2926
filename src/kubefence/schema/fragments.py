"""Fragments: parts of objects, named by a kind and a path (``Service.spec``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.nearest import suggestion
from kubefence.schema import navigate
from kubefence.schema.homes import preference
from kubefence.schema.pack import REF, Pack, Schema
from kubefence.versions import Version
from kubefence.yamldoc.document import Path

_STEP = re.compile(r"([^.\[\]]+)|\[(\d*)\]")
_VERSION = re.compile(r"\.(v\d+\w*)\.[^.]+$")
"""That of a definition: ``io.k8s.api.autoscaling.v2.MetricSpec``."""


class Target(NamedTuple):
    """What a fragment is part of."""

    schema: Schema
    holder: Schema
    """The type by whose rules it goes: its own, or that of the object that has it as a field."""
    below: Path
    """Where in the holder it stands, () where it is of that type itself."""


class NoTarget(NamedTuple):
    """A fragment option that names nothing."""

    text: Text


def kind_in(name: str) -> tuple[str, str]:
    """The apiVersion, "" where there is none, and the type with which the name of a fragment begins."""
    api_version, _, rest = name.rpartition("/")
    return api_version, rest.partition(".")[0].partition("[")[0]


def begins_here(pack: Pack, versions: Iterable[Version], name: str) -> bool:
    """Whether the name of a fragment begins with a type of Kubernetes."""
    return any(_definition(pack, version, *kind_in(name)) for version in versions)


def target(
    pack: Pack, version: Version, name: str, option: str = "fragment", custom: str | None = None
) -> Target | NoTarget:
    """The schema that ``name`` leads to: ``Kind.field.field``, ``apps/v1/Deployment.spec`` or ``Container``.

    ``option`` is the one that has this value, ``custom`` the definition of what it begins with where that is no type of
    Kubernetes.
    """
    api_version, head = kind_in(name)
    rest = name.rpartition("/")[2]
    tail = rest.partition(".")[2]
    index = rest.partition(".")[0].partition("[")[2]
    definition = _definition(pack, version, api_version, head) or custom
    if definition is None:
        return _no_such_kind(pack, version, head, option)
    path = _steps(("[" + index if index else "") + ("." + tail if tail else ""))
    try:
        return _found(pack, version, {"$ref": REF + definition}, path)
    except navigate.Lost as lost:
        zh, en = suggestion(str(lost.step), lost.known, 0.6)
        return NoTarget(
            Text(f"{option}={name}：没有字段 {lost.step}{zh}", f"{option}={name}: there is no field {lost.step}{en}")
        )


def pointed(
    pack: Pack, version: Version, name: str, steps: Sequence[str], custom: str | None = None
) -> Target | NoTarget:
    """The schema at a JSON pointer below what ``name`` leads to; raises `navigate.Lost`. See `target`."""
    start = target(pack, version, name, custom=custom)
    if isinstance(start, NoTarget):
        return start
    path: list[str | int] = []
    schema = start.schema
    for step in steps:
        listed = "items" in navigate.resolved(pack, version, schema)
        path.append(0 if listed and (step == "-" or step.isdecimal()) else step)
        schema = navigate.child(pack, version, schema, path[-1])
    return _found(pack, version, start.schema, tuple(path))


def _found(pack: Pack, version: Version, start: Schema, path: Path) -> Target:
    """What stands at ``path`` below ``start``; raises `navigate.Lost`."""
    schema, objects = start, [(start, 0)]
    path = _through_lists(pack, version, start, path)
    for depth, step in enumerate(path, 1):
        schema = navigate.child(pack, version, schema, step)
        if navigate.is_object(pack, version, schema):
            objects.append((schema, depth))
    holder, known = objects[-1]
    if path[:1] == ("metadata",) and known == 1:  # what is asked of metadata depends on the kind
        holder, known = objects[0]
    elif known == len(path) and path[-2:] in _IN_STATEFUL_SET:
        holder, known = next((found for found in objects if _is_stateful_set(found[0])), (holder, known))
    return Target(schema, holder, path[known:])


def _through_lists(pack: Pack, version: Version, schema: Schema, path: Path) -> Path:
    """The path with an index wherever it leads through a list: ``containers.image`` is that of an item."""
    steps: list[str | int] = []
    for step in path:
        if isinstance(step, str) and "items" in navigate.resolved(pack, version, schema):
            steps.append(0)
            schema = navigate.child(pack, version, schema, 0)
        steps.append(step)
        schema = navigate.child(pack, version, schema, step)
    return tuple(steps)


_IN_STATEFUL_SET: tuple[Path, ...] = (("spec", "template"), ("template", "spec"))
"""Parts in which volumes may be named that only ``volumeClaimTemplates`` beside them has."""


def _is_stateful_set(schema: Schema) -> bool:
    return (navigate.definition_name(schema) or "").endswith(".StatefulSetSpec")


def _steps(path: str) -> Path:
    """The steps of a path; which item of a list is meant makes no difference."""
    return tuple(name or 0 for name, _ in _STEP.findall(path))


def _definition(pack: Pack, version: Version, api_version: str, head: str) -> str | None:
    if api_version:
        name = pack.kinds.get(f"{api_version}/{head}")
        return name if name and pack.has(version, name) else None
    return _by_short_name(pack, version).get(head)


@cache
def _by_short_name(pack: Pack, version: Version) -> dict[str, str]:
    """Last part of a definition's name to the definition: kinds first, then as the server prefers their versions."""
    api_versions = {name: kind.rpartition("/")[0] for kind, name in pack.kinds.items()}

    def rank(name: str) -> tuple[bool, tuple[int, str, list[int]]]:
        if name in api_versions:
            return False, preference(api_versions[name])
        found = _VERSION.search(name)
        return True, preference(found[1] if found else "v1alpha1")

    short: dict[str, str] = {}
    for name in sorted(pack.names(version), key=rank):
        short.setdefault(name.rpartition(".")[2], name)
    return short


def _no_such_kind(pack: Pack, version: Version, head: str, option: str) -> NoTarget:
    zh, en = suggestion(head, _by_short_name(pack, version), 0.7)
    return NoTarget(
        Text(
            f"{option} 的第一段应是类型名，{head} 不是{zh}",
            f"a {option} starts with the name of a type, {head} is none{en}",
        )
    )
