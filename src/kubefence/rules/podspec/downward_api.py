"""Files with fields of the Pod or resources of its containers (``validateDownwardAPIVolumeFile``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats import resource_fields
from kubefence.formats.names import qualified_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import with_volume
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import shown

FIELDS = ("metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid")
"""What a file can hold (``validVolumeDownwardAPIFieldPathExpressions``); a variable can hold others."""
_SUBSCRIPTED = re.compile(r"(metadata\.(?:labels|annotations))\['(.*)'\]", re.DOTALL)
_SOURCES = ("fieldRef", "resourceFieldRef")


def _file(reference: str) -> str:
    return with_volume(f"downwardAPI:\n  items:\n    - path: info\n      fieldRef:\n        fieldPath: {reference}\n")


FIELD_OF_FILE = Rule(
    id="field-not-for-files",
    title=Text("downwardAPI 卷取不到的字段", "a field that a downwardAPI volume cannot hold"),
    why=Text(
        "卷里的文件在 Pod 运行前就要写好，只能用 metadata 里的字段；IP、节点名等只能通过环境变量得到。",
        "The files are written from the metadata of the Pod; addresses and the node are for environment variables.",
    ),
    fix=Text(
        "用环境变量的 fieldRef 取这个字段，或改用 metadata 里的字段。",
        "Take the field by the fieldRef of an environment variable, or use one of metadata.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/downward-api/#available-fields",
    wrong=_file("status.podIP"),
    right=_file("metadata.labels"),
)


def file(site: Site) -> Iterator[Problem]:
    """One of the two sources, and what it names."""
    given = [field for field in _SOURCES if site.has(field)]
    if len(given) == 2:
        yield site.problem(
            "mutually-exclusive",
            "resourceFieldRef",
            "fieldRef 和 resourceFieldRef 只能写一个",
            "fieldRef and resourceFieldRef exclude each other",
        )
    elif not given and not site.partial:
        yield site.problem(
            "missing-field",
            (),
            "必须写 fieldRef 或 resourceFieldRef 中的一个",
            "either fieldRef or resourceFieldRef is required",
        )
    for field, check in ((_SOURCES[0], _field), (_SOURCES[1], _resource)):
        reference = site.child(field) if field in site.value else None
        if reference is not None:
            yield from check(reference)


def _field(reference: Site) -> Iterator[Problem]:
    """``validateObjectFieldSelector``."""
    path = reference.text("fieldPath")
    if not path:
        return
    if reference.text("apiVersion") not in ("", "v1"):
        yield reference.problem("invalid-value", "fieldPath", "apiVersion 只能是 v1", "apiVersion can only be v1")
        return
    subscripted = _SUBSCRIPTED.fullmatch(path)
    if subscripted:
        holder, key = subscripted.groups()
        wrong = qualified_name(key.lower() if holder == "metadata.annotations" else key)
        if wrong:
            yield reference.problem(
                "invalid-format", (), f"{shown(key)} 不是合法的键：{wrong.zh}", f"{shown(key)} is no key: {wrong.en}"
            )
    elif path not in FIELDS:
        yield reference.problem(
            FIELD_OF_FILE.id,
            "fieldPath",
            f"卷取不到 {shown(path)}，可选：{'、'.join(FIELDS)}，以及 metadata.labels['<键>']",
            f"a volume cannot hold {shown(path)}, one of: {', '.join(FIELDS)}, and metadata.labels['<key>']",
        )


def _resource(reference: Site) -> Iterator[Problem]:
    """``validateContainerResourceFieldSelector``: a volume has to say which container it means."""
    resource = reference.text("resource")
    if not reference.text("containerName"):
        yield from reference.missing("containerName")
    elif resource and not resource_fields.is_known(resource):
        known = resource_fields.RESOURCES
        yield reference.problem(
            "invalid-value",
            "resource",
            f"没有 {shown(resource)}，可选：{'、'.join(known)}",
            f"there is no {shown(resource)}, one of: {', '.join(known)}",
        )
    divisor = reference.value.get("divisor")
    if resource_fields.is_known(resource) and not resource_fields.divides(resource, divisor):
        units = resource_fields.units(resource)
        yield reference.problem(
            "invalid-value",
            "divisor",
            f"{resource} 的 divisor 不能是 {shown(divisor)}，可选：{'、'.join(units)}",
            f"the divisor of {resource} cannot be {shown(divisor)}, one of: {', '.join(units)}",
        )


TABLES = Tables(rules=(FIELD_OF_FILE,), checks={"core.v1.DownwardAPIVolumeFile": (required("path"), file)})
