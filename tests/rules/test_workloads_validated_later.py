"""Parts of a StatefulSet that the API server only decoded up to 1.33. Expected is ``rule field``, below ``spec``."""

import pytest
from workload_manifests import found

from kubefence import Config, Page, verify

STATEFUL_SET = """\
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: LABEL}}
    spec:
      POD
      containers:
        - CONTAINER
  volumeClaimTemplates: CLAIMS
"""
POD = "template.spec"


def stateful_set(k8s: str, container: str = "{name: db, image: db}", pod: str = "", claims: str = "[]") -> set[str]:
    text = STATEFUL_SET.replace("LABEL", "db").replace("POD", pod or "hostIPC: false")
    return found(text.replace("CONTAINER", container).replace("CLAIMS", claims), k8s)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ({"container": "{name: db}"}, f"missing-field {POD}.containers[0].image"),
        ({"container": "{name: " + "x" * 64 + ", image: db}"}, f"invalid-name {POD}.containers[0].name"),
        ({"pod": "dnsPolicy: Nowhere"}, f"invalid-value {POD}.dnsPolicy"),
        ({"container": "{name: db, image: db, ports: [{containerPort: 0}]}"}, None),
        ({"claims": "[{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]"}, None),
    ],
)
def test_the_pods_of_a_stateful_set_are_validated_since_1_34(made: dict[str, str], expected: str | None) -> None:
    lines = stateful_set("1.34", **made)
    assert lines == {expected} if expected else lines
    assert stateful_set("1.33", **made) == set()


@pytest.mark.parametrize(
    ("made", "line"),
    [
        ({"container": "{name: db, image: db, imge: a}"}, f"unknown-field {POD}.containers[0].imge"),
        ({"container": "{name: 1, image: db}"}, f"wrong-type {POD}.containers[0].name"),
        (
            {"container": "{name: db, image: db, resources: {limits: {cpu: much}}}"},
            f"invalid-quantity {POD}.containers[0].resources.limits.cpu",
        ),
        ({"pod": "restartPolicy: Never"}, f"controller-restart-policy {POD}.restartPolicy"),
        ({"pod": "activeDeadlineSeconds: 9"}, f"forbidden-field {POD}.activeDeadlineSeconds"),
    ],
)
def test_the_decoder_has_always_read_them(made: dict[str, str], line: str) -> None:
    assert line in stateful_set("1.30", **made)


def test_in_a_range_of_versions_a_mistake_is_told_for_those_that_see_it() -> None:
    text = STATEFUL_SET.replace("LABEL", "db").replace("POD", "hostIPC: false").replace("CLAIMS", "[]")
    config = Config(k8s="1.32-1.36", lint=None)
    [finding] = verify([Page("x.yaml", text.replace("CONTAINER", "{name: db}"), markdown=False)], config).findings
    assert [version.minor for version in finding.versions] == [34, 35, 36]


def test_the_labels_of_a_stateful_set_were_always_compared() -> None:
    text = STATEFUL_SET.replace("LABEL", "web").replace("POD", "hostIPC: false").replace("CLAIMS", "[]")
    assert found(text.replace("CONTAINER", "{name: db, image: db}"), "1.30") == {
        "selector-mismatch template.metadata.labels"
    }
