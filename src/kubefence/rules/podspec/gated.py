"""Fields of Pods whose feature gate is, or was, off by default."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.gates import all_dropped, dropped
from kubefence.rules.vocabulary.versions import only

GATES = {
    "core.v1.EmptyDirVolumeSource.mode": "EmptyDirVolumeMode",
    "core.v1.Lifecycle.stopSignal": "ContainerStopSignals",
    "core.v1.VolumeMount.bindMountOptions": "VolumeBindMountOptions",
    "core.v1.VolumeProjection.clusterTrustBundle": "ClusterTrustBundleProjection",
    "core.v1.VolumeProjection.podCertificate": "PodCertificateRequest",
}
"""Field to its gate; the table of gates knows when it was off."""
_WORKLOAD = "GenericWorkload"


def workload_reference(spec: Site) -> Iterator[Problem]:
    """A field that only 1.35 had, before ``schedulingGroup`` took its place: no later version leads to it."""
    if "workloadRef" in spec.value:
        yield from dropped(_WORKLOAD)(spec, ("workloadRef",), spec.value["workloadRef"])


TABLES = Tables(
    checks={"core.v1.PodSpec": (only(workload_reference, since="1.35", until="1.35"),)},
    fields={
        **all_dropped(GATES),
        "core.v1.PodSpec.schedulingGroup": (dropped(_WORKLOAD, since="1.36"),),
    },
)
