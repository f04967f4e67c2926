"""Claims, also those in templates (``ValidatePersistentVolumeClaimSpec`` in pkg/apis/core/validation)."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from kubefence.findings import Severity, Text
from kubefence.formats import quantities
from kubefence.formats.names import dns1123_subdomain
from kubefence.problems import Problem
from kubefence.rules.documentation.resources import FRACTIONAL_BYTES
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.mappings import lacking, needs
from kubefence.rules.vocabulary.values import must_have_form
from kubefence.rules.vocabulary.versions import only

_CLAIM = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
"""
_SIZE = """\
  resources:
    requests:
      storage: 1Gi
"""

WITHOUT_SIZE = Rule(
    id="claim-without-size",
    title=Text("PVC 没有写容量", "a claim that does not say how large"),
    why=Text(
        "没有 resources.requests.storage 就无法匹配或制备卷，API 服务器拒绝。",
        "Without resources.requests.storage no volume can be found or made, so the API server refuses the claim.",
    ),
    fix=Text("写上 resources.requests.storage，如 1Gi。", "Write resources.requests.storage, such as 1Gi."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims",
    wrong=_CLAIM,
    right=_CLAIM + _SIZE,
)
_STORAGE = ("requests", "storage")
_class_name = must_have_form("invalid-name", dns1123_subdomain, empty=True)


def size_required(spec: Site) -> Iterator[Problem]:
    """A claim asks for more than nothing; the server names ``resources``."""
    resources = spec.value.get("resources")
    requests = resources.get("requests") if isinstance(resources, dict) else resources
    size = requests.get("storage") if isinstance(requests, dict) else requests
    zh, en = "缺少 resources.requests.storage，如 1Gi", "resources.requests.storage is missing, such as 1Gi"
    if size is None and not spec.partial:
        if resources is None:
            yield lacking(spec, WITHOUT_SIZE.id, "resources", zh, en)
        else:
            yield spec.problem(WITHOUT_SIZE.id, "resources", zh, en)
    value = quantities.of(size)
    if value is not None and value <= 0:
        yield spec.problem(
            "out-of-range", ("resources", *_STORAGE), "申领的容量要大于 0", "the size has to be greater than 0"
        )


def whole_bytes(resources: Site) -> Iterator[Problem]:
    """``GetWarningsForPersistentVolumeClaimSpec``: milli-values are rounded up, then they have to be whole."""
    for field in ("requests", "limits"):
        value = quantities.of(resources.mapping(field).get("storage"))
        if value is not None and ceil(value * 1000) % 1000:
            zh, en = (
                "容量不是整数个字节；补上单位，如 Mi、Gi",
                "this is no whole number of bytes; add a unit such as Gi",
            )
            yield resources.problem(FRACTIONAL_BYTES.id, (field, "storage"), zh, en, severity=Severity.WARNING)


def attributes_class(spec: Site) -> Iterator[Problem]:
    """The name of a VolumeAttributesClass; the field is dropped up to 1.33."""
    if spec.has("volumeAttributesClassName"):
        yield from _class_name(spec, ("volumeAttributesClassName",), spec.value["volumeAttributesClassName"])


_MADE_OF = Text("要有 accessModes 和 resources.requests.storage", "it needs accessModes and resources.requests.storage")

TABLES = Tables(
    rules=(WITHOUT_SIZE,),
    checks={
        "core.v1.PersistentVolumeClaim": (needs("spec", why=_MADE_OF),),
        "core.v1.PersistentVolumeClaimSpec": (size_required, only(attributes_class, since="1.34")),
        "core.v1.VolumeResourceRequirements": (whole_bytes,),
    },
    fields={
        "core.v1.PersistentVolumeClaimSpec.storageClassName": (_class_name,),
        "core.v1.PersistentVolumeSpec.storageClassName": (_class_name,),
    },
)
