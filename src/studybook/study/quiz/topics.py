"""What a manifest is about: the topics of the page that explains it, else those of its kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_KIND = re.compile(r"^kind: *[\"']?(\w+)", re.MULTILINE)
KINDS: Mapping[str, str] = {
    kind: topic
    for topic, kinds in {
        "workloads": "Pod Deployment StatefulSet DaemonSet ReplicaSet ReplicationController Job CronJob PodTemplate",
        "networking": "Service Endpoints EndpointSlice NetworkPolicy ServiceCIDR IPAddress",
        "traffic": "Ingress IngressClass Gateway GatewayClass HTTPRoute",
        "config": "ConfigMap Secret",
        "storage": "PersistentVolume PersistentVolumeClaim StorageClass VolumeAttachment CSIDriver CSIStorageCapacity",
        "scheduling": "PriorityClass Node ResourceClaim ResourceClaimTemplate DeviceClass ResourceSlice",
        "autoscaling": "HorizontalPodAutoscaler",
        "availability": "PodDisruptionBudget Lease",
        "security": "Role ClusterRole RoleBinding ClusterRoleBinding ServiceAccount Namespace "
        "CertificateSigningRequest ResourceQuota LimitRange",
        "internals": "CustomResourceDefinition ValidatingWebhookConfiguration MutatingWebhookConfiguration "
        "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy APIService",
    }.items()
    for kind in kinds.split()
}
"""Of built-in kinds the topic of `study.toml`."""
ELSE = "basics"


def of_kind(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The topic of the first object of a manifest; none where the site has no such topic."""
    found = _KIND.search(text)
    topic = KINDS.get(found[1], ELSE) if found else ELSE
    return (topic,) if topic in known else ()
