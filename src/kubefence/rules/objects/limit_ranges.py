"""Limit ranges: bounds and defaults that agree with each other (``ValidateLimitRange``)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kubefence.findings import Text
from kubefence.formats import quantities
from kubefence.formats.names import qualified_name
from kubefence.formats.resources import is_overcommitted
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.objects.quota_resources import for_limits
from kubefence.rules.vocabulary.values import shown

_RANGE = """\
apiVersion: v1
kind: LimitRange
metadata:
  name: containers
spec:
  limits:
    - type: Container
      min:
        cpu: {least}
      max:
        cpu: 500m
"""

CONTRADICTION = Rule(
    id="limit-range-out-of-order",
    title=Text("LimitRange 的上下限或默认值互相矛盾", "bounds or defaults of a LimitRange that contradict each other"),
    why=Text(
        "同一种资源必须满足 min ≤ defaultRequest ≤ default ≤ max，maxLimitRequestRatio 至少为 1 且不超过 max/min；"
        "否则没有容器能满足，服务器拒绝。",
        "For a resource min ≤ defaultRequest ≤ default ≤ max has to hold, and maxLimitRequestRatio lies between 1 "
        "and max/min. No container could meet anything else, so the server refuses it.",
    ),
    fix=Text("把数值改成这个顺序。", "Put the amounts in this order."),
    source="https://kubernetes.io/zh-cn/docs/concepts/policy/limit-range/",
    wrong=_RANGE.format(least="1"),
    right=_RANGE.format(least="100m"),
)
TYPES = ("Container", "Pod", "PersistentVolumeClaim")
_BOUNDS = ("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")
_ORDER = (
    ("min", "max", "min"),
    ("min", "defaultRequest", "defaultRequest"),
    ("defaultRequest", "max", "defaultRequest"),
    ("defaultRequest", "default", "defaultRequest"),
    ("min", "default", "default"),
    ("default", "max", "default"),
)
"""What may not be more than what, and which of them the server names."""


def limits(spec: Site) -> Iterator[Problem]:
    """Each type is limited once."""
    seen: dict[str, int] = {}
    for index, item in enumerate(spec.items("limits")):
        kind = item.get("type") if isinstance(item, dict) else None
        if isinstance(kind, str) and kind in seen:
            yield spec.problem(
                "duplicate-entry",
                ("limits", index, "type"),
                f"类型 {kind} 已经有一项：合并成一项",
                f"there is an entry for {kind} already: merge them",
                also=(Also((*spec.path, "limits", seen[kind], "type"), Text("先前的一项", "the earlier one")),),
            )
        elif isinstance(kind, str):
            seen[kind] = index


def kind_known(limit: Site) -> Iterator[Problem]:
    """``validateLimitRangeTypeName``: one of Kubernetes' own types, or one with a domain."""
    kind = limit.value.get("type")
    if not isinstance(kind, str):
        return
    wrong = qualified_name(kind)
    if wrong or ("/" not in kind and kind not in TYPES):
        yield limit.problem(
            "invalid-value",
            "type",
            f"type 不能是 {shown(kind)}，可选：{'、'.join(TYPES)}",
            f"type cannot be {shown(kind)}, one of: {', '.join(TYPES)}",
        )


def bounds(limit: Site) -> Iterator[Problem]:
    """Which bounds a type can have, and of which resources."""
    kind = limit.text("type")
    for field in ("default", "defaultRequest") if kind == "Pod" else ():
        if limit.mapping(field):
            yield limit.problem(
                "forbidden-field",
                field,
                f"type 是 Pod 时不能有 {field}：默认值只能给 Container",
                f"{field} is not possible for the type Pod: only a Container has defaults",
            )
    for field in _bounds_of(kind):
        for name in limit.mapping(field):
            wrong = for_limits(kind, name)
            if wrong:
                yield limit.problem(
                    "invalid-value",
                    (field, name),
                    f"不能限制资源 {shown(name)}：{wrong.zh}",
                    f"{shown(name)} cannot be limited: {wrong.en}",
                    anchor=Anchor.KEY,
                )
    if kind == "PersistentVolumeClaim" and not any("storage" in limit.mapping(field) for field in ("min", "max")):
        yield from limit.missing("max", "至少要有 storage 的 min 或 max", "min or max of storage has to be given")


def order(limit: Site) -> Iterator[Problem]:
    """The amounts of each resource are in order."""
    fields = _bounds_of(limit.text("type"))
    amounts = {field: _amounts(limit, field) for field in fields if field in limit.value}
    for name in sorted({name for found in amounts.values() for name in found}):
        of = {field: found[name] for field, found in amounts.items() if name in found}
        for low, high, told in _ORDER:
            if low in of and high in of and of[low] > of[high]:
                at = Also((*limit.path, low if told == high else high, name), Text("与它矛盾", "it contradicts this"))
                zh, en = f"{name}：{low} 大于 {high}", f"{name}: {low} is more than {high}"
                yield limit.problem(CONTRADICTION.id, (told, name), zh, en, also=(at,))
        yield from _ratio(limit, name, of)
        yield from _same(limit, name, of)


def _ratio(limit: Site, name: str, of: dict[str, Fraction]) -> Iterator[Problem]:
    ratio, low, high = of.get("maxLimitRequestRatio"), of.get("min"), of.get("max")
    at = ("maxLimitRequestRatio", name)
    if ratio is not None and ratio < 1:
        yield limit.problem(CONTRADICTION.id, at, f"{name} 的比例不能小于 1", f"the ratio of {name} is at least 1")
    if ratio is not None and low and high is not None and ratio > high / low:
        zh, en = f"{name} 的比例大于 max/min", f"the ratio of {name} is more than max/min"
        yield limit.problem(CONTRADICTION.id, at, zh, en)


def _same(limit: Site, name: str, of: dict[str, Fraction]) -> Iterator[Problem]:
    """What cannot be overcommitted has a limit equal to its request; a container's limit defaults to ``max``."""
    default = of.get("default", of.get("max") if limit.text("type") == "Container" else None)
    if not is_overcommitted(name) and default is not None and of.get("defaultRequest", default) != default:
        yield limit.problem(
            CONTRADICTION.id,
            ("defaultRequest", name),
            f"{name} 不能超量分配，defaultRequest 必须等于 default",
            f"{name} cannot be overcommitted, so defaultRequest has to equal default",
        )


def _bounds_of(kind: str) -> tuple[str, ...]:
    """The bounds that count for a type; those that it cannot have are left aside."""
    return tuple(field for field in _BOUNDS if kind != "Pod" or not field.startswith("default"))


def _amounts(limit: Site, field: str) -> dict[str, Fraction]:
    found = ((name, quantities.of(value or 0)) for name, value in limit.mapping(field).items())  # null is 0, too
    return {name: value for name, value in found if value is not None}


TABLES = Tables(
    rules=(CONTRADICTION,),
    checks={"core.v1.LimitRangeSpec": (limits,), "core.v1.LimitRangeItem": (kind_known, bounds, order)},
)
