"""Claims for devices (``validateDeviceClaim`` in ``pkg/apis/resource/validation``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kubefence.findings import Text
from kubefence.formats.device_names import full_attribute_name
from kubefence.formats.names import dns1123_label, dns1123_subdomain, driver_name, label_value, qualified_name
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.lists import at_most, texts, unique
from kubefence.rules.vocabulary.mappings import lacking, required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.rules.vocabulary.versions import only

LATER, FIRST = ("v1", "v1beta2"), "v1beta1"
"""Since v1beta2 what a request asks for is in ``exactly``, and what a device is no more in ``basic``."""
VERSIONS = (*LATER, FIRST)
MAX_ITEMS, MAX_ALTERNATIVES, MAX_TOLERATIONS, MAX_PARAMETERS = 32, 8, 16, 10 * 1024
_CLAIM = """\
apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: training-gpu
spec:
  devices:
    requests:
      - name: gpu
        {request}
"""
_EXACTLY = "exactly:\n          deviceClassName: gpu.example.com"
NO_CHOICE = Rule(
    id="request-without-device",
    title=Text("设备请求没有说要什么", "a request for no device"),
    why=Text(
        "每个请求恰好写 exactly 或 firstAvailable 之一；v1 里 deviceClassName 写在 exactly 之下。",
        "A request has either exactly or firstAvailable; in v1 the device class is named below exactly.",
    ),
    fix=Text(
        "写 exactly.deviceClassName，或用 firstAvailable 列出备选。",
        "Write exactly.deviceClassName, or firstAvailable.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/dynamic-resource-allocation/",
    wrong=_CLAIM.format(request="firstAvailable: []"),
    right=_CLAIM.format(request=_EXACTLY),
)
WITH_COUNT = Rule(
    id="count-of-all-devices",
    title=Text("allocationMode: All 时写了数量", "a count with allocationMode: All"),
    why=Text(
        "All 表示分配全部匹配的设备，不能再写 count；数量只用于 ExactCount。",
        "All means every device that matches, so there is no count; that is for ExactCount.",
    ),
    fix=Text("删掉 count，或改为 ExactCount。", "Remove count, or write ExactCount."),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/dynamic-resource-allocation/",
    wrong=_CLAIM.format(request=_EXACTLY + "\n          allocationMode: All\n          count: 2"),
    right=_CLAIM.format(request=_EXACTLY + "\n          allocationMode: ExactCount\n          count: 2"),
)


def claim(site: Site) -> Iterator[Problem]:
    """``validateDeviceClaim``: sizes, unique names, and references to requests."""
    for field in ("requests", "constraints", "config"):
        yield from at_most(site, field, MAX_ITEMS)
    yield from unique(site, "requests", "name")
    known = _requests(site)
    for field in ("constraints", "config"):
        for item in site.children(field):
            yield from at_most(item, "requests", MAX_ITEMS)
            yield from unique(item, "requests")
            for index, name in texts(item, "requests"):
                if not _known(name, known) and not site.left_out("requests"):
                    yield item.problem(
                        "unknown-reference",
                        ("requests", index),
                        f"没有名为 {name} 的请求",
                        f"there is no request {name}",
                        also=(Also((*site.path, "requests"), Text("请求在这里", "the requests are here")),)
                        if site.items("requests")
                        else (),
                    )


def _requests(site: Site) -> Mapping[str, set[str]]:
    return {
        request.text("name"): {choice.text("name") for choice in request.children("firstAvailable")}
        for request in site.children("requests")
    }


def _known(name: str, requests: Mapping[str, set[str]]) -> bool:
    request, slash, choice = name.partition("/")
    return request in requests and (not slash or choice in requests[request])


def request(site: Site) -> Iterator[Problem]:
    """``validateDeviceRequest``: exactly one way to say what is wanted."""
    first = "deviceClassName" if site.definition.startswith(f"resource.{FIRST}.") else "exactly"
    given, choices = (
        bool(site.value.get(first)) or (first == "exactly" and site.has(first)),
        site.items("firstAvailable"),
    )
    yield from at_most(site, "firstAvailable", MAX_ALTERNATIVES)
    yield from unique(site, "firstAvailable", "name")
    if given and choices:
        zh, en = f"{first} 和 firstAvailable 只能写一个", f"only one of {first} and firstAvailable can be given"
        yield site.problem("mutually-exclusive", (), zh, en)
    elif not given and not choices and not site.partial:
        yield lacking(
            site, NO_CHOICE.id, "", f"必须写 {first} 或 firstAvailable", f"{first} or firstAvailable is required"
        )


def allocation(site: Site) -> Iterator[Problem]:
    """``validateDeviceAllocationMode``: a count for ExactCount only, 1 by default."""
    mode, count = site.text("allocationMode"), site.number("count")
    if count is not None and mode == "All" and count != 0:
        yield site.problem(
            WITH_COUNT.id, "count", "allocationMode: All 时不能写 count", "with allocationMode: All there is no count"
        )
    elif count is not None and mode in ("", "ExactCount") and count < 0:
        yield site.problem("out-of-range", "count", "count 应大于 0", "count has to be more than 0")
    yield from at_most(site, "selectors", MAX_ITEMS)


def constraint_early(site: Site) -> Iterator[Problem]:
    """``distinctAttribute`` is dropped up to 1.35."""
    if not site.has("matchAttribute"):
        yield from site.missing("matchAttribute")


def constraint(site: Site) -> Iterator[Problem]:
    """``validateDeviceConstraint``: it compares an attribute; the first way to do so is looked at."""
    if site.has("matchAttribute"):
        return
    if not site.has("distinctAttribute"):
        yield from site.missing("matchAttribute")
    else:
        yield from _is_attribute(site, ("distinctAttribute",), site.value["distinctAttribute"])


def configuration(site: Site) -> Iterator[Problem]:
    """``validateDeviceConfiguration``: parameters for a driver."""
    if not site.has("opaque"):
        yield from site.missing("opaque")


def toleration(site: Site) -> Iterator[Problem]:
    """``validateDeviceToleration``: a key like that of a label; a value for Equal only, which is the default."""
    if site.text("operator") == "Exists" and site.text("value"):
        yield site.problem("forbidden-field", "value", "Exists 不能写 value", "with Exists there is no value")
    for field, form in (("key", qualified_name), ("value", label_value)):
        text = site.text(field)
        wrong = form(text) if text and (field == "key" or site.text("operator") in ("", "Equal")) else None
        if wrong:
            yield site.problem("invalid-label", field, f"{shown(text)}：{wrong.zh}", f"{shown(text)}: {wrong.en}")


def tolerations(site: Site) -> Iterator[Problem]:
    """A request tolerates at most 16 kinds of taints."""
    return at_most(site, "tolerations", MAX_TOLERATIONS)


def parameters(site: Site) -> Iterator[Problem]:
    """``validateRawExtension``: an object."""
    value = site.value.get("parameters")
    if value is None and "parameters" in site.value:
        yield from site.missing("parameters")
    elif value is not None and not isinstance(value, dict):
        yield site.problem(
            "wrong-type", "parameters", f"parameters 应为对象，不是 {shown(value)}", "parameters has to be a mapping"
        )
    elif value and len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) > MAX_PARAMETERS:
        yield site.problem("out-of-range", "parameters", "parameters 超过 10 KiB", "parameters are more than 10 KiB")


_NAME = (must_have_form("invalid-name", dns1123_label, empty=True),)
_CLASS = (must_have_form("invalid-name", dns1123_subdomain, empty=True),)
_is_attribute = must_have_form("invalid-format", full_attribute_name)
_CHECKS = {
    "DeviceClaim": (claim,),
    "DeviceSubRequest": (required("name", "deviceClassName"), allocation, only(tolerations, since="1.36")),
    "DeviceConstraint": (only(constraint_early, until="1.35"), only(constraint, since="1.36")),
    "DeviceClaimConfiguration": (configuration,),
    "DeviceClassConfiguration": (configuration,),
    "OpaqueDeviceConfiguration": (required("driver"), parameters),
    "DeviceToleration": (only(toleration, since="1.36"),),
}
_FIELDS = {
    "DeviceRequest.name": _NAME,
    "DeviceSubRequest.name": _NAME,
    "DeviceSubRequest.deviceClassName": _CLASS,
    "DeviceConstraint.matchAttribute": (_is_attribute,),
    "OpaqueDeviceConfiguration.driver": (must_have_form("invalid-name", driver_name, empty=True),),
}

TABLES = Tables(
    rules=(NO_CHOICE, WITH_COUNT),
    checks={
        **{f"resource.{version}.{name}": checks for version in VERSIONS for name, checks in _CHECKS.items()},
        **{f"resource.{version}.DeviceRequest": (required("name"), request) for version in LATER},
        f"resource.{FIRST}.DeviceRequest": (required("name"), request, allocation, only(tolerations, since="1.36")),
        **{
            f"resource.{version}.ExactDeviceRequest": (
                required("deviceClassName"),
                allocation,
                only(tolerations, since="1.36"),
            )
            for version in LATER
        },
    },
    fields={
        **{f"resource.{version}.{name}": checks for version in VERSIONS for name, checks in _FIELDS.items()},
        **{f"resource.{version}.ExactDeviceRequest.deviceClassName": _CLASS for version in LATER},
        f"resource.{FIRST}.DeviceRequest.deviceClassName": _CLASS,
    },
)
