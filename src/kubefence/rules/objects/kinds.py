"""What the API server asks of the metadata of each built-in kind, and of custom resources, as a table.

From ``Validate`` and ``NamespaceScoped`` of each strategy (``pkg/registry``) and the validation it calls
(``pkg/apis/*/validation``). A kind that is not listed is never stored, so nothing is asked of its metadata.
"""

from __future__ import annotations

from typing import NamedTuple

from kubefence.formats.names import config_key, dns1123_label, dns1123_subdomain, path_segment
from kubefence.rules.engine.model import Site
from kubefence.rules.objects.forms import canonical_address
from kubefence.rules.vocabulary.values import Form


class Kind(NamedTuple):
    """What is asked of the metadata of one kind."""

    form: Form = dns1123_subdomain
    """Of ``metadata.name``, besides what every name has to be: one segment of a path."""
    namespaced: bool = True
    standard_finalizers: bool = False
    """Whether a finalizer without a domain has to be one that Kubernetes knows (``core/validation``)."""
    name_given: bool = True
    """False where the server makes up a name that is missing."""
    generated: bool = True
    """False where the name is made of other fields, so that no generateName can be right."""


_PLAIN = Kind(standard_finalizers=True)
_CLUSTER = Kind(standard_finalizers=True, namespaced=False)
_GENERIC = Kind()
_GENERIC_CLUSTER = Kind(namespaced=False)
_SEGMENT = Kind(form=path_segment)


def _each(group: str, versions: str, kind: Kind, names: str) -> dict[str, Kind]:
    return {f"{group}.{version}.{name}": kind for version in versions.split() for name in names.split()}


_RESOURCE = "v1 v1beta2 v1beta1 v1alpha3"
_POLICIES = "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy"

KINDS: dict[str, Kind] = {
    **_each("core", "v1", _PLAIN, "ConfigMap Endpoints PersistentVolumeClaim PodTemplate ResourceQuota Secret"),
    **_each("core", "v1", _PLAIN, "ServiceAccount"),
    **_each("core", "v1", Kind(standard_finalizers=True, name_given=False), "LimitRange"),
    **_each("core", "v1", _PLAIN, "Pod ReplicationController"),
    **_each("core", "v1", Kind(form=dns1123_label, standard_finalizers=True), "Service"),
    **_each("core", "v1", _CLUSTER, "Node PersistentVolume"),
    **_each("core", "v1", Kind(form=dns1123_label, namespaced=False, standard_finalizers=True), "Namespace"),
    **_each("core", "v1", _SEGMENT, "Binding Event"),
    **_each("apps", "v1", _PLAIN, "DaemonSet Deployment ReplicaSet"),
    **_each("apps", "v1", Kind(form=dns1123_label, standard_finalizers=True), "StatefulSet"),
    **_each("apps", "v1", _PLAIN, "ControllerRevision"),
    **_each("batch", "v1", _PLAIN, "CronJob Job"),
    **_each("autoscaling", "v1 v2 v2beta2", _PLAIN, "HorizontalPodAutoscaler"),
    **_each("policy", "v1", _SEGMENT, "PodDisruptionBudget"),
    **_each("networking", "v1", _PLAIN, "Ingress NetworkPolicy"),
    **_each("networking", "v1", _CLUSTER, "IngressClass"),
    **_each("networking", "v1 v1beta1 v1alpha1", _CLUSTER, "ServiceCIDR"),
    **_each(
        "networking",
        "v1 v1beta1 v1alpha1",
        Kind(form=canonical_address, namespaced=False, standard_finalizers=True),
        "IPAddress",
    ),
    **_each("discovery", "v1", _PLAIN, "EndpointSlice"),
    **_each("events", "v1", _PLAIN, "Event"),
    **_each("coordination", "v1", _GENERIC, "Lease"),
    **_each("coordination", "v1beta1 v1alpha2 v1alpha1", Kind(form=config_key), "LeaseCandidate"),
    **_each("lifecycle", "v1alpha1", _GENERIC, "Eviction EvictionRequest"),
    **_each("node", "v1", _GENERIC_CLUSTER, "RuntimeClass"),
    **_each("scheduling", "v1", _CLUSTER, "PriorityClass"),
    **_each("scheduling", "v1beta1 v1alpha3 v1alpha2 v1alpha1", _SEGMENT, "PodGroup Workload"),
    **_each("scheduling", "v1alpha3", _SEGMENT, "CompositePodGroup"),
    **_each("rbac", "v1", Kind(form=path_segment, standard_finalizers=True), "Role RoleBinding"),
    **_each(
        "rbac",
        "v1",
        Kind(form=path_segment, namespaced=False, standard_finalizers=True),
        "ClusterRole ClusterRoleBinding",
    ),
    **_each(
        "certificates",
        "v1",
        Kind(form=path_segment, namespaced=False, standard_finalizers=True),
        "CertificateSigningRequest",
    ),
    **_each(
        "certificates",
        "v1 v1beta1 v1alpha1",
        Kind(form=path_segment, namespaced=False, standard_finalizers=True),
        "ClusterTrustBundle",
    ),
    **_each("certificates", "v1 v1beta1 v1alpha1", _PLAIN, "PodCertificateRequest"),
    **_each("storage", "v1", _CLUSTER, "CSIDriver CSINode StorageClass VolumeAttachment"),
    **_each("storage", "v1 v1beta1", _PLAIN, "CSIStorageCapacity"),
    **_each("storage", "v1 v1beta1 v1alpha1", _CLUSTER, "VolumeAttributesClass"),
    **_each("storagemigration", "v1 v1beta1 v1alpha1", _CLUSTER, "StorageVersionMigration"),
    **_each("flowcontrol", "v1 v1beta3 v1beta2 v1beta1", _CLUSTER, "FlowSchema PriorityLevelConfiguration"),
    **_each("resource", _RESOURCE, _PLAIN, "ResourceClaim ResourceClaimTemplate"),
    **_each("resource", _RESOURCE, _CLUSTER, "DeviceClass ResourceSlice"),
    **_each("resource", "v1 v1beta2 v1alpha3", _CLUSTER, "DeviceTaintRule"),
    **_each("resource", "v1alpha3", _CLUSTER, "ResourcePoolStatusRequest"),
    **_each("admissionregistration", "v1 v1beta1 v1alpha1", _GENERIC_CLUSTER, _POLICIES),
    **_each("admissionregistration", "v1 v1beta1 v1alpha1", _GENERIC_CLUSTER, "MutatingAdmissionPolicyBinding"),
    **_each("admissionregistration", "v1", _GENERIC_CLUSTER, "MutatingWebhookConfiguration"),
    **_each("admissionregistration", "v1", _GENERIC_CLUSTER, "ValidatingWebhookConfiguration"),
    **_each("apiextensions", "v1", Kind(namespaced=False, generated=False), "CustomResourceDefinition"),
    **_each("apiregistration", "v1", Kind(form=path_segment, namespaced=False, generated=False), "APIService"),
    **_each("custom", "resource", _GENERIC, "Namespaced Unknown"),
    **_each("custom", "resource", _GENERIC_CLUSTER, "Cluster"),
}
"""Short name of the definition to what is asked."""


def stands_alone(site: Site) -> bool:
    """Whether the object is created by itself, alone or in a list, and is no template inside another one."""
    return site.parent is None or site.parent.definition.endswith("List")
