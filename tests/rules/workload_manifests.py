"""Sound manifests of workloads to spoil: ``workload("Deployment", "replicas: -1")`` replaces parts of its spec."""

import json
from typing import Any

import yaml

from kubefence import Config, Page, Severity, verify

POD = {"containers": [{"name": "app", "image": "registry.example.com/app:1.0.0"}]}
TEMPLATE: dict[str, Any] = {"metadata": {"labels": {"app": "web"}}, "spec": POD}
CONTROLLER = {"selector": {"matchLabels": {"app": "web"}}, "template": TEMPLATE}
JOB = {"template": {"spec": {**POD, "restartPolicy": "Never"}}}
TARGET = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}
SPECS: dict[str, tuple[str, Any]] = {
    "Deployment": ("apps/v1", CONTROLLER),
    "ReplicaSet": ("apps/v1", CONTROLLER),
    "StatefulSet": ("apps/v1", {**CONTROLLER, "serviceName": "web"}),
    "DaemonSet": ("apps/v1", CONTROLLER),
    "ReplicationController": ("v1", {"selector": {"app": "web"}, "template": TEMPLATE}),
    "Job": ("batch/v1", JOB),
    "CronJob": ("batch/v1", {"schedule": "0 8 * * *", "jobTemplate": {"spec": JOB}}),
    "HorizontalPodAutoscaler": ("autoscaling/v2", {"scaleTargetRef": TARGET, "maxReplicas": 5}),
    "PodDisruptionBudget": ("policy/v1", {"selector": {"matchLabels": {"app": "web"}}}),
}


def workload(kind: str, spec: str = "{}", metadata: str = "{name: web}", version: str = "") -> str:
    """A manifest as JSON, which is YAML; ``spec`` replaces the fields that it gives, null removes them."""
    api_version, base = SPECS[kind]
    merged = _merged(base, yaml.safe_load(spec))
    return json.dumps(
        {
            "apiVersion": version or api_version,
            "kind": kind,
            "metadata": yaml.safe_load(metadata),
            "spec": merged,
        }
    )


def found(text: str, k8s: str = "1.35-1.37") -> set[str]:
    """``rule field`` of every finding, below spec without its name; warnings have a ``~`` in front."""
    report = verify([Page("manifest.yaml", text, markdown=False)], Config(k8s, lint=None))
    return {
        f"{'~' if finding.severity is Severity.WARNING else ''}{finding.rule} {finding.field.removeprefix('spec.')}"
        for finding in report.findings
    }


def _merged(base: Any, change: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    merged = {**base, **{key: _merged(base.get(key), value) for key, value in change.items()}}
    return {key: value for key, value in merged.items() if value is not None or key not in base}
