"""Configuration files whose schema is known: which one that is, and what is said where there is none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kubefence.findings import Severity, Text
from kubefence.foreign.recognition import Foreign, unchecked
from kubefence.nearest import nearest
from kubefence.problems import Problem
from kubefence.schema import navigate
from kubefence.schema.groups import group_of
from kubefence.schema.pack import COMPONENTS, REF, Pack, Schema, components
from kubefence.versions import Version, spoken
from kubefence.yamldoc.document import Json, Path

_WITHOUT_HEAD = {
    "audit": "audit.k8s.io/v1/Policy",
    "kind": "kind.x-k8s.io/v1alpha4/Cluster",
    "kube-controller-manager": "kubecontrollermanager.config.k8s.io/v1alpha1/KubeControllerManagerConfiguration",
    "kube-proxy": "kubeproxy.config.k8s.io/v1alpha1/KubeProxyConfiguration",
    "kube-scheduler": "kubescheduler.config.k8s.io/v1/KubeSchedulerConfiguration",
    "kubeconfig": "v1/Config",
    "kubectl": "kubectl.config.k8s.io/v1beta1/Preference",
    "kubelet": "kubelet.config.k8s.io/v1beta1/KubeletConfiguration",
    "kustomize": "kustomize.config.k8s.io/v1beta1/Kustomization",
}
"""What a file of a format is that does not say so: a part of one, or a kustomization.yaml, which need not."""
_NOT_CARRIED = frozenset({"ClusterStatus"})
"""A kind of kubeadm that no table has, so that it is not called misspelt."""
_ALIKE = 0.75


class Schemed(NamedTuple):
    """The definition of a document, and the versions to check it for."""

    definition: str
    whole: bool
    """Whether it says what it is; else it may be a part of it."""
    versions: tuple[Version, ...]


def schemed(pack: Pack, foreign: Foreign, value: Json, versions: tuple[Version, ...]) -> Schemed | None:
    """What to check a document with: as the last versions had it where none of ``versions`` has."""
    definition = components().kinds.get(_name(foreign, value))
    if definition is None:
        return None
    known = pack.having(versions, definition)
    return Schemed(definition, isinstance(value, dict) and "kind" in value, known or pack.living(definition)[-1:])


def as_read(pack: Pack, value: Json, found: Schemed) -> Json:
    """The value as the program reads it: kind has go-yaml, for which any single value is a text as well.

    The others read JSON, as the API server does.
    """
    if not found.definition.startswith(_OF_KIND):
        return value
    return _with_texts(pack, value, {"$ref": f"{REF}{found.definition}"}, found.versions[-1])


_OF_KIND = f"{COMPONENTS}kind."


def _with_texts(pack: Pack, value: Json, schema: Schema, version: Version) -> Json:
    def below(step: str | int, inner: Json) -> Json:
        try:
            return _with_texts(pack, inner, navigate.child(pack, version, schema, step), version)
        except navigate.Lost:
            return inner

    if isinstance(value, dict):
        return {key: below(key, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [below(index, inner) for index, inner in enumerate(value)]
    wanted = schema.get("type", ())
    is_text = value is not None and "string" in wanted and {"boolean", "integer", "number"}.isdisjoint(wanted)
    return json.dumps(value) if is_text and not isinstance(value, str) else value


def nested(value: Json) -> Iterator[tuple[Path, Json, str]]:
    """The configuration of plugins within that of a program: its path, its value and its definition."""
    for *way, field in _NESTED.get(str(value.get("kind")) if isinstance(value, dict) else "", ()):
        for path, holder in _along(value, way, ()):
            inner = holder.get(field) if isinstance(holder, dict) else None
            if isinstance(inner, dict):
                named: dict[str, Json] = {
                    "apiVersion": _given(value, "apiVersion"),
                    "kind": f"{_given(holder, 'name')}Args",
                }
                head = inner if "kind" in inner else named
                definition = components().kinds.get(f"{_given(head, 'apiVersion')}/{_given(head, 'kind')}")
                if definition:
                    yield (*path, field), inner, definition


_NESTED: Mapping[str, Sequence[tuple[str, ...]]] = {
    "AdmissionConfiguration": (("plugins", "*", "configuration"),),
    "KubeSchedulerConfiguration": (("profiles", "*", "pluginConfig", "*", "args"),),
}
"""Kinds that hold configuration of others, and the ways to it; ``*`` is any item."""


def _along(value: Json, way: Sequence[str], path: Path) -> Iterator[tuple[Path, Json]]:
    if not way:
        yield path, value
    elif way[0] == "*":
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from _along(item, way[1:], (*path, index))
    elif isinstance(value, dict) and way[0] in value:
        yield from _along(value[way[0]], way[1:], (*path, way[0]))


def _given(value: Json, field: str) -> str:
    return str(value.get(field, "")) if isinstance(value, dict) else ""


def remarks(foreign: Foreign, value: Json, found: Schemed | None, versions: Sequence[Version]) -> Iterator[Problem]:
    """What is to be said of a document besides what its schema says."""
    if found is None:
        misnamed = _misnamed(value)
        if misnamed or not foreign.declared:
            yield misnamed or unchecked(foreign, ())
    elif not set(found.versions) & set(versions):
        living = components().living(found.definition)
        text = Text(
            f"{foreign.said.zh}：这个版本只存在于 Kubernetes {spoken(living)}",
            f"{foreign.said.en}: this version of it exists only in Kubernetes {spoken(living)}",
        )
        yield Problem("removed-api", ("apiVersion",), text, severity=Severity.WARNING)


def _name(foreign: Foreign, value: Json) -> str:
    if isinstance(value, dict) and isinstance(value.get("kind"), str):
        return f"{value.get('apiVersion')}/{value['kind']}"
    return _WITHOUT_HEAD.get(foreign.form.name, "")


def _misnamed(value: Json) -> Problem | None:
    """That a kind is misspelt, or belongs to another version, where the version that is written is known."""
    if not isinstance(value, dict):
        return None
    api_version, kind = str(value.get("apiVersion")), str(value.get("kind"))
    names = [name.rpartition("/") for name in components().kinds]
    kinds = [name for home, _, name in names if home == api_version]
    if not kinds or kind in _NOT_CARRIED:
        return None
    homes = [home for home, _, name in names if name == kind and group_of(home) == group_of(api_version)]
    if homes:
        text = Text(
            f"{api_version} 里没有 {kind}；改写为 apiVersion: {homes[-1]}",
            f"there is no {kind} in {api_version}; write apiVersion: {homes[-1]}",
        )
        return Problem("wrong-api-version", ("apiVersion",), text)
    near = nearest(kind.lower(), {name.lower() for name in kinds}, _ALIKE)
    if near is None:
        return None
    meant = next(name for name in kinds if name.lower() == near)
    text = Text(
        f"{api_version} 里没有 {kind}；是不是 {meant}？",
        f"there is no kind {kind} in {api_version}; did you mean {meant}?",
    )
    return Problem("unknown-kind", ("kind",), text)
