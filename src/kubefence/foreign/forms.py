"""The formats that are known by name, and the table of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kubefence.findings import Text


class Form(NamedTuple):
    """A format that documentation of Kubernetes shows beside manifests."""

    name: str
    """What the option ``format`` of a fence calls it."""
    said: Text
    """``a file of Compose``."""


def _read_by(program: str) -> Text:
    return Text(f"{program} 的配置文件", f"a configuration file of {program}")


_SAID = {
    "kubeconfig": Text("kubeconfig", "a kubeconfig"),
    "kubeadm": _read_by("kubeadm"),
    "kubelet": _read_by("kubelet"),
    "kube-proxy": _read_by("kube-proxy"),
    "kube-scheduler": _read_by("kube-scheduler"),
    "kube-controller-manager": _read_by("kube-controller-manager"),
    "kube-apiserver": _read_by("kube-apiserver"),
    "audit": Text("审计策略", "an audit policy"),
    "kubectl": _read_by("kubectl"),
    "kind": _read_by("kind"),
    "kustomize": Text("kustomization.yaml", "a kustomization.yaml"),
    "message": Text("程序之间往来的消息", "a message between programs"),
    "helm-chart": Text("Helm 的 Chart.yaml", "the Chart.yaml of Helm"),
    "helm-values": Text("Helm 的 values 文件", "a values file of Helm"),
    "compose": Text("Compose 文件", "a file of Compose"),
    "prometheus": _read_by("Prometheus"),
    "prometheus-rules": Text("Prometheus 规则文件", "a file of Prometheus rules"),
    "alertmanager": _read_by("Alertmanager"),
    "github-workflow": Text("GitHub 工作流", "a workflow of GitHub"),
    "gitlab-ci": Text("GitLab CI 的流水线", "a pipeline of GitLab CI"),
    "other": Text("别的程序的文件", "a file of another program"),
}
FORMS: Mapping[str, Form] = {name: Form(name, said) for name, said in _SAID.items()}
KUBERNETES = "kubernetes"
"""What a fence calls a manifest, whatever it looks like."""
_ALIASES = {
    "admission": "kube-apiserver",
    "authentication": "kube-apiserver",
    "authorization": "kube-apiserver",
    "chart": "helm-chart",
    "encryption": "kube-apiserver",
    "kustomization": "kustomize",
    "scheduler": "kube-scheduler",
    "tracing": "kube-apiserver",
    "values": "helm-values",
}
NAMES = (*FORMS, *_ALIASES, KUBERNETES)
"""All that the option ``format`` may be."""


def form_of(name: str) -> Form | None:
    """The format of that name, None for manifests and for a name that there is not."""
    return FORMS.get(_ALIASES.get(name, name))
