"""What is missing is told once, under the name that the API server has for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.schema import navigate
from kubefence.schema.pack import Pack, Schema
from kubefence.versions import Version
from kubefence.yamldoc.document import Path

MISSING = "missing-field"
_POD = ("containers",)
_TEMPLATE = ("spec", *_POD)
_JOB = ("template", *_TEMPLATE)
_MISSED_INSIDE: dict[str, Path] = {
    "core.v1.PodSpec": _POD,
    "core.v1.PodTemplateSpec": _TEMPLATE,
    "batch.v1.JobSpec": _JOB,
    "batch.v1.JobTemplateSpec": ("spec", *_JOB),
    **{f"apps.v1.{kind}Spec": ("template", *_TEMPLATE) for kind in ("DaemonSet", "Deployment", "ReplicaSet")},
    "apps.v1.StatefulSetSpec": ("template", *_TEMPLATE),
}
"""Types that are no pointers in Go: where such a value is missing, the server misses what has to be in it."""
_POINTERS = frozenset({"core.v1.ReplicationControllerSpec.template"})


def told_once(
    pack: Pack, found: Sequence[tuple[tuple[Version, ...], Problem]], schema: Schema
) -> Iterator[tuple[tuple[Version, ...], Problem]]:
    """The problems of a whole object, those of one missing field as one."""
    first: dict[Path, Problem] = {}
    exact = {problem.path for _, problem in found if problem.field or problem.rule != MISSING}
    for versions, problem in found:
        if _is_empty_item(problem) and problem.path in exact:
            continue
        if problem.rule == MISSING and not problem.named:
            path = (*problem.path, problem.field) if problem.field else problem.path
            if path not in first:
                inside = _inside(pack, versions[-1], schema, path)
                first[path] = replace(problem, named=(*path, *inside)) if inside else problem
            problem = first[path]
        yield versions, problem


def left_out(said: Text) -> Text:
    """What to say of something that is missing, where it may be left out on purpose."""
    return Text(f"{said.zh}；若是省略了，在那里写 # ...", f"{said.en}; if it is left out there, write # ... there")


def _is_empty_item(problem: Problem) -> bool:
    """Whether it says no more than that an item of a list is null."""
    path = problem.path
    return problem.rule == MISSING and not problem.field and bool(path) and isinstance(path[-1], int)


def _inside(pack: Pack, version: Version, schema: Schema, path: Path) -> Path:
    """The path below a missing field to what the server says is missing."""
    try:
        holder = navigate.descend(pack, version, schema, path[:-1])
        missed = navigate.definition_name(navigate.child(pack, version, holder, path[-1])) if path else None
    except navigate.Lost:
        return ()
    if missed is None or f"{navigate.short_name(navigate.definition_name(holder) or '')}.{path[-1]}" in _POINTERS:
        return ()
    return _MISSED_INSIDE.get(navigate.short_name(missed), ())
