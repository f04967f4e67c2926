"""Where the Go types of configuration files stand, and what they cannot tell: tables of ``update_components``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from go_types import Schema


class Source(NamedTuple):
    """A package."""

    repository: str
    folder: str
    group: str
    """The apiVersion of its kinds; "" where it has none of its own."""
    path: str
    """What others import it as."""
    tag: str = ""
    """Where it has releases of its own."""


def _staging(repository: str, folder: str, api_version: str = "") -> Source:
    return Source(repository, folder, api_version, f"k8s.io/{repository}/{folder}")


KIND_TAG, KUSTOMIZE_TAG = "v0.32.0", "kustomize/v5.8.1"
COPY_TAG, COPIED = "4.22.7-202607240848.p0", "v1.35.6"
"""A release of MicroShift, and that of Kubernetes which it has a copy of."""
_COPY = "deps/github.com/openshift/kubernetes"
_KUSTOMIZE = "sigs.k8s.io/kustomize"
_APISERVER = "apiserver.config.k8s.io"
_ADMISSION = "pkg/admission/plugin"


def _copied(folder: str, api_version: str = "") -> Source:
    """What stands in the repository of Kubernetes itself, which is too large to be kept as a clone."""
    return Source("microshift", f"{_COPY}/{folder}", api_version, f"k8s.io/kubernetes/{folder}", COPY_TAG)


_KUBEADM = "cmd/kubeadm/app/apis"
_PLUGIN = "plugin/pkg/admission"
SOURCES = (
    *(_staging("kubelet", f"config/{v}", f"kubelet.config.k8s.io/{v}") for v in ("v1", "v1alpha1", "v1beta1")),
    _staging("kube-proxy", "config/v1alpha1", "kubeproxy.config.k8s.io/v1alpha1"),
    *(
        _staging("kube-scheduler", f"config/{v}", f"kubescheduler.config.k8s.io/{v}")
        for v in ("v1", "v1beta2", "v1beta3")
    ),
    _staging("kube-controller-manager", "config/v1alpha1", "kubecontrollermanager.config.k8s.io/v1alpha1"),
    *(
        _staging("controller-manager", f"config/{v}", f"controllermanager.config.k8s.io/{v}")
        for v in ("v1", "v1alpha1", "v1beta1")
    ),
    *(_staging("apiserver", f"pkg/apis/apiserver/{v}", f"{_APISERVER}/{v}") for v in ("v1", "v1alpha1", "v1beta1")),
    _staging("apiserver", "pkg/apis/config/v1", f"{_APISERVER}/v1"),
    _staging("apiserver", f"{_ADMISSION}/policy/config/apis/policyconfig/v1", f"{_APISERVER}/v1"),
    _staging("apiserver", "pkg/apis/audit/v1", "audit.k8s.io/v1"),
    _staging("apiserver", f"{_ADMISSION}/webhook/config/apis/webhookadmission/v1", f"{_APISERVER}/v1"),
    *(
        _staging(
            "apiserver", f"{_ADMISSION}/resourcequota/apis/resourcequota/{v}", f"resourcequota.admission.k8s.io/{v}"
        )
        for v in ("v1alpha1", "v1beta1")
    ),
    _staging("apiserver", f"{_ADMISSION}/resourcequota/apis/resourcequota/v1", f"{_APISERVER}/v1"),
    *(
        _staging("pod-security-admission", f"admission/api/{v}", f"pod-security.admission.config.k8s.io/{v}")
        for v in ("v1", "v1alpha1", "v1beta1")
    ),
    _staging("client-go", "tools/clientcmd/api/v1", "v1"),
    *(
        _staging("client-go", f"pkg/apis/clientauthentication/{v}", f"client.authentication.k8s.io/{v}")
        for v in ("v1", "v1beta1")
    ),
    *(_staging("kubectl", f"pkg/config/{v}", f"kubectl.config.k8s.io/{v}") for v in ("v1alpha1", "v1beta1")),
    *(_staging("api", f"admission/{v}", f"admission.k8s.io/{v}") for v in ("v1", "v1beta1")),
    _staging("component-base", "config/v1alpha1"),
    _staging("component-base", "logs/api/v1"),
    _staging("component-base", "tracing/api/v1"),
    _staging("component-base", "metrics/api/v1"),
    *(
        _staging("kubelet", f"pkg/apis/credentialprovider/{v}", f"credentialprovider.kubelet.k8s.io/{v}")
        for v in ("v1", "v1alpha1", "v1beta1")
    ),
    _staging("api", "imagepolicy/v1alpha1", "imagepolicy.k8s.io/v1alpha1"),
    _staging("apiextensions-apiserver", "pkg/apis/apiextensions/v1", "apiextensions.k8s.io/v1"),
    *(_copied(f"{_KUBEADM}/kubeadm/{v}", f"kubeadm.k8s.io/{v}") for v in ("v1beta3", "v1beta4")),
    _copied(f"{_KUBEADM}/bootstraptoken/v1"),
    _copied("pkg/apis/abac/v1beta1", "abac.authorization.kubernetes.io/v1beta1"),
    *(
        _copied(f"{_PLUGIN}/{name}/apis/{name}/v1alpha1", f"{name}.admission.k8s.io/v1alpha1")
        for name in ("eventratelimit", "podtolerationrestriction")
    ),
    Source("kind", "pkg/apis/config/v1alpha4", "kind.x-k8s.io/v1alpha4", "sigs.k8s.io/kind/v1alpha4", KIND_TAG),
    Source("kustomize", "api/types", "kustomize.config.k8s.io/v1beta1", f"{_KUSTOMIZE}/api/types", KUSTOMIZE_TAG),
    Source("kustomize", "kyaml/resid", "", f"{_KUSTOMIZE}/kyaml/resid", KUSTOMIZE_TAG),
)

TEXT: Schema = {"type": ["string", "null"]}
_ANY_OBJECT: Schema = {"type": ["object", "null"]}


def _texts(*fields: str) -> Schema:
    return {"additionalProperties": False, "properties": dict.fromkeys(fields, TEXT), "type": ["object", "null"]}


_DURATION: Schema = {"format": "go-duration", "type": ["string", "null"]}
_META = "k8s.io/apimachinery/pkg/apis/meta/v1"
_RUNTIME = "k8s.io/apimachinery/pkg/runtime"
SPECIAL: Mapping[str, Schema] = {
    f"{_META}.Duration": _DURATION,
    f"{_META}.GroupVersionKind": _texts("group", "version", "kind"),
    f"{_META}.GroupVersionResource": _texts("group", "version", "resource"),
    f"{_RUNTIME}.RawExtension": _ANY_OBJECT,
    f"{_RUNTIME}.Unknown": _ANY_OBJECT,
    f"{_RUNTIME}.Object": _ANY_OBJECT,
    "k8s.io/api/core/v1.HostPathType": TEXT,
    "k8s.io/api/core/v1.PullPolicy": TEXT,
    "k8s.io/apimachinery/pkg/types.UID": TEXT,
    "k8s.io/component-base/logs/api/v1.TimeOrMetaDuration": {"type": ["string", "integer", "null"]},
    f"k8s.io/kubernetes/{_KUBEADM}/bootstraptoken/v1.BootstrapTokenString": TEXT,
}
"""Types that are written in a form of their own."""
BUILT_IN = {
    f"{_META}": "io.k8s.apimachinery.pkg.apis.meta.v1",
    "k8s.io/apimachinery/pkg/api/resource": "io.k8s.apimachinery.pkg.api.resource",
    "k8s.io/apimachinery/pkg/util/intstr": "io.k8s.apimachinery.pkg.util.intstr",
}
"""Packages whose types the schemas of the API have."""

MESSAGES = ("k8s.io/api/admission/", "k8s.io/api/imagepolicy/")
"""Packages of the API whose types are read here, since the schemas of the API lack them."""

KINDS: Mapping[str, str | None] = {
    # registered in another group than the rest of their package
    f"{_APISERVER}/v1alpha1/AdmissionConfiguration": "apiserver.k8s.io/v1alpha1/AdmissionConfiguration",
    f"{_APISERVER}/v1alpha1/EgressSelectorConfiguration": "apiserver.k8s.io/v1alpha1/EgressSelectorConfiguration",
    f"{_APISERVER}/v1beta1/EgressSelectorConfiguration": "apiserver.k8s.io/v1beta1/EgressSelectorConfiguration",
    # registered under another name than that of the type
    f"{_APISERVER}/v1/WebhookAdmission": f"{_APISERVER}/v1/WebhookAdmissionConfiguration",
    f"{_APISERVER}/v1/Configuration": f"{_APISERVER}/v1/ResourceQuotaConfiguration",
    # what the kubelet writes for itself
    "kubelet.config.k8s.io/v1alpha1/ImagePullIntent": None,
    "kubelet.config.k8s.io/v1alpha1/ImagePulledRecord": None,
    "kubelet.config.k8s.io/v1beta1/ImagePullIntent": None,
    "kubelet.config.k8s.io/v1beta1/ImagePulledRecord": None,
    "kubelet.config.k8s.io/v1beta1/SerializedNodeConfigSource": None,
}
"""Types whose kind is called otherwise, and those that nobody writes."""
ALSO = {"kustomize.config.k8s.io/v1alpha1/Component": "kustomize.config.k8s.io/v1beta1/Kustomization"}
"""Kinds of the same type as another."""
ROOTS = {
    "apiextensions.k8s.io/v1": ("ConversionReview",),
    "kustomize.config.k8s.io/v1beta1": ("Kustomization",),
    "v1": ("Config",),
}
"""The kinds of packages in which more than these look like one."""
CLOSED = frozenset(
    {
        "components.apiserver.v1.AudienceMatchPolicyType",
        "components.apiserver.v1alpha1.ProtocolType",
        "components.apiserver.v1beta1.ProtocolType",
        "components.audit.v1.Level",
        "components.audit.v1.Stage",
        "components.clientcmd.v1.ExecInteractiveMode",
        "components.kind.v1alpha4.ClusterIPFamily",
        "components.kind.v1alpha4.MountPropagation",
        "components.kind.v1alpha4.NodeRole",
        "components.kubectl.v1beta1.CredentialPluginPolicy",
        "components.kubelet.v1.ServiceAccountTokenCacheType",
        "components.kubelet.v1beta1.ImagePullCredentialsVerificationPolicy",
        "components.kubelet.v1beta1.KubeletAuthorizationMode",
        "components.kubelet.v1beta1.ResourceChangeDetectionStrategy",
        "components.kubescheduler.v1.PodTopologySpreadConstraintsDefaulting",
        "components.kubescheduler.v1.ScoringStrategyType",
        "components.kustomize.v1beta1.SortOrder",
    }
)
"""Types whose constants are all that the program takes; of others it takes more, or in any case."""
AS_DECLARED = frozenset({"sigs.k8s.io/kind/v1alpha4.Mount", "sigs.k8s.io/kind/v1alpha4.PortMapping"})
"""Types that read themselves and yet have no other form than that of their fields."""
ANY_CASE = frozenset({f"{_KUSTOMIZE}/api/types", f"{_KUSTOMIZE}/kyaml/resid"})
"""Packages that encoding/json of Go reads, to which the case of a name does not matter; all others mind it."""
