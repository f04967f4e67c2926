"""How a Service spreads traffic: policies, session affinity, distribution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables, when
from kubefence.rules.networking.services import is_external, service_type
from kubefence.rules.vocabulary.values import must_be_one_of, must_lie_in, never_blank, shown
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path

_DAY = 86400
_timeout = must_lie_in(1, _DAY)
_DISTRIBUTIONS = ("PreferClose", "PreferSameZone", "PreferSameNode")
_SAME_UNTIL = parse_version("1.33")
"""``PreferSameZone`` and ``PreferSameNode`` exist since 1.34 (``PreferSameTrafficDistribution``)."""

_distribution = must_be_one_of(_DISTRIBUTIONS, empty=False)


@when("externalTrafficPolicy")
def external_policy(spec: Site) -> Iterator[Problem]:
    """``validateServiceExternalTrafficPolicy``: a policy for traffic from outside needs a way in."""
    policy = spec.text("externalTrafficPolicy")
    if policy and service_type(spec) and not is_external(spec):
        yield spec.problem(
            "forbidden-field",
            "externalTrafficPolicy",
            f"externalTrafficPolicy 只用于能从集群外访问的 Service，这里是 {service_type(spec)}；删掉它或改类型",
            "externalTrafficPolicy is for Services that are reachable from outside, this one is "
            f"{service_type(spec)}; remove it or change the type",
        )


@when("sessionAffinityConfig")
def session_affinity(spec: Site) -> Iterator[Problem]:
    """``validateClientIPAffinityConfig``: the timeout counts where the affinity is ClientIP, else it is dropped."""
    config = spec.child("sessionAffinityConfig") if spec.text("sessionAffinity") == "ClientIP" else None
    client = config.child("clientIP") if config else None
    if client and client.has("timeoutSeconds"):
        yield from _timeout(client, ("timeoutSeconds",), client.value["timeoutSeconds"])


def traffic_distribution(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateServiceTrafficDistribution``; what may stand here depends on the version."""
    yield from _distribution(site, at, value)
    if value in _DISTRIBUTIONS[1:]:
        zh, en = f"{shown(value)} 从 1.34 才有；改写为 PreferClose", f"{shown(value)} exists since 1.34"
        yield replace(site.problem("invalid-value", at, zh, f"{en}; write PreferClose"), until=_SAME_UNTIL)


TABLES = Tables(
    checks={
        "core.v1.ServiceSpec": (
            external_policy,
            session_affinity,
            never_blank("internalTrafficPolicy", "ipFamilyPolicy"),
        )
    },
    fields={
        "core.v1.ServiceSpec.trafficDistribution": (traffic_distribution,),
    },
)
