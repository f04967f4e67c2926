"""CSI drivers and what they report (pkg/apis/storage/validation, ``ValidateCSIDriverName`` in pkg/apis/core)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.formats import quantities
from kubefence.formats.names import dns1123_subdomain, driver_name, qualified_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.lists import entries, texts
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_be_one_of, must_have_form, must_lie_in, shown
from kubefence.rules.vocabulary.versions import only
from kubefence.yamldoc.document import Path

_LONGEST_NODE_ID = 256
_MODES = ("Persistent", "Ephemeral")
_POLICIES = ("ReadWriteOnceWithFSType", "File", "None")
_lifetime = must_lie_in(600, 1 << 32)
_PERIOD, _period = "nodeAllocatableUpdatePeriodSeconds", must_lie_in(10, None)
DRIVER = must_have_form("invalid-name", driver_name, empty=True)


def lifecycle_modes(spec: Site) -> Iterator[Problem]:
    """How long the volumes of a driver live; the server names the list."""
    for _, mode in texts(spec, "volumeLifecycleModes"):
        if mode not in _MODES:
            zh = f"volumeLifecycleModes 不能有 {shown(mode)}，可选：{'、'.join(_MODES)}"
            en = f"volumeLifecycleModes cannot have {shown(mode)}, one of: {', '.join(_MODES)}"
            yield spec.problem("invalid-value", "volumeLifecycleModes", zh, en)


def token_requests(spec: Site) -> Iterator[Problem]:
    """``validateTokenRequests``: one for each audience, neither too short nor too long."""
    seen: set[str] = set()
    for index, request in entries(spec, "tokenRequests"):
        audience = request.text("audience")
        if audience in seen:
            zh, en = f"audience {shown(audience)} 写了两次", f"the audience {shown(audience)} stands twice"
            yield spec.problem("duplicate-entry", ("tokenRequests", index, "audience"), zh, en)
        seen.add(audience)
        if request.has("expirationSeconds"):
            yield from _lifetime(request, ("expirationSeconds",), request.value["expirationSeconds"])


def token_in_secrets(spec: Site) -> Iterator[Problem]:
    """How tokens are handed over says something only where there are any (since 1.35)."""
    if spec.has("serviceAccountTokenInSecrets") and not spec.items("tokenRequests") and not spec.partial:
        zh = "没有 tokenRequests 时不能写 serviceAccountTokenInSecrets"
        en = "serviceAccountTokenInSecrets is for drivers with tokenRequests"
        yield spec.problem("forbidden-field", "serviceAccountTokenInSecrets", zh, en)


def update_period(spec: Site) -> Iterator[Problem]:
    """Not too often; the field is dropped up to 1.34 (``MutableCSINodeAllocatableCount``)."""
    if spec.has(_PERIOD):
        yield from _period(spec, (_PERIOD,), spec.value[_PERIOD])


def node_drivers(spec: Site) -> Iterator[Problem]:
    """Each driver of a node once, with topology keys that are keys of labels."""
    names: set[str] = set()
    for index, driver in entries(spec, "drivers"):
        name = driver.text("name")
        if name in names:
            zh, en = f"驱动 {shown(name)} 写了两次", f"the driver {shown(name)} stands twice"
            yield spec.problem("duplicate-entry", ("drivers", index, "name"), zh, en)
        names.add(name)


def topology_keys(driver: Site) -> Iterator[Problem]:
    """Keys of labels, each once; the server names the driver."""
    keys: set[str] = set()
    for _, key in texts(driver, "topologyKeys"):
        form = qualified_name(key)
        if form:
            zh, en = f"拓扑键 {shown(key)} 的写法不对：{form.zh}", f"the topology key {shown(key)}: {form.en}"
            yield driver.problem("invalid-label", "topologyKeys", zh, en)
        if key in keys:
            zh, en = f"拓扑键 {shown(key)} 写了两次", f"the topology key {shown(key)} stands twice"
            yield driver.problem("duplicate-entry", "topologyKeys", zh, en)
        keys.add(key)


def node_id(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The name that a driver has for its node."""
    if isinstance(value, str) and len(value) > _LONGEST_NODE_ID:
        zh, en = f"nodeID 最长 {_LONGEST_NODE_ID} 个字符", f"nodeID may have {_LONGEST_NODE_ID} characters at most"
        yield site.problem("out-of-range", at, zh, en)


def not_negative(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """There is no less than no capacity."""
    size = quantities.of(value)
    if size is not None and size < 0:
        yield site.problem("out-of-range", at, f"{at[0]} 不能是负数", f"{at[0]} cannot be negative")


_CAPACITIES = ("storage.v1.CSIStorageCapacity", "storage.v1beta1.CSIStorageCapacity")

TABLES = Tables(
    checks={
        "storage.v1.CSIDriverSpec": (
            lifecycle_modes,
            token_requests,
            only(update_period, since="1.35"),
            only(token_in_secrets, since="1.35"),
        ),
        "storage.v1.CSINodeSpec": (node_drivers,),
        "storage.v1.CSINodeDriver": (topology_keys, required("name", "nodeID")),
    },
    fields={
        "storage.v1.CSIDriverSpec.fsGroupPolicy": (must_be_one_of(_POLICIES, empty=False),),
        "storage.v1.CSINodeDriver.name": (DRIVER,),
        "storage.v1.CSINodeDriver.nodeID": (node_id,),
        "storage.v1.VolumeNodeResources.count": (must_lie_in(0, None),),
        "core.v1.CSIPersistentVolumeSource.driver": (DRIVER,),
        **{f"{name}.capacity": (not_negative,) for name in _CAPACITIES},
        **{f"{name}.storageClassName": (must_have_form("invalid-name", dns1123_subdomain),) for name in _CAPACITIES},
    },
)
