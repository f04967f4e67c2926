"""What a container asks for: names, amounts, and how a request and its limit go together."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats import resources
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.containers.place import TYPES
from kubefence.rules.documentation import resources as documentation
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.amounts import amounts, stored
from kubefence.rules.vocabulary.values import shown


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
    """At the amount; the API server names ``requests`` as a whole."""
    also = (Also((*requirements.path, "limits", name), Text("限制", "the limit")),)
    return requirements.problem(rule, ("requests", name), zh, en, also=also, named=("requests",))


def pages_alone(requirements: Site) -> Iterator[Problem]:
    """Huge pages go with cpu or memory (``validateResourceRequirements``)."""
    names = {*requirements.mapping("limits"), *requirements.mapping("requests")}
    if resources.are_huge_pages_alone(names):
        yield requirements.problem(
            "missing-field",
            (),
            "使用大页时还必须写 cpu 或 memory",
            "huge pages need cpu or memory besides",
            anchor=Anchor.KEY,
        )


TABLES = Tables(
    checks={"core.v1.ResourceRequirements": (container_names, request_and_limit, pages_alone)},
    fields={f"core.v1.ResourceRequirements.{field}": (amounts,) for field in ("limits", "requests")},
)
