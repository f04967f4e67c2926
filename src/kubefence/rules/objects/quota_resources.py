"""Resources that quotas and limit ranges can name (``pkg/apis/core/helper``)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from kubefence.findings import Text
from kubefence.formats import quantities
from kubefence.formats.names import qualified_name
from kubefence.formats.resources import container_resource, is_extended
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_COMPUTE = ("cpu", "memory", "ephemeral-storage")
COUNTED = (
    "pods",
    "resourcequotas",
    "services",
    "replicationcontrollers",
    "secrets",
    "configmaps",
    "persistentvolumeclaims",
    "services.nodeports",
    "services.loadbalancers",
)
"""Numbers of objects, so they are whole."""

QUOTA = frozenset(
    (
        *_COMPUTE,
        *(f"{side}.{name}" for side in ("requests", "limits") for name in _COMPUTE),
        "requests.storage",
        *COUNTED,
    )
)
"""What a quota can limit without a domain (``IsStandardQuotaResourceName``)."""

_STANDARD = QUOTA | {"storage"}
_HUGE_PAGES = ("hugepages-", "requests.hugepages-")


def standard(name: str) -> Text | None:
    """A resource that is known, or has a domain (``validateResourceName``)."""
    wrong = qualified_name(name)
    if wrong or "/" in name or name in _STANDARD or name.startswith(_HUGE_PAGES):
        return wrong
    return Text("没有这种资源；自定义资源要带域名", "there is no such resource; one of your own needs a domain")


def for_quota(name: str) -> Text | None:
    """A resource that a quota can limit (``ValidateResourceQuotaResourceName``)."""
    wrong = standard(name)
    if wrong or "/" in name or name in QUOTA or name.startswith(_HUGE_PAGES):
        return wrong
    return Text("配额不能限制它，存储用 requests.storage", "no quota can limit it; for storage use requests.storage")


def for_limits(kind: str, name: str) -> Text | None:
    """A resource that a limit range can bound (``validateLimitRangeResourceName``)."""
    return container_resource(name) if kind in ("Pod", "Container") else standard(name)


def quota_amount(site: Site, at: Path, name: str, value: object) -> Iterator[Problem]:
    """``ValidateResourceQuantityValue``: not negative, and whole where objects or devices are counted."""
    found = quantities.of(value)
    if found is None:
        return
    if found < 0:
        yield site.problem("out-of-range", at, f"{name} 不能是负数 {value}", f"{name} cannot be negative: {value}")
    if not _whole(found) and (name in COUNTED or is_extended(name)):
        yield site.problem(
            "invalid-format",
            at,
            f"{name} 是个数，应为整数，不能是 {shown(value)}",
            f"{name} is a count, so it is a whole number, not {shown(value)}",
        )


def _whole(found: Fraction) -> bool:
    """Whether nothing is left after rounding up to a thousandth (``MilliValue``)."""
    return ceil(found * 1000) % 1000 == 0
