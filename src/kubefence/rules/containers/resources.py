"""What a container asks for: names, amounts, and how a request and its limit go together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats import quantities, resources
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.containers import resource_documentation as documentation
from kubefence.rules.containers.place import TYPES
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_BYTES = ("memory", "ephemeral-storage")


def container_names(requirements: Site) -> Iterator[Problem]:
    """Names of a container's resources (``validateContainerResourceName``)."""
    if requirements.parent is not None and requirements.parent.definition not in TYPES:
        return  # a Pod as a whole, and the claims of older versions, have names of their own
    for field in ("limits", "requests"):
        for name in requirements.mapping(field):
            wrong = resources.container_resource(name)
            if wrong:
                yield requirements.problem(
                    documentation.UNKNOWN_RESOURCE.id,
                    (field, name),
                    f"没有资源 {shown(name)}：{wrong.zh}",
                    f"there is no resource {shown(name)}: {wrong.en}",
                    anchor=Anchor.KEY,
                )


def amounts(requirements: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Each amount by itself (``ValidateResourceQuantityValue``)."""
    for name, written in value.items() if isinstance(value, dict) else ():
        quantity = rounded(written)
        if quantity is None:
            continue
        where = (*at, name)
        if quantity < 0:
            yield requirements.problem(
                "out-of-range", where, f"{name} 不能是负数 {written}", f"{name} cannot be negative, it is {written}"
            )
        elif resources.is_extended(name) and quantity.denominator != 1:
            yield requirements.problem(
                documentation.FRACTIONAL_RESOURCE.id,
                where,
                f"{name} 按个数分配，{shown(written)} 不是整数",
                f"{name} is counted, and {shown(written)} is not a whole number",
            )
        elif name in _BYTES and quantity.denominator != 1:
            yield _fractional_bytes(requirements, where, written)
        elif resources.is_huge_pages(name):
            yield from _whole_pages(requirements, where, quantity)


def _fractional_bytes(requirements: Site, where: Path, written: Any) -> Problem:
    meant = f"{str(written)[:-1]}Mi" if str(written).endswith("m") else ""
    zh, en = (f"，是不是 {meant}？", f", did you mean {meant}?") if meant else ("", "")
    return requirements.problem(
        documentation.FRACTIONAL_BYTES.id,
        where,
        f"{where[-1]}: {written} 不是整数个字节（m 是千分之一）{zh}",
        f"{where[-1]}: {written} is not a whole number of bytes (m is a thousandth){en}",
        severity=Severity.WARNING,
    )


def _whole_pages(requirements: Site, where: Path, quantity: Fraction) -> Iterator[Problem]:
    """Huge pages come whole (``IsHugePageResourceValueDivisible``)."""
    name = str(where[-1])
    size = quantities.parse(name.removeprefix(resources.HUGE_PAGES))
    if size is None or size <= 0 or size.denominator != 1 or -(-quantity // 1) % size:
        yield requirements.problem(
            "out-of-range",
            where,
            f"{name} 的量必须是页大小的整数倍",
            f"an amount of {name} has to be a multiple of the page size",
        )


def request_and_limit(requirements: Site) -> Iterator[Problem]:
    """Requests against limits (``validateResourceRequirements``)."""
    limits = requirements.mapping("limits")
    for name, written in requirements.mapping("requests").items():
        request, limit = stored(written), stored(limits.get(name))
        overcommitted = resources.is_overcommitted(name)
        if name not in limits:
            if not overcommitted and not requirements.partial:
                zh, en = f"{name} 不能超配，limits 里也必须写它", f"{name} cannot be overcommitted, so it needs a limit"
                yield requirements.problem(documentation.OVERCOMMITTED_RESOURCE.id, "limits", zh, en, anchor=Anchor.KEY)
        elif request is None or limit is None:
            continue
        elif not overcommitted and request != limit:
            zh, en = f"{name} 不能超配，requests 必须等于 limits", f"{name}: the request has to equal the limit"
            yield _against_limit(requirements, documentation.OVERCOMMITTED_RESOURCE.id, name, zh, en)
        elif request > limit:
            zh = f"{name} 的请求 {written} 大于限制 {limits[name]}"
            en = f"the request of {written} {name} is above the limit of {limits[name]}"
            yield _against_limit(requirements, documentation.REQUEST_OVER_LIMIT.id, name, zh, en)


def _against_limit(requirements: Site, rule: str, name: str, zh: str, en: str) -> Problem:
    """The API server names ``requests`` as a whole, so the two amounts are told besides."""
    also = (
        Also((*requirements.path, "requests", name), Text("请求", "the request")),
        Also((*requirements.path, "limits", name), Text("限制", "the limit")),
    )
    return requirements.problem(rule, "requests", zh, en, anchor=Anchor.KEY, also=also)


def pages_alone(requirements: Site) -> Iterator[Problem]:
    """Huge pages go with cpu or memory (``validateResourceRequirements``)."""
    names = {*requirements.mapping("limits"), *requirements.mapping("requests")}
    if any(map(resources.is_huge_pages, names)) and not names & {"cpu", "memory"}:
        yield requirements.problem(
            "missing-field",
            (),
            "使用大页时还必须写 cpu 或 memory",
            "huge pages need cpu or memory besides",
            anchor=Anchor.KEY,
        )


def stored(written: Any) -> Fraction | None:
    """The amount of an entry that is there: one that is null counts as zero."""
    return Fraction(0) if written is None else rounded(written)


def rounded(written: Any) -> Fraction | None:
    """The amount as it is stored, in thousandths (``SetDefaults_ResourceList``)."""
    if isinstance(written, str | float):
        return _rounded(str(written))
    return quantities.of(written)


@lru_cache(maxsize=4096)
def _rounded(written: str) -> Fraction | None:
    quantity = quantities.parse(written)
    if quantity is None or quantity.denominator in (1, 1000):
        return quantity
    return Fraction(-(-quantity * 1000 // 1), 1000)


TABLES = Tables(
    rules=documentation.RULES,
    checks={"core.v1.ResourceRequirements": (container_names, request_and_limit, pages_alone)},
    fields={f"core.v1.ResourceRequirements.{field}": (amounts,) for field in ("limits", "requests")},
)
