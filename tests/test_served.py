"""Versions of the API that are off by default, or deprecated."""

import pytest

from tests.helpers import covered, findings
from tests.test_kinds import head

OFF = [
    ("resource.k8s.io/v1beta2", "DeviceClass", "1.37", "error", "write apiVersion: resource.k8s.io/v1"),
    ("resource.k8s.io/v1beta1", "DeviceClass", "1.33", "warning", "--runtime-config=resource.k8s.io/v1beta1=true"),
    ("networking.k8s.io/v1beta1", "ServiceCIDR", "1.33", "error", "write apiVersion: networking.k8s.io/v1"),
    ("storage.k8s.io/v1beta1", "CSIStorageCapacity", "1.26", "warning", "is deprecated since Kubernetes 1.24"),
    ("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", "1.29-1.31", "warning", "since Kubernetes 1.29"),
    ("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", "1.28", "", ""),
    ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "1.25", "warning", "write apiVersion: autoscaling/v2"),
    ("resource.k8s.io/v1", "DeviceClass", "1.34", "", ""),
    ("autoscaling/v1", "HorizontalPodAutoscaler", "1.37", "", ""),
]


@pytest.mark.parametrize(("api_version", "kind", "k8s", "severity", "told"), OFF)
def test_versions_that_are_off_or_deprecated(api_version: str, kind: str, k8s: str, severity: str, told: str) -> None:
    text = head(api_version, kind)
    said = [f for f in findings(text, "a.yaml", k8s=k8s) if f.rule in ("off-by-default", "deprecated-api")]
    assert [finding.severity for finding in said] == ([severity] if severity else [])
    for finding in said:
        assert told in finding.text.en
        assert covered(text, finding) == api_version
        assert k8s in (f"{finding.versions[0]}", f"{finding.versions[0]}-{finding.versions[-1]}")


def test_a_beta_in_a_range_that_has_a_stable_version_only_in_part_is_one_warning() -> None:
    text = head("admissionregistration.k8s.io/v1beta1", "MutatingAdmissionPolicy")
    [finding] = [f for f in findings(text, "a.yaml", k8s="1.35-1.37") if f.rule == "off-by-default"]
    assert (finding.severity, len(finding.versions)) == ("warning", 3)
    assert finding.text.en.endswith("from 1.36 on there is apiVersion: admissionregistration.k8s.io/v1")
