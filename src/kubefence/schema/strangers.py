"""Documents with an apiVersion and a kind that no API server stores: what they are, so that nobody is misled."""

from __future__ import annotations

from typing import NamedTuple

from kubefence.findings import Text
from kubefence.schema.groups import group_of


class Stranger(NamedTuple):
    """What such a document is."""

    text: Text
    configuration: bool
    """Whether a program reads it as a file; else it passes between programs."""
    format: str
    """What a fence calls it, a row of `kubefence.foreign.forms`."""


def _message(zh: str, en: str) -> Stranger:
    return Stranger(Text(zh, en), configuration=False, format="message")


_WEBHOOK = _message("API 服务器与 Webhook 之间往来的消息", "what the API server and a webhook say to each other")
_METRICS = _message("metrics-server 的回答", "an answer of metrics-server")
_MESSAGES = {
    ("admission.k8s.io", "AdmissionReview"): _WEBHOOK,
    ("apiextensions.k8s.io", "ConversionReview"): _WEBHOOK,
    ("imagepolicy.k8s.io", "ImageReview"): _WEBHOOK,
    ("client.authentication.k8s.io", "ExecCredential"): _message(
        "凭据插件交给 kubectl 的回答", "what a credential plugin answers kubectl"
    ),
    ("audit.k8s.io", "Event"): _message("审计日志里的一条记录", "an entry of the audit log"),
    ("metrics.k8s.io", "NodeMetrics"): _METRICS,
    ("metrics.k8s.io", "PodMetrics"): _METRICS,
}
_KUBECONFIG = Text("kubeconfig，kubectl 等客户端读的文件", "a kubeconfig, a file that clients like kubectl read")
_AUDIT = Text("审计策略，API 服务器启动时读的文件", "an audit policy, a file of the API server")
_ENCRYPTION = Text(
    "kube-apiserver 的配置文件，EncryptionConfiguration 的旧名",
    "a file of kube-apiserver, EncryptionConfiguration by its old name",
)
_FILES = {
    ("", "Config"): Stranger(_KUBECONFIG, configuration=True, format="kubeconfig"),
    # apiserver/pkg/apis/apiserver/v1/register.go still registers it in the group without a name
    ("", "EncryptionConfig"): Stranger(_ENCRYPTION, configuration=True, format="kube-apiserver"),
}
_GROUPS = {
    "audit.k8s.io": Stranger(_AUDIT, configuration=True, format="audit"),
    "credentialprovider.kubelet.k8s.io": _message(
        "kubelet 与镜像仓库凭据插件之间往来的消息", "what the kubelet and a provider of credentials say to each other"
    ),
    "abac.authorization.kubernetes.io": Stranger(
        Text("ABAC 策略，API 服务器启动时读的文件", "an ABAC policy, a file of the API server"),
        configuration=True,
        format="kube-apiserver",
    ),
}
"""Groups with a word of their own for what they hold."""
_COMPONENTS = {
    "kubeadm.k8s.io": "kubeadm",
    "kubelet.config.k8s.io": "kubelet",
    "kubeproxy.config.k8s.io": "kube-proxy",
    "kubescheduler.config.k8s.io": "kube-scheduler",
    "kubecontrollermanager.config.k8s.io": "kube-controller-manager",
    "controllermanager.config.k8s.io": "kube-controller-manager",
    "apiserver.config.k8s.io": "kube-apiserver",
    "apiserver.k8s.io": "kube-apiserver",
    "pod-security.admission.config.k8s.io": "kube-apiserver",
    "eventratelimit.admission.k8s.io": "kube-apiserver",
    "podtolerationrestriction.admission.k8s.io": "kube-apiserver",
    "resourcequota.admission.k8s.io": "kube-apiserver",
    "kubectl.config.k8s.io": "kubectl",
    "kustomize.config.k8s.io": "kustomize",
    "kind.x-k8s.io": "kind",
    "kind.sigs.k8s.io": "kind",
}
"""Groups of configuration files, and the program that reads them, which is what a fence calls them as well."""


def known(api_version: str, kind: str) -> Stranger | None:
    """What a document of this apiVersion and kind is, None where it is not known to be none of the server's."""
    group = group_of(api_version)
    found = _MESSAGES.get((group, kind)) or _FILES.get((group, kind)) or _GROUPS.get(group)
    reader = _COMPONENTS.get(group)
    if found or reader is None:
        return found
    return Stranger(
        Text(f"{reader} 的配置文件", f"a configuration file of {reader}"), configuration=True, format=reader
    )
