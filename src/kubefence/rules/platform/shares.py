"""Which shares of a capacity can be requested (``validateRequestPolicy`` in ``pkg/apis/resource/validation``)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from kubefence.formats import quantities
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.platform.claims import FIRST, LATER
from kubefence.rules.vocabulary.lists import at_most
from kubefence.rules.vocabulary.versions import only

MAX_VALUES = 10


def shares(site: Site) -> Iterator[Problem]:
    """Shares are for devices that can be allocated several times, and described one way."""
    shared, capacities = site.flag("allowMultipleAllocations"), site.child("capacity")
    for name in capacities.value if capacities else ():
        capacity = capacities.child(name) if capacities and isinstance(name, str) else None
        policy = capacity.child("requestPolicy") if capacity else None
        if capacity is None or policy is None:
            continue
        if not shared and not site.left_out("allowMultipleAllocations"):
            zh, en = "要写 allowMultipleAllocations: true", "it needs allowMultipleAllocations: true"
            yield capacity.problem("forbidden-field", "requestPolicy", zh, en)
        elif policy.items("validValues") and policy.has("validRange"):
            zh, en = "validValues 和 validRange 只能写一个", "only one of validValues and validRange can be given"
            yield capacity.problem("mutually-exclusive", "requestPolicy", zh, en)
        elif policy.items("validValues") or policy.has("validRange"):
            yield from _policy(policy, quantities.of(capacity.value.get("value")))


def _policy(policy: Site, most: Fraction | None) -> Iterator[Problem]:
    """A default is needed, and both have to be sound (``validateValidRequestValues``)."""
    if not policy.has("default"):
        zh, en = "写了 validValues 或 validRange 就要写 default", "with validValues or validRange it is needed"
        yield from policy.missing("default", zh, en)
        return
    default = quantities.of(policy.value["default"])
    if default is None or most is None:
        return  # no quantities, which is said elsewhere
    if policy.items("validValues"):
        yield from _values(policy, default, most)
    else:
        bounds = policy.child("validRange")
        if bounds is not None:
            yield from _range(bounds, default, most)


def _values(policy: Site, default: Fraction, most: Fraction) -> Iterator[Problem]:
    """``validateRequestPolicyValidValues``: in order, each once, none too large, the default among them."""
    yield from at_most(policy, "validValues", MAX_VALUES)
    values = [quantities.of(0 if value is None else value) for value in policy.items("validValues")]
    sure = [value for value in values if value is not None]
    if len(sure) < len(values):
        return
    for index, value in enumerate(sure):
        at = ("validValues", index)
        if index and value < sure[index - 1]:
            yield policy.problem("invalid-value", at, "应从小到大排列", "the values have to be in ascending order")
        if ceil(value) in map(ceil, sure[:index]):
            yield policy.problem("duplicate-entry", at, "与前面的一个值相同", "the same as one before")
        if value > most:
            yield policy.problem("out-of-range", at, "大于 capacity 的 value", "more than the value of the capacity")
    if default not in sure:
        yield policy.problem("invalid-value", "default", "default 应是 validValues 之一", "it is one of validValues")


def _range(bounds: Site, default: Fraction, most: Fraction) -> Iterator[Problem]:
    """``validateRequestPolicyRange``: the default lies in the range, the range in the capacity."""
    low, high, step = (quantities.of(bounds.value.get(field)) for field in ("min", "max", "step"))
    if low is None:
        return
    found = [
        ("min", low > most, "大于 capacity 的 value", "more than the value of the capacity"),
        ("min", default < low, "大于 default", "more than the default"),
        ("max", high is not None and low > high, "小于 min", "less than min"),
        ("max", high is not None and high > most, "大于 capacity 的 value", "more than the value of the capacity"),
        ("max", high is not None and default > high, "小于 default", "less than the default"),
        ("step", step is not None and step <= 0, "应大于 0", "it has to be more than 0"),
        ("step", step is not None and step > 0 and low + step > most, "一步就超过 value", "one step exceeds the value"),
    ]
    for field, wrong, zh, en in found:
        if wrong:
            yield bounds.problem("out-of-range", field, f"{field}：{zh}", f"{field}: {en}")
    if step is None or step <= 0:
        return
    for name, value in (("default", default), ("max", high)):
        if value is not None and (value - low) % step:
            zh, en = f"{name} 减 min 不是 step 的倍数", f"{name} minus min is no multiple of step"
            yield bounds.problem("invalid-value", "step", zh, en)


TABLES = Tables(
    checks={
        f"resource.{name}": (only(shares, since="1.36"),)
        for name in (*(f"{version}.Device" for version in LATER), f"{FIRST}.BasicDevice")
    }
)
