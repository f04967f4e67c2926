"""Sound Pods and Pod templates to spoil: ``pod("hostPID: true")`` adds fields to the spec and says what is found.

What is given is the inside of a mapping in flow style. Findings are ``rule field``, with the field below the Pod
spec (or the Pod, for ``metadata``), and a ``~`` before those that are warnings.
"""

import json
from typing import Any

import yaml

from kubefence import Config, Page, Severity, verify

LABELS = {"app": "web"}
CONTAINER = {"name": "app", "image": "registry.example.com/app:1.0.0"}
VERSIONS = "1.35-1.37"


def pod(spec: str, metadata: str = "", k8s: str = VERSIONS) -> set[str]:
    """Findings of a Pod."""
    parts = _parts({"name": "web", "labels": LABELS}, spec, metadata)
    return found({"apiVersion": "v1", "kind": "Pod", **parts}, "spec", k8s)


def template(spec: str, metadata: str = "", k8s: str = VERSIONS) -> set[str]:
    """Findings of a Deployment whose Pods are those."""
    parts = _parts({"labels": LABELS}, spec, metadata)
    deployment = {"selector": {"matchLabels": LABELS}, "template": parts}
    whole = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": deployment}
    return {line.replace("spec.template.", "") for line in found(whole, "spec.template.spec", k8s)}


def volume(source: str, k8s: str = VERSIONS) -> set[str]:
    """Findings of a Pod with one volume, below that volume."""
    parts = _parts({"name": "web"}, f"volumes: [{{name: data, {source}}}]", "")
    return found({"apiVersion": "v1", "kind": "Pod", **parts}, "spec.volumes[0]", k8s)


def found(manifest: Any, below: str = "", k8s: str = VERSIONS) -> set[str]:
    """Findings of any manifest; the path ``below`` which they lie is left out."""
    report = verify([Page("pod.yaml", json.dumps(manifest), markdown=False)], Config(k8s, lint=None))
    return {
        f"{'~' if finding.severity is Severity.WARNING else ''}{finding.rule} "
        + finding.field.removeprefix(below).removeprefix(".")
        for finding in report.findings
    }


def _parts(base: dict[str, Any], spec: str, metadata: str) -> dict[str, Any]:
    return {
        "metadata": {**base, **yaml.safe_load(f"{{{metadata}}}")},
        "spec": {"containers": [CONTAINER], **yaml.safe_load(f"{{{spec}}}")},
    }


def container_with(fields: str) -> str:
    """A container with these fields beside those that it needs."""
    return json.dumps({**CONTAINER, **yaml.safe_load(f"{{{fields}}}")})


def pod_with(spec: str, fields: str) -> set[str]:
    """Findings of a Pod with one container that has these fields."""
    return pod(f"containers: [{container_with(fields)}], {spec}")
