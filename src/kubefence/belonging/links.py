"""Which fields lead from one object to another, by its name: the table that the checks of this room read.

The fields are those of the API reference of Kubernetes; rows on custom resources are in `custom_links`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kubefence.belonging import custom_links
from kubefence.belonging.rows import PODS, Link, Part


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
    Link("HorizontalPodAutoscaler", "spec.metrics[].object.describedObject.name", "", "kind"),
)
_STORAGE = (
    Link("PersistentVolumeClaim", "spec.storageClassName", "StorageClass"),
    Link("PersistentVolumeClaim", "spec.volumeName", "PersistentVolume"),
    Link("PersistentVolumeClaim", "spec.dataSource.name", "", "kind"),
    Link("PersistentVolumeClaim", "spec.dataSourceRef.name", "", "kind"),
    Link("PersistentVolume", "spec.storageClassName", "StorageClass"),
    Link("PersistentVolume", "spec.claimRef.name", "PersistentVolumeClaim"),
    Link("PersistentVolume", "spec.csi.nodeStageSecretRef.name", "Secret"),
    Link("PersistentVolume", "spec.csi.nodePublishSecretRef.name", "Secret"),
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
    Link("Endpoints", "metadata.name", "Service"),
    Link("EndpointSlice", "metadata.labels.(kubernetes.io/service-name)", "Service"),
    Link("Secret", "metadata.annotations.(kubernetes.io/service-account.name)", "ServiceAccount"),
    Link("ResourceClaim", "spec.devices.requests[].exactly.deviceClassName", "DeviceClass"),
    Link("ResourceClaimTemplate", "spec.spec.devices.requests[].exactly.deviceClassName", "DeviceClass"),
)
LINKS: Sequence[Link] = (*_OF_PODS, *_INGRESS, *_ACCESS, *_SCALING, *_STORAGE, *_SERVER, *_OTHERS, *custom_links.LINKS)
