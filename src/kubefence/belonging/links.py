"""Which fields lead from one object to another: the tables that all checks of this room read.

A kind of a group that others share a name with is written ``Gateway.gateway.networking.k8s.io``; of a name alone any
group will do. The fields are those of the API reference of Kubernetes, and of the CRDs that kubefence carries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kubefence.yamldoc.document import Path

PODS = "*"
"""In place of a kind: whatever has the spec of a Pod, itself or in a template. Paths begin at that spec."""


class Part(NamedTuple):
    """What a field asks of the object that another one beside it names."""

    at: str
    """Below the mapping that has the name: ``items[].key``."""
    of: str
    """Which parts of the object are meant, a key of `PARTS`."""


class Link(NamedTuple):
    """A field that names another object. A field ``namespace`` beside it says where that is."""

    of: str
    """The kind that has it."""
    at: str
    """Where the name stands."""
    to: str
    """The kind that is named; of a field beside it that says so, what it says unless it is given."""
    kind: str = ""
    """The field beside it that says which kind is named: ``kind``; "" where there is none."""
    parts: Sequence[Part] = ()


def _pods(*rows: tuple[str, str] | tuple[str, str, Part]) -> Sequence[Link]:
    return tuple(Link(PODS, row[0], row[1], parts=row[2:]) for row in rows)


_ITEMS, _KEY = Part("items[].key", "key"), Part("key", "key")
_CONTAINERS = ("containers[]", "initContainers[]", "ephemeralContainers[]")
_OF_PODS = (
    *_pods(
        ("volumes[].configMap.name", "ConfigMap", _ITEMS),
        ("volumes[].secret.secretName", "Secret", _ITEMS),
        ("volumes[].projected.sources[].configMap.name", "ConfigMap", _ITEMS),
        ("volumes[].projected.sources[].secret.name", "Secret", _ITEMS),
        ("volumes[].persistentVolumeClaim.claimName", "PersistentVolumeClaim"),
        ("volumes[].csi.nodePublishSecretRef.name", "Secret"),
        ("serviceAccountName", "ServiceAccount"),
        ("imagePullSecrets[].name", "Secret"),
        ("priorityClassName", "PriorityClass"),
        ("runtimeClassName", "RuntimeClass"),
        ("resourceClaims[].resourceClaimName", "ResourceClaim"),
        ("resourceClaims[].resourceClaimTemplateName", "ResourceClaimTemplate"),
    ),
    *(
        link
        for each in _CONTAINERS
        for link in _pods(
            (f"{each}.envFrom[].configMapRef.name", "ConfigMap"),
            (f"{each}.envFrom[].secretRef.name", "Secret"),
            (f"{each}.env[].valueFrom.configMapKeyRef.name", "ConfigMap", _KEY),
            (f"{each}.env[].valueFrom.secretKeyRef.name", "Secret", _KEY),
        )
    ),
)
_BACKEND = (Part("port.number", "port"), Part("port.name", "name"))
_INGRESS = (
    *(
        Link("Ingress.networking.k8s.io", f"spec.{at}.service.name", "Service", parts=_BACKEND)
        for at in ("defaultBackend", "rules[].http.paths[].backend")
    ),
    Link("Ingress.networking.k8s.io", "spec.tls[].secretName", "Secret"),
    Link("Ingress.networking.k8s.io", "spec.ingressClassName", "IngressClass"),
)
_GATEWAY = "Gateway.gateway.networking.k8s.io"
_PARENT = (Part("sectionName", "listener"), Part("port", "listening"))
_ROUTES = (
    *(
        link
        for route in ("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute")
        for link in (
            Link(route, "spec.parentRefs[].name", _GATEWAY, "kind", _PARENT),
            Link(route, "spec.rules[].backendRefs[].name", "Service", "kind", (Part("port", "port"),)),
        )
    ),
    Link(
        "HTTPRoute",
        "spec.rules[].filters[].requestMirror.backendRef.name",
        "Service",
        "kind",
        (Part("port", "port"),),
    ),
    Link(_GATEWAY, "spec.gatewayClassName", "GatewayClass"),
    Link(_GATEWAY, "spec.listeners[].tls.certificateRefs[].name", "Secret", "kind"),
)
_ACCESS = (
    Link("RoleBinding", "roleRef.name", "", "kind"),
    Link("RoleBinding", "subjects[].name", "", "kind"),
    Link("ClusterRoleBinding", "roleRef.name", "", "kind"),
    Link("ClusterRoleBinding", "subjects[].name", "", "kind"),
    Link("ServiceAccount", "secrets[].name", "Secret"),
    Link("ServiceAccount", "imagePullSecrets[].name", "Secret"),
)
_SCALING = (
    Link("HorizontalPodAutoscaler", "spec.scaleTargetRef.name", "", "kind"),
    Link("VerticalPodAutoscaler", "spec.targetRef.name", "", "kind"),
    Link("ScaledObject.keda.sh", "spec.scaleTargetRef.name", "Deployment", "kind"),
    Link("ScaledObject.keda.sh", "spec.triggers[].authenticationRef.name", "TriggerAuthentication", "kind"),
    Link("ScaledJob.keda.sh", "spec.triggers[].authenticationRef.name", "TriggerAuthentication", "kind"),
)
_STORAGE = (
    Link("PersistentVolumeClaim", "spec.storageClassName", "StorageClass"),
    Link("PersistentVolumeClaim", "spec.volumeName", "PersistentVolume"),
    Link("PersistentVolumeClaim", "spec.dataSource.name", "", "kind"),
    Link("PersistentVolumeClaim", "spec.dataSourceRef.name", "", "kind"),
    Link("PersistentVolume", "spec.storageClassName", "StorageClass"),
    Link("PersistentVolume", "spec.claimRef.name", "PersistentVolumeClaim"),
    Link("VolumeSnapshot", "spec.source.persistentVolumeClaimName", "PersistentVolumeClaim"),
    Link("VolumeSnapshot", "spec.volumeSnapshotClassName", "VolumeSnapshotClass"),
    Link("StatefulSet", "spec.volumeClaimTemplates[].spec.storageClassName", "StorageClass"),
)
_HOOK = (Part("port", "port"),)
_SERVER = (
    Link("ValidatingWebhookConfiguration", "webhooks[].clientConfig.service.name", "Service", parts=_HOOK),
    Link("MutatingWebhookConfiguration", "webhooks[].clientConfig.service.name", "Service", parts=_HOOK),
    Link("APIService", "spec.service.name", "Service", parts=_HOOK),
    Link("ValidatingAdmissionPolicyBinding", "spec.policyName", "ValidatingAdmissionPolicy"),
    Link("MutatingAdmissionPolicyBinding", "spec.policyName", "MutatingAdmissionPolicy"),
    Link("FlowSchema", "spec.priorityLevelConfiguration.name", "PriorityLevelConfiguration"),
)
_OTHERS = (
    Link("StatefulSet", "spec.serviceName", "Service"),
    Link("Certificate.cert-manager.io", "spec.issuerRef.name", "Issuer", "kind"),
    Link("Issuer.cert-manager.io", "spec.ca.secretName", "Secret"),
    Link("Rollout.argoproj.io", "spec.workloadRef.name", "", "kind"),
    *(
        Link("Rollout.argoproj.io", f"spec.strategy.{at}Service", "Service")
        for at in ("canary.stable", "canary.canary", "blueGreen.active", "blueGreen.preview")
    ),
    Link("Rollout.argoproj.io", "spec.strategy.canary.trafficRouting.nginx.stableIngress", "Ingress"),
    *(
        Link("Rollout.argoproj.io", f"spec.strategy.{at}.templates[].templateName", "AnalysisTemplate")
        for at in ("canary.analysis", "canary.steps[].analysis", "blueGreen.prePromotionAnalysis")
    ),
    Link("ExternalSecret", "spec.secretStoreRef.name", "SecretStore", "kind"),
    Link("HelmRelease", "spec.chart.spec.sourceRef.name", "", "kind"),
    Link("Kustomization.kustomize.toolkit.fluxcd.io", "spec.sourceRef.name", "", "kind"),
)
LINKS: Sequence[Link] = (*_OF_PODS, *_INGRESS, *_ROUTES, *_ACCESS, *_SCALING, *_STORAGE, *_SERVER, *_OTHERS)


class Parts(NamedTuple):
    """What an object has that others name."""

    rule: str
    zh: str
    en: str
    at: Sequence[str]
    """Where they are: keys of a mapping, or values at a pattern."""


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


class Selector(NamedTuple):
    """A field that asks for labels."""

    of: str
    at: str
    """Where the selector stands."""
    to: str
    """The kind that is selected, or `PODS`."""
    port: str = ""
    """Where names of ports stand that those have to have."""
    named: Sequence[str] = ()
    """Where in them the names of their ports stand; of Pods below the template."""
    anywhere: bool = False
    """Whether what it selects may lie in other namespaces."""


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


class Maker(NamedTuple):
    """Objects that a controller makes of others."""

    of: str
    kind: str
    at: str
    """Where the name of what is made stands."""
    asked: Sequence[str] = ()
    """Annotations of which one has to be there."""


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
    {"StorageClass", "IngressClass", "GatewayClass", "PriorityClass", "RuntimeClass", "VolumeSnapshotClass"}
)
"""Kinds that come with the cluster, or with what is installed in it: that a page does not have one says nothing."""
EVERYWHERE: Mapping[str, frozenset[str]] = {
    "ServiceAccount": frozenset({"default"}),
    "ConfigMap": frozenset({"kube-root-ca.crt"}),
    "Service": frozenset({"kubernetes"}),
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
NO_OBJECTS = frozenset({"User", "Group"})
"""What a subject may be that is no object of the API."""
