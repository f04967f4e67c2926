"""Resources of a Pod as a whole, against those of its containers (``validatePodResources``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from fractions import Fraction
from typing import Any

from kubefence.findings import Text
from kubefence.formats.resources import are_huge_pages_alone, container_resource, is_huge_pages
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.containers.place import INIT, REGULAR, containers_in, of_pod
from kubefence.rules.documentation.resources import UNKNOWN_RESOURCE
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.parts import of_template, on_create
from kubefence.rules.vocabulary.amounts import amounts, stored
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

Amounts = dict[str, Fraction]


def _sized(request: str) -> str:
    return pod(f"resources:\n  requests:\n    cpu: {request}\n", container="resources:\n  requests:\n    cpu: 500m\n")


TOO_SMALL = Rule(
    id="pod-resources-below-containers",
    title=Text("Pod 级资源小于容器的资源", "resources of a Pod that are less than those of its containers"),
    why=Text(
        "Pod 级的请求要装得下所有容器的请求，Pod 级的上限要不小于每个容器的上限，否则 API 服务器拒绝。",
        "The requests of a Pod have to hold those of all its containers, and no container may have a higher limit "
        "than the Pod; the API server refuses the rest.",
    ),
    fix=Text("增大 spec.resources，或减小容器的资源。", "Give spec.resources more, or the containers less."),
    source="https://kubernetes.io/zh-cn/docs/tasks/configure-pod-container/assign-pod-level-resources/",
    wrong=_sized("100m"),
    right=_sized("500m"),
)


def pod_level(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validatePodResources``; amounts and limits by themselves are checked with those of containers."""
    resources = spec.child("resources")
    if resources is None:
        return
    if resources.has("claims"):
        yield resources.problem(
            "forbidden-field",
            "claims",
            "Pod 级的 resources 不能写 claims，写到容器里",
            "the resources of a Pod as a whole cannot have claims, give them to a container",
        )
    for field in ("limits", "requests"):
        for name in resources.mapping(field):
            if name not in ("cpu", "memory") and not is_huge_pages(name):
                yield resources.problem(
                    UNKNOWN_RESOURCE.id,
                    (field, name),
                    f"Pod 级的 resources 没有 {shown(name)}，可选：cpu、memory、hugepages-<大小>",
                    f"the resources of a Pod as a whole have no {shown(name)}, one of: cpu, memory, hugepages-<size>",
                    anchor=Anchor.KEY,
                )
    yield from _sums(spec, resources)
    above = list(_each(spec, resources))
    yield from above
    if of_pod(spec) or of_template(spec):
        yield from _defaulted(spec, resources, {problem.path[-1] for problem in above})


def _sums(spec: Site, resources: Site) -> Iterator[Problem]:
    """``validatePodResourceConsistency``: what all containers together ask for."""
    for field, needed in (("requests", _requests(spec, in_pod=of_pod(spec))), ("limits", _pages(_limits(spec)))):
        given = _amounts(resources.mapping(field))
        for name, amount in needed.items():
            if name in given and amount > given[name]:
                word = "请求" if field == "requests" else "上限"
                yield resources.problem(
                    TOO_SMALL.id,
                    (field, name),
                    f"Pod 级的 {name} {word}小于所有容器合计的 {_plain(amount)}",
                    f"the {name} of the Pod is less than the {_plain(amount)} of its containers together",
                )


def _defaulted(spec: Site, resources: Site, told: Set[str | int]) -> Iterator[Problem]:
    """In a Pod, what its containers ask for together is its request by default (``defaultPodRequests``).

    A template has no such default, so it is taken, but none of the Pods that are made from it is.
    """
    limits, requests = _amounts(resources.mapping("limits")), resources.mapping("requests")
    asked = _requests(spec, in_pod=True) if limits else {}
    for name in ("cpu", "memory"):
        if (
            name in limits
            and name not in told
            and name not in requests
            and asked.get(name, limits[name]) > limits[name]
        ):
            severity, later = on_create(spec)
            amount = _plain(asked[name])
            yield resources.problem(
                TOO_SMALL.id,
                ("limits", name),
                f"Pod 级的 {name} 上限小于所有容器合计请求的 {amount}，它是 Pod 级请求的默认值{later.zh}",
                f"the {name} limit of the Pod is less than the {amount} that its containers ask for together, "
                f"which is its request by default{later.en}",
                severity=severity,
                named=("requests",),
            )


def _each(spec: Site, resources: Site) -> Iterator[Problem]:
    limits = _amounts(resources.mapping("limits"))
    for entry in containers_in(spec, REGULAR) if limits else ():
        for name, amount in _amounts(_part(entry.value, "limits")).items():
            if name in limits and amount > limits[name]:
                yield spec.problem(
                    TOO_SMALL.id,
                    (*entry.path, "resources", "limits", name),
                    f"容器的 {name} 上限大于 Pod 级的上限 {resources.mapping('limits')[name]}",
                    f"the {name} limit of the container is above that of the Pod, {resources.mapping('limits')[name]}",
                    also=(Also((*resources.path, "limits", name), Text("Pod 级的上限", "the limit of the Pod")),),
                )


def _requests(spec: Site, *, in_pod: bool) -> Amounts:
    """``AggregateContainerRequests``; in a Pod, and only there, a limit counts as the request by default."""

    def asked(container: dict[str, Any]) -> Amounts:
        requests = _amounts(_part(container, "requests"))
        return {**_amounts(_part(container, "limits")), **requests} if in_pod else requests

    return _together(spec, asked)


def _limits(spec: Site) -> Amounts:
    return _together(spec, lambda container: _amounts(_part(container, "limits")))


def _together(spec: Site, asked: Any) -> Amounts:
    """Containers and sidecars run at once; init containers run one by one, beside the sidecars before them."""
    running = _sum(asked(entry.value) for entry in containers_in(spec, REGULAR))
    sidecars: Amounts = {}
    peak: Amounts = {}
    for entry in containers_in(spec, INIT):
        own = asked(entry.value)
        if entry.value.get("restartPolicy") == "Always":
            own = sidecars = _sum((sidecars, own))
        else:
            own = _sum((sidecars, own))
        peak = {name: max(peak.get(name, amount), amount) for name, amount in {**peak, **own}.items()}
    total = _sum((running, sidecars))
    return {name: max(part[name] for part in (total, peak) if name in part) for name in {**total, **peak}}


def _sum(parts: Iterable[Amounts]) -> Amounts:
    total: Amounts = {}
    for part in parts:
        for name, amount in part.items():
            total[name] = total.get(name, Fraction(0)) + amount
    return total


def _pages(all_amounts: Amounts) -> Amounts:
    return {name: amount for name, amount in all_amounts.items() if is_huge_pages(name)}


def _part(container: dict[str, Any], field: str) -> dict[str, Any]:
    resources = container.get("resources")
    part = resources.get(field) if isinstance(resources, dict) else None
    return part if isinstance(part, dict) else {}


def _amounts(written: dict[str, Any]) -> Amounts:
    read = {name: stored(value) for name, value in written.items()}
    return {name: amount for name, amount in read.items() if amount is not None}


def _plain(amount: Fraction) -> str:
    return str(amount) if amount.denominator == 1 else f"{amount * 1000}m"


def overhead(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateOverhead``: names and amounts as those of a container's limits."""
    names = value if isinstance(value, dict) else {}
    for name in names:
        wrong = container_resource(name)
        if wrong:
            yield spec.problem(
                UNKNOWN_RESOURCE.id,
                (*at, name),
                f"没有资源 {shown(name)}：{wrong.zh}",
                f"there is no resource {shown(name)}: {wrong.en}",
                anchor=Anchor.KEY,
            )
    yield from amounts(spec, at, value)
    if are_huge_pages_alone(names):
        yield spec.problem(
            "missing-field", at, "使用大页时还必须写 cpu 或 memory", "huge pages need cpu or memory besides"
        )


TABLES = Tables(
    rules=(TOO_SMALL,),
    fields={"core.v1.PodSpec.resources": (pod_level,), "core.v1.PodSpec.overhead": (overhead,)},
)
