"""Device classes, what drivers publish, and taints of devices (``pkg/apis/resource/validation``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kubefence.cel import types
from kubefence.cel.types import BOOL, DYN
from kubefence.formats import resources
from kubefence.formats.device_names import MAX_VALUE, attribute_name, driver_of_pools, pool_name, version
from kubefence.formats.names import dns1123_label, dns1123_subdomain, driver_name, label_value, qualified_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.platform.claims import FIRST, LATER, MAX_ITEMS, VERSIONS
from kubefence.rules.vocabulary.expressions import compiled
from kubefence.rules.vocabulary.lists import at_most, unique
from kubefence.rules.vocabulary.mappings import needs, required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, shown
from kubefence.rules.vocabulary.versions import only

MAX_DEVICES, MAX_EXPRESSION, MAX_ATTRIBUTES = 128, 10 * 1024, 32
DEVICE = {
    "device": types.record(
        driver=types.STRING,
        attributes=types.mapping(types.mapping(DYN)),
        capacity=types.mapping(types.mapping(DYN)),
        allowMultipleAllocations=BOOL,
    )
}
_NODES = ("nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection")
_VALUES = ("int", "bool", "string", "version")
_LISTS = ("ints", "bools", "strings", "versions")
"""Dropped up to 1.37, where the gate DRAListTypeAttributes is off."""


def selector(site: Site) -> Iterator[Problem]:
    """``validateCELSelector``: an expression over ``device``."""
    expression = site.text("expression")
    if expression and not expression.strip():
        yield from site.missing("expression")
    elif len(expression.encode()) > MAX_EXPRESSION:
        yield site.problem("out-of-range", "expression", "表达式超过 10 KiB", "longer than 10 KiB")
    else:
        yield from compiled(site, "expression", DEVICE, (BOOL,), bindings=True)


def device_class(spec: Site) -> Iterator[Problem]:
    """``validateDeviceClassSpec``: at most 32 selectors and configurations."""
    yield from at_most(spec, "selectors", MAX_ITEMS)
    yield from at_most(spec, "config", MAX_ITEMS)


def extended_resource(spec: Site) -> Iterator[Problem]:
    """``validateDeviceClassSpec``: the name of the resource that stands for the class."""
    name = spec.text("extendedResourceName")
    if spec.has("extendedResourceName") and not resources.is_extended(name):
        yield spec.problem(
            "invalid-format",
            "extendedResourceName",
            f"{shown(name)} 不是扩展资源名，应为 example.com/gpu 的形式",
            f"{shown(name)} is no extended resource, it has to be like example.com/gpu",
        )


def where_early(spec: Site) -> Iterator[Problem]:
    """``perDeviceNodeSelection`` is dropped up to 1.35."""
    return _where(spec, _NODES[:3])


def where(spec: Site) -> Iterator[Problem]:
    """``validateResourceSliceSpec``: one way to say which nodes reach the devices."""
    yield from _where(spec, _NODES)
    selected = spec.child("nodeSelector")
    if selected is not None and len(selected.items("nodeSelectorTerms")) != 1:
        yield selected.problem("out-of-range", "nodeSelectorTerms", "应恰好有一项", "it has exactly one term")


def _where(spec: Site, fields: Sequence[str]) -> Iterator[Problem]:
    given = [field for field in fields if spec.value.get(field) not in (None, "", False)]
    if len(given) > 1:
        zh, en = f"{'、'.join(given)} 只能写一个", f"only one of {', '.join(given)} can be given"
        yield spec.problem("mutually-exclusive", (), zh, en)
    elif not given:
        yield from spec.missing("nodeName", f"或 {'、'.join(fields[1:])}", f"or {', '.join(fields[1:])}")
    for field in fields:
        if spec.value.get(field) in ("", False):
            zh, en = f"{field} 要么不写，要么有值", f"{field} is left out or has a value"
            yield spec.problem("invalid-value", field, zh, en)


def contents(spec: Site) -> Iterator[Problem]:
    """``validateResourceSliceSpec``: at most 128 devices with unique names."""
    yield from at_most(spec, "devices", MAX_DEVICES)
    yield from unique(spec, "devices", "name")


def counters_apart(spec: Site) -> Iterator[Problem]:
    """A slice has devices or shared counters."""
    if spec.has("devices") and spec.has("sharedCounters"):
        zh, en = "devices 和 sharedCounters 只能写一个", "only one of devices and sharedCounters can be given"
        yield spec.problem("mutually-exclusive", (), zh, en)


def device(site: Site) -> Iterator[Problem]:
    """``validateDevice``: names of attributes and capacities, and how many."""
    count = len(site.mapping("attributes")) + len(site.mapping("capacity"))
    if count > MAX_ATTRIBUTES:
        zh, en = f"属性和容量共 {count} 个，最多 32 个", f"{count} attributes and capacities, at most 32 are possible"
        yield site.problem("out-of-range", (), zh, en)
    for field in ("attributes", "capacity"):
        for name in site.mapping(field):
            wrong = attribute_name(name) if isinstance(name, str) else None
            if wrong:
                text = f"{shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}"
                yield site.problem("invalid-name", (field, name), *text)


def attribute(site: Site) -> Iterator[Problem]:
    """``validateDeviceAttribute``: exactly one value."""
    given = [field for field in _VALUES if site.has(field)]
    if len(given) != 1:
        zh, en = f"恰好写 {'、'.join(_VALUES)} 之一", f"exactly one of {', '.join(_VALUES)} is given"
        lists = [field for field in _LISTS if site.has(field)]
        if lists and not given:
            zh, en = f"{zh}；{lists[0]} 默认被丢弃", f"{en}; {lists[0]} is dropped by default"
        yield site.problem("mutually-exclusive" if given else "missing-field", (), zh, en)
    if len(site.text("string").encode()) > MAX_VALUE:
        yield site.problem("out-of-range", "string", "最长 64 个字节", "at most 64 bytes")


def _named(rule: str, form: Any) -> Any:
    return (must_have_form(rule, form, empty=True),)


_CHECKS = {
    "DeviceSelector": (needs("cel"),),
    "CELDeviceSelector": (required("expression"), selector),
    "DeviceClassSpec": (device_class, only(extended_resource, since="1.36")),
    "ResourceSliceSpec": (
        required("driver"),
        needs("pool"),
        only(where_early, until="1.35"),
        only(where, since="1.36"),
        contents,
        only(counters_apart, since="1.36"),
    ),
    "ResourcePool": (required("name"),),
    "DeviceAttribute": (attribute,),
    "DeviceTaint": (required("key", "effect"),),
}
_FIELDS = {
    "ResourceSliceSpec.driver": _named("invalid-name", driver_name),
    "ResourceSliceSpec.nodeName": _named("invalid-name", dns1123_subdomain),
    "ResourcePool.name": _named("invalid-name", pool_name),
    "ResourcePool.resourceSliceCount": (must_lie_in(1, None),),
    "ResourcePool.generation": (must_lie_in(0, None),),
    "Device.name": _named("invalid-name", dns1123_label),
    "DeviceAttribute.version": (must_have_form("invalid-format", version),),
    "DeviceTaint.key": _named("invalid-label", qualified_name),
    "DeviceTaint.value": _named("invalid-label", label_value),
}
_OF_TAINT_RULES = {
    "driver": _named("invalid-name", driver_name),
    "pool": _named("invalid-name", pool_name),
    "device": _named("invalid-name", dns1123_label),
}
"""How the devices are chosen that a ``DeviceTaintRule`` taints; v1beta1 has none."""
_ALL = (*VERSIONS, "v1alpha3")
_POOLS = "resource.v1alpha3.ResourcePoolStatusRequestSpec"

TABLES = Tables(
    checks={
        **{f"resource.{version}.{name}": checks for version in _ALL for name, checks in _CHECKS.items()},
        **{f"resource.{version}.Device": (required("name"), device) for version in LATER},
        f"resource.{FIRST}.Device": (required("name"),),
        f"resource.{FIRST}.BasicDevice": (device,),
        _POOLS: (required("driver"),),
    },
    fields={
        **{f"resource.{version}.{name}": checks for version in _ALL for name, checks in _FIELDS.items()},
        **{
            f"resource.{version}.DeviceTaintSelector.{field}": checks
            for version in (*LATER, "v1alpha3")
            for field, checks in _OF_TAINT_RULES.items()
        },
        f"{_POOLS}.driver": (must_have_form("invalid-name", driver_of_pools, empty=True),),
        f"{_POOLS}.poolName": (must_have_form("invalid-name", pool_name),),
        f"{_POOLS}.limit": (must_lie_in(1, 1000),),
    },
)
