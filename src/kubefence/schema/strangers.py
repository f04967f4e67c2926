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


_WEBHOOK = Text("API 服务器与 Webhook 之间往来的消息", "what the API server and a webhook say to each other")
_MESSAGES = {
    ("admission.k8s.io", "AdmissionReview"): _WEBHOOK,
    ("apiextensions.k8s.io", "ConversionReview"): _WEBHOOK,
    ("imagepolicy.k8s.io", "ImageReview"): _WEBHOOK,
    ("client.authentication.k8s.io", "ExecCredential"): Text(
        "凭据插件交给 kubectl 的回答", "what a credential plugin answers kubectl"
    ),
    ("audit.k8s.io", "Event"): Text("审计日志里的一条记录", "an entry of the audit log"),
    ("metrics.k8s.io", "NodeMetrics"): Text("metrics-server 的回答", "an answer of metrics-server"),
    ("metrics.k8s.io", "PodMetrics"): Text("metrics-server 的回答", "an answer of metrics-server"),
}
_FILES = {
    ("v1", "Config"): Text(
        "kubeconfig，kubectl 等客户端读的文件", "a kubeconfig, a file that clients like kubectl read"
    ),
    ("audit.k8s.io/v1", "Policy"): Text(
        "审计策略，API 服务器启动时读的文件", "an audit policy, a file of the API server"
    ),
}
_COMPONENTS = {
    "kubeadm.k8s.io": "kubeadm",
    "kubelet.config.k8s.io": "kubelet",
    "kubeproxy.config.k8s.io": "kube-proxy",
    "kubescheduler.config.k8s.io": "kube-scheduler",
    "kubecontrollermanager.config.k8s.io": "kube-controller-manager",
    "apiserver.config.k8s.io": "kube-apiserver",
    "apiserver.k8s.io": "kube-apiserver",
    "pod-security.admission.config.k8s.io": "kube-apiserver",
    "eventratelimit.admission.k8s.io": "kube-apiserver",
    "kustomize.config.k8s.io": "kustomize",
    "kind.x-k8s.io": "kind",
}
"""Groups of configuration files, and the program that reads them."""


def known(api_version: str, kind: str) -> Stranger | None:
    """What a document of this apiVersion and kind is, None where it is not known to be none of the server's."""
    group = group_of(api_version)
    if (group, kind) in _MESSAGES:
        return Stranger(_MESSAGES[group, kind], configuration=False)
    if (api_version, kind) in _FILES:
        return Stranger(_FILES[api_version, kind], configuration=True)
    reader = _COMPONENTS.get(group)
    if reader is None:
        return None
    return Stranger(Text(f"{reader} 的配置文件", f"a configuration file of {reader}"), configuration=True)
