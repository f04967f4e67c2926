"""Leases, and who would like to hold one (``pkg/apis/coordination/validation``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats import semver
from kubefence.formats.names import qualified_name
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.vocabulary.gates import all_dropped
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in

OLDEST = "OldestEmulationVersion"
_VERSIONS = ("v1beta1", "v1alpha2")
_LEASE = "coordination.v1.LeaseSpec"


def strategy(text: str) -> Text | None:
    """``ValidateCoordinatedLeaseStrategy``: the one that Kubernetes knows, or ``domain/name`` for others."""
    if text == OLDEST or ("/" in text and qualified_name(text) is None):
        return None
    return Text(f"应为 {OLDEST} 或 域名/名称", f"it has to be {OLDEST}, or domain/name")


def versions(candidate: Site) -> Iterator[Problem]:
    """``ValidateLeaseCandidateSpec``: what is emulated is no newer than the binary, and the strategy needs it."""
    binary, emulated = (semver.order(candidate.text(field)) for field in ("binaryVersion", "emulationVersion"))
    if binary is not None and emulated is not None and binary < emulated:
        also = Also((*candidate.path, "emulationVersion"), Text("模拟的版本", "the version that is emulated"))
        zh, en = "binaryVersion 不能比 emulationVersion 旧", "binaryVersion cannot be older than emulationVersion"
        yield candidate.problem("out-of-range", "binaryVersion", zh, en, also=(also,))
    if candidate.text("strategy") == OLDEST and (not candidate.text("emulationVersion") or emulated == semver.ZERO):
        zh, en = f"strategy 是 {OLDEST} 时必填，且不能是 0.0.0", f"strategy {OLDEST} asks for it, and not for 0.0.0"
        yield from candidate.missing("emulationVersion", zh, en)


_version = must_have_form("invalid-format", semver.semantic_version, empty=True)
_CANDIDATE: dict[str, FieldCheck] = {
    "binaryVersion": _version,
    "emulationVersion": _version,
    "strategy": must_have_form("invalid-value", strategy, empty=True),
}

TABLES = Tables(
    checks={
        f"coordination.{version}.LeaseCandidateSpec": (required("leaseName", "binaryVersion", "strategy"), versions)
        for version in _VERSIONS
    },
    fields={
        f"{_LEASE}.leaseDurationSeconds": (must_lie_in(1, None),),
        f"{_LEASE}.leaseTransitions": (must_lie_in(0, None),),
        **all_dropped(dict.fromkeys((f"{_LEASE}.strategy", f"{_LEASE}.preferredHolder"), "CoordinatedLeaderElection")),
        **{
            f"coordination.{version}.LeaseCandidateSpec.{field}": (check,)
            for version in _VERSIONS
            for field, check in _CANDIDATE.items()
        },
    },
)
