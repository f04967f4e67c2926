"""What objects have that others name, which objects are there without being shown, and which select by labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kubefence.belonging.rows import PODS, Maker, Parts, Selector
from kubefence.yamldoc.document import Path

_PORTS, _LISTENERS = ("missing-port", "端口", "port"), ("missing-listener", "监听器", "listener")
KEY = "missing-key"
PARTS: Mapping[tuple[str, str], Parts] = {
    ("ConfigMap", "key"): Parts(KEY, "键", "key", ("data", "binaryData")),
    ("Secret", "key"): Parts(KEY, "键", "key", ("data", "stringData")),
    ("Service", "port"): Parts(*_PORTS, ("spec.ports[].port",)),
    ("Service", "name"): Parts(*_PORTS, ("spec.ports[].name",)),
    ("Gateway", "listener"): Parts(*_LISTENERS, ("spec.listeners[].name",)),
    ("Gateway", "listening"): Parts(*_LISTENERS, ("spec.listeners[].port",)),
}
"""Kinds, and what of them is asked for, to where that is."""
OPEN: Mapping[str, tuple[Path, frozenset[str]]] = {
    "Secret": (("type",), frozenset({"kubernetes.io/service-account-token"})),
    "Service": (("spec", "type"), frozenset({"ExternalName"})),
}
"""Objects that have more than is written: controllers add it, or it lies elsewhere."""


ANNOTATED = frozenset({"use-annotation"})
"""What is no part at all: the controller of AWS reads the back end of an Ingress from an annotation then."""
_OF_CONTAINERS = ("spec.containers[].ports[].name", "spec.initContainers[].ports[].name")
SELECTORS: Mapping[str, Sequence[Selector]] = {
    "PodDisruptionBudget": (Selector("PodDisruptionBudget", "spec.selector", PODS),),
    "NetworkPolicy": (Selector("NetworkPolicy.networking.k8s.io", "spec.podSelector", PODS),),
    "ServiceMonitor": (
        Selector(
            "ServiceMonitor", "spec.selector", "Service", "spec.endpoints[].port", ("spec.ports[].name",), anywhere=True
        ),
    ),
    "PodMonitor": (
        Selector("PodMonitor", "spec.selector", PODS, "spec.podMetricsEndpoints[].port", _OF_CONTAINERS, anywhere=True),
    ),
}
"""Kinds to their selectors. That of a Service is a rule of its own, which knows of more (`rules.across`)."""
GENERATED: Mapping[str, str] = {"ConfigMap": "configMapGenerator[].name", "Secret": "secretGenerator[].name"}
"""What Kustomize makes of a kustomization file, which need not say that it is one."""
_ISSUED = ("cert-manager.io/issuer", "cert-manager.io/cluster-issuer")
MADE: Sequence[Maker] = (
    Maker("Ingress", "Secret", "spec.tls[].secretName", _ISSUED),
    Maker("Gateway", "Secret", "spec.listeners[].tls.certificateRefs[].name", _ISSUED),
    Maker("Certificate.cert-manager.io", "Secret", "spec.secretName"),
    Maker("Issuer.cert-manager.io", "Secret", "spec.acme.privateKeySecretRef.name"),
    Maker("ClusterIssuer.cert-manager.io", "Secret", "spec.acme.privateKeySecretRef.name"),
    Maker("ExternalSecret", "Secret", "spec.target.name"),
    Maker("ExternalSecret", "Secret", "metadata.name"),
    Maker("SealedSecret", "Secret", "metadata.name"),
)
ELSEWHERE = frozenset(
    {
        "StorageClass",
        "IngressClass",
        "GatewayClass",
        "PriorityClass",
        "RuntimeClass",
        "VolumeSnapshotClass",
        "DeviceClass",
    }
)
"""Kinds that come with the cluster, or with what is installed in it: that a page does not have one says nothing."""
EVERYWHERE: Mapping[str, frozenset[str]] = {
    "ServiceAccount": frozenset({"default"}),
    "ConfigMap": frozenset({"kube-root-ca.crt"}),
    "Service": frozenset({"kubernetes"}),
    "Gateway": frozenset({"mesh"}),
    "ClusterRole": frozenset({"cluster-admin", "admin", "edit", "view"}),
}
"""What every cluster has: see the pages on namespaces, service accounts and RBAC in the documentation of Kubernetes."""
SYSTEM = "system:"
"""Names of roles that begin so are the server's own."""
CLUSTER = ELSEWHERE | {
    *("ClusterRole", "PersistentVolume", "ValidatingAdmissionPolicy", "MutatingAdmissionPolicy"),
    *("PriorityLevelConfiguration", "ClusterIssuer", "ClusterTriggerAuthentication", "ClusterSecretStore"),
    "ClusterAnalysisTemplate",
}
"""Kinds whose objects lie in no namespace; the server drops one that is written, at most."""
_SCALED = ("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController")
ALIKE: Mapping[str, Sequence[str]] = {
    **{kind: tuple(other for other in _SCALED if other != kind) for kind in _SCALED},
    **{
        of: (to,)
        for kind in ("Role", "Issuer", "SecretStore", "TriggerAuthentication")
        for of, to in ((kind, f"Cluster{kind}"), (f"Cluster{kind}", kind))
    },
}
"""Kinds that are taken for one another where a field says which one is named, or leaves it to the default."""
KEYED: Mapping[str, str] = {"ConfigMap": "Secret", "Secret": "ConfigMap"}
"""The other kind that has keys."""
NO_OBJECTS = frozenset({"User", "Group"})
"""What a subject may be that is no object of the API."""
