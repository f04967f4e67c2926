"""Devices that share counters, that say themselves where they are, or that are bound under conditions.

The fields are dropped up to 1.35 (DRAPartitionableDevices, DRADeviceTaints, DRADeviceBindingConditions).
"""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.names import dns1123_label, dns1123_subdomain, qualified_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.platform.claims import FIRST, LATER, VERSIONS
from kubefence.rules.vocabulary.lists import at_most, texts, unique
from kubefence.rules.vocabulary.mappings import lacking, required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.rules.vocabulary.versions import only

MAX_DEVICES, MAX_SETS, MAX_COUNTERS, MAX_CONSUMED = 64, 8, 32, 2
MAX_TAINTS, MAX_CONDITIONS = 16, 4
_WHERE = ("nodeName", "nodeSelector", "allNodes")
_CONDITIONS = ("bindingConditions", "bindingFailureConditions")
_label = must_have_form("invalid-name", dns1123_label, empty=True)
_node_name = must_have_form("invalid-name", dns1123_subdomain, empty=True)


def sizes(spec: Site) -> Iterator[Problem]:
    """``validateResourceSliceSpec``: taints and counters halve how many devices a slice has."""
    yield from at_most(spec, "sharedCounters", MAX_SETS)
    yield from unique(spec, "sharedCounters", "name")
    devices = [each.child("basic") or each for each in spec.children("devices")]
    if any(device.items("taints") or device.items("consumesCounters") for device in devices):
        count = len(spec.items("devices"))
        if count > MAX_DEVICES:
            zh = f"有污点或计数器时最多 {MAX_DEVICES} 个设备，这里有 {count} 个"
            en = f"with taints or counters there are at most {MAX_DEVICES} devices, here are {count}"
            yield spec.problem("out-of-range", "devices", zh, en)


def counters(site: Site) -> Iterator[Problem]:
    """``validateCounterSet`` and ``validateDeviceCounterConsumption``: named counters in a named set."""
    name = "name" if site.definition.endswith("CounterSet") else "counterSet"
    yield from required(name, "counters")(site)
    yield from _label(site, (name,), site.value.get(name))
    yield from at_most(site, "counters", MAX_COUNTERS)
    for counter in site.mapping("counters"):
        yield from _label(site, ("counters",), counter)


def parts(device: Site) -> Iterator[Problem]:
    """``validateDevice``: how many taints and sets of counters, each set once."""
    yield from at_most(device, "taints", MAX_TAINTS)
    yield from at_most(device, "consumesCounters", MAX_CONSUMED)
    yield from unique(device, "consumesCounters", "counterSet")


def where(device: Site) -> Iterator[Problem]:
    """``validateDevice``: a device says where it is if, and only if, the slice leaves that to it."""
    owner = device.parent if device.definition.endswith(".Device") else device.parent and device.parent.parent
    given = [field for field in _WHERE if device.has(field)]
    if owner is None or not owner.definition.endswith("ResourceSliceSpec"):
        return
    if not owner.flag("perDeviceNodeSelection"):
        for field in given:
            zh, en = "需要 spec.perDeviceNodeSelection: true", "it needs spec.perDeviceNodeSelection: true"
            yield device.problem("forbidden-field", field, zh, en)
        return
    for field in given:
        if device.value[field] in ("", False):
            zh, en = f"{field} 要么不写，要么有值", f"{field} is left out or has a value"
            yield device.problem("invalid-value", field, zh, en)
    yield from _node_name(device, ("nodeName",), device.value.get("nodeName"))
    said = [field for field in given if device.value[field] not in ("", False)]
    if len(said) > 1:
        zh, en = f"{'、'.join(said)} 只能写一个", f"only one of {', '.join(said)} can be given"
        yield device.problem("mutually-exclusive", (), zh, en)
    elif not said:
        zh, en = f"必须写 {'、'.join(_WHERE)} 之一", f"one of {', '.join(_WHERE)} is required"
        yield lacking(device, "missing-field", "", zh, en)


def bound(device: Site) -> Iterator[Problem]:
    """``validateDeviceBindingParameters``: conditions for success and failure, different ones, up to four each."""
    success, failure = (device.items(field) for field in _CONDITIONS)
    for field in _CONDITIONS:
        yield from at_most(device, field, MAX_CONDITIONS)
        yield from unique(device, field)
        for index, name in texts(device, field):
            wrong = qualified_name(name)
            if wrong:
                text = f"{shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}"
                yield device.problem("invalid-label", (field, index), *text)
    for index, name in enumerate(failure):
        if name in success:
            zh, en = f"{shown(name)} 已在 {_CONDITIONS[0]} 里", f"{shown(name)} is one of {_CONDITIONS[0]}, too"
            yield device.problem("mutually-exclusive", (_CONDITIONS[1], index), zh, en)
    if bool(success) != bool(failure):
        needed, other = _CONDITIONS if failure else _CONDITIONS[::-1]
        yield from device.missing(needed, f"写了 {other} 就要写它", f"{other} asks for it")


_SINCE = "1.36"
_DEVICE = tuple(only(check, since=_SINCE) for check in (parts, where, bound))

TABLES = Tables(
    checks={
        **{f"resource.{version}.ResourceSliceSpec": (only(sizes, since=_SINCE),) for version in VERSIONS},
        **{f"resource.{version}.CounterSet": (only(counters, since=_SINCE),) for version in VERSIONS},
        **{f"resource.{version}.DeviceCounterConsumption": (only(counters, since=_SINCE),) for version in VERSIONS},
        **{f"resource.{version}.Device": _DEVICE for version in LATER},
        f"resource.{FIRST}.BasicDevice": _DEVICE,
    }
)
