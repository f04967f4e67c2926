"""StorageClasses and VolumeAttributesClasses (``ValidateStorageClass`` in pkg/apis/storage/validation)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.formats.names import qualified_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.lists import entries, texts
from kubefence.rules.vocabulary.mappings import empty, required
from kubefence.rules.vocabulary.values import never_blank, shown
from kubefence.yamldoc.document import Path

_MOST, _LARGEST = 512, 256 * 1024


def provisioner(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A driver is named like a label; capitals do not matter."""
    form = qualified_name(value.lower()) if isinstance(value, str) and value else None
    if form:
        zh, en = f"{shown(value)} 不是驱动名：{form.zh}", f"{shown(value)} is no name of a driver: {form.en}"
        yield site.problem("invalid-name", at, zh, en)


def parameters(site: Site) -> Iterator[Problem]:
    """``validateParameters``: not too many, not too large, none without a name."""
    given = site.mapping("parameters")
    if len(given) > _MOST:
        zh, en = f"parameters 最多 {_MOST} 项", f"parameters may have {_MOST} entries at most"
        yield site.problem("out-of-range", "parameters", zh, en)
    elif sum(len(f"{key}{value}".encode()) for key, value in given.items()) > _LARGEST:
        zh, en = "parameters 加起来不能超过 256 KiB", "parameters may not be larger than 256 KiB altogether"
        yield site.problem("out-of-range", "parameters", zh, en)
    if "" in given:
        zh, en = "参数名不能为空", "a parameter cannot have an empty name"
        yield site.problem("invalid-format", "parameters", zh, en)


def parameters_required(site: Site) -> Iterator[Problem]:
    """A VolumeAttributesClass is its parameters."""
    if empty(site.value.get("parameters")):
        yield from site.missing("parameters", "至少一个参数", "at least one parameter")


def not_recycled(storage_class: Site) -> Iterator[Problem]:
    """A class cannot make volumes that are recycled, although a volume can be one."""
    if storage_class.text("reclaimPolicy") == "Recycle":
        zh, en = "一个类的 reclaimPolicy 只能是 Delete 或 Retain", "the reclaimPolicy of a class is Delete or Retain"
        yield storage_class.problem("invalid-value", "reclaimPolicy", zh, en)


def different_topologies(storage_class: Site) -> Iterator[Problem]:
    """``validateAllowedTopologies``: no term twice, and none that is empty."""
    seen: list[Any] = [{}]
    for index, term in entries(storage_class, "allowedTopologies"):
        labels = {
            expression.text("key"): {text for _, text in texts(expression, "values")}
            for _, expression in entries(term, "matchLabelExpressions")
        }
        if labels in seen:
            zh, en = ("与上面的一条相同", "the same as one above") if labels else ("这一条是空的", "an empty term")
            at = ("allowedTopologies", index, "matchLabelExpressions")
            yield storage_class.problem("duplicate-entry", at, f"allowedTopologies 里{zh}", f"allowedTopologies: {en}")
        seen.append(labels)


def term(site: Site) -> Iterator[Problem]:
    """``ValidateTopologySelectorTerm``: each key once, with values that differ."""
    keys: set[str] = set()
    for index, expression in entries(site, "matchLabelExpressions"):
        at, key = ("matchLabelExpressions", index), expression.text("key")
        form = qualified_name(key)
        if form:
            zh, en = f"标签键 {shown(key)} 的写法不对：{form.zh}", f"{shown(key)}: {form.en}"
            yield site.problem("invalid-label", (*at, "key"), zh, en)
        if key in keys:
            zh, en = f"键 {shown(key)} 写了两次；合并它们的 values", f"the key {shown(key)} stands twice; merge them"
            yield site.problem("duplicate-entry", (*at, "key"), zh, en)
        keys.add(key)
        if empty(expression.value.get("values")):
            yield from expression.missing("values")
        yield from _different(site, (*at, "values"), [text for _, text in texts(expression, "values")])


def _different(site: Site, at: Path, values: list[str]) -> Iterator[Problem]:
    for index, value in enumerate(values):
        if value in values[:index]:
            zh, en = f"{shown(value)} 写了两次", f"{shown(value)} stands twice"
            yield site.problem("duplicate-entry", (*at, index), zh, en)


_ATTRIBUTES = ("storage.v1.VolumeAttributesClass", "storage.v1beta1.VolumeAttributesClass")

TABLES = Tables(
    checks={
        "storage.v1.StorageClass": (
            parameters,
            not_recycled,
            different_topologies,
            required("provisioner"),
            never_blank("volumeBindingMode"),
        ),
        "core.v1.TopologySelectorTerm": (term,),
        **dict.fromkeys(_ATTRIBUTES, (parameters, parameters_required, required("driverName"))),
    },
    fields={
        "storage.v1.StorageClass.provisioner": (provisioner,),
        **{f"{name}.driverName": (provisioner,) for name in _ATTRIBUTES},
    },
)
