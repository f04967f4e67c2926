"""Where the value of an environment variable comes from: the Pod, a resource, a ConfigMap, a Secret, a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kubefence.findings import Text
from kubefence.formats import resource_fields
from kubefence.formats.environment import env_name
from kubefence.formats.names import config_key, dns1123_label, dns1123_subdomain, qualified_name
from kubefence.formats.paths import path_without_backsteps
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import spec_around
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.rules.vocabulary.versions import only
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path

_FIELDS = (
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
)
"""What ``fieldRef`` of a variable can name (``validEnvDownwardAPIFieldPathExpressions``)."""

_SUBSCRIPTED = re.compile(r"(metadata\.(?:labels|annotations))\['(.*)'\]", re.DOTALL)


def field_of_pod(source: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A field of the Pod itself (``validateObjectFieldSelector``)."""
    path = value.get("fieldPath") if isinstance(value, dict) else None
    if not isinstance(path, str) or not path:
        return
    where = (*at, "fieldPath")
    if value.get("apiVersion") not in (None, "", "v1"):
        yield source.problem("invalid-value", where, "apiVersion 只能是 v1", "apiVersion can only be v1")
        return
    subscripted = _SUBSCRIPTED.fullmatch(path)
    if subscripted:
        yield from _key(source, at, *subscripted.groups())
    elif path == "status.hostIPs":
        problem = source.problem(
            "invalid-value", where, "status.hostIPs 从 1.29 起可用", "status.hostIPs came with 1.29"
        )
        yield replace(problem, until=parse_version("1.28"))  # PodHostIPs
    elif path not in _FIELDS and path != "spec.host":
        yield source.problem(
            "invalid-value",
            where,
            f"环境变量取不到 {shown(path)}，可选：{'、'.join(_FIELDS)}、"
            "metadata.labels['<键>']、metadata.annotations['<键>']",
            f"a variable cannot take {shown(path)}, one of: {', '.join(_FIELDS)}, "
            "metadata.labels['<key>'], metadata.annotations['<key>']",
        )


def _key(source: Site, at: Path, field: str, key: str) -> Iterator[Problem]:
    wrong = qualified_name(key.lower() if field == "metadata.annotations" else key)
    if wrong:
        yield source.problem(
            "invalid-format", at, f"{shown(key)} 不是合法的键：{wrong.zh}", f"{shown(key)} is no key: {wrong.en}"
        )


def resource_of_container(source: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A request or limit of the container (``validateContainerResourceFieldSelector``)."""
    resource = value.get("resource") if isinstance(value, dict) else None
    if not isinstance(resource, str) or not resource:
        return
    if not resource_fields.is_known(resource):
        known = resource_fields.RESOURCES
        yield source.problem(
            "invalid-value",
            (*at, "resource"),
            f"没有 {shown(resource)}，可选：{'、'.join(known)}",
            f"there is no {shown(resource)}, one of: {', '.join(known)}",
        )
    elif not resource_fields.divides(resource, value.get("divisor")):
        units = resource_fields.units(resource)
        yield source.problem(
            "invalid-value",
            (*at, "divisor"),
            f"{resource} 的 divisor 不能是 {shown(value['divisor'])}，可选：{'、'.join(units)}",
            f"the divisor of {resource} cannot be {shown(value['divisor'])}, one of: {', '.join(units)}",
        )


def reference_name(text: str) -> Text | None:
    """Name of a ConfigMap or Secret in envFrom, which may end in - (``maskTrailingDash``)."""
    return dns1123_subdomain(f"{text[:-2]}a" if len(text) > 1 and text.endswith("-") else text)


def file_volume(file: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A file with variables lies in an emptyDir of the Pod (``validateFileKeyRefVolumes``)."""
    spec = spec_around(file)
    if spec is None or not isinstance(value, str) or not value or (spec.partial and not spec.has("volumes")):
        return
    volumes = enumerate(spec.items("volumes"))
    index, volume = next(
        (each for each in volumes if isinstance(each[1], dict) and each[1].get("name") == value), (0, None)
    )
    if volume is None:
        zh, en = f"volumes 里没有名为 {shown(value)} 的卷", f"there is no volume {shown(value)} in volumes"
        yield file.problem("unknown-reference", at, zh, en)
    elif any(volume[field] is not None for field in volume.keys() - {"name", "emptyDir"}):
        also = (Also((*spec.path, "volumes", index), Text("这个卷", "this volume")),)
        zh, en = f"卷 {shown(value)} 必须是 emptyDir", f"the volume {shown(value)} has to be an emptyDir"
        yield file.problem("invalid-value", at, zh, en, also=also)


def file_too_early(source: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Before 1.35 the server drops ``fileKeyRef``, and the variable is left without a source (``EnvFiles``)."""
    yield source.problem(
        "missing-field",
        (),
        "fileKeyRef 从 1.35 起才默认可用，之前会被丢弃",
        "fileKeyRef is dropped before 1.35, where it came to be enabled by default",
    )


_SELECTORS = ("core.v1.ConfigMapKeySelector", "core.v1.SecretKeySelector")
_REFERENCES = ("core.v1.ConfigMapEnvSource", "core.v1.SecretEnvSource")
_FILE = "core.v1.FileKeySelector"

TABLES = Tables(
    checks={
        **dict.fromkeys(_SELECTORS, (required("name", "key"),)),
        **dict.fromkeys(_REFERENCES, (required("name"),)),
        _FILE: (required("volumeName", "path", "key"),),
        "core.v1.ObjectFieldSelector": (required("fieldPath"),),
        "core.v1.ResourceFieldSelector": (required("resource"),),
    },
    fields={
        "core.v1.EnvVarSource.fieldRef": (field_of_pod,),
        "core.v1.EnvVarSource.resourceFieldRef": (resource_of_container,),
        "core.v1.EnvVarSource.fileKeyRef": (only(file_too_early, until="1.34"),),
        **{f"{name}.name": (must_have_form("invalid-name", dns1123_subdomain, empty=True),) for name in _SELECTORS},
        **{f"{name}.key": (must_have_form("invalid-format", config_key, empty=True),) for name in _SELECTORS},
        **{f"{name}.name": (must_have_form("invalid-name", reference_name, empty=True),) for name in _REFERENCES},
        f"{_FILE}.key": (must_have_form("invalid-format", env_name, empty=True),),
        f"{_FILE}.volumeName": (must_have_form("invalid-name", dns1123_label, empty=True), file_volume),
        f"{_FILE}.path": (must_have_form("invalid-format", path_without_backsteps, empty=True),),
    },
)
