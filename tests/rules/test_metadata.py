"""Labels, annotations and the rest of the metadata: what the API server refuses and accepts."""

import pytest
from object_manifests import LONG, config_map
from verdicts import judged

from kubefence import Config, Page, verify

LABEL, ANNOTATION = {"invalid-label metadata.labels"}, {"invalid-annotation metadata.annotations"}
METADATA = [
    ("labels: {a: b, example.com/c: '', d: null}", set()),
    ("labels: {a: b c}", LABEL),
    ("labels: {a b: c}", LABEL),
    ("labels: {a/b/c: d}", LABEL),
    ("labels: {/a: b}", LABEL),
    ("labels: {a/: b}", LABEL),
    ("labels: {Example.com/a: b}", LABEL),
    (f"labels: {{{LONG}: b}}", LABEL),
    (f"labels: {{a: {LONG}}}", LABEL),
    ("annotations: {a: 'any text at all: 你好'}", set()),
    ("annotations: {Example.com/A: b}", set()),
    ("annotations: {a b: c}", ANNOTATION),
    (f"annotations: {{a: {'x' * (256 * 1024 - 1)}}}", set()),
    (f"annotations: {{a: {'x' * (256 * 1024)}}}", ANNOTATION),
    (f"annotations: {{a: {'你' * 90_000}}}", ANNOTATION),
    ("resourceVersion: ''", set()),
    ("resourceVersion: '0'", set()),
    ("resourceVersion: none", set()),
    ("resourceVersion: '12'", {"preset-resource-version metadata.resourceVersion"}),
    ("uid: a, selfLink: b, generation: 3, creationTimestamp: null, deletionGracePeriodSeconds: 1", set()),
    ("namespace: a-1", set()),
    ("namespace: a.b", {"invalid-name metadata.namespace"}),
    ("namespace: A", {"invalid-name metadata.namespace"}),
    ("finalizers: [example.com/a, kubernetes, orphan]", set()),
    ("finalizers: [mine]", {"invalid-format metadata.finalizers[0]"}),
    ("finalizers: [example.com/a b]", {"invalid-format metadata.finalizers[0]"}),
    ("finalizers: [null]", {"invalid-format metadata.finalizers[0]"}),
    ("finalizers: [orphan, foregroundDeletion]", {"mutually-exclusive metadata.finalizers"}),
    ("ownerReferences: [{apiVersion: apps/v1, kind: A, name: b, uid: c}]", set()),
    (
        "ownerReferences: [{apiVersion: apps/, kind: A, name: b, uid: c}]",
        {"invalid-format metadata.ownerReferences[0].apiVersion"},
    ),
    (
        "ownerReferences: [{apiVersion: v1, kind: A, name: '', uid: c}]",
        {"invalid-format metadata.ownerReferences[0].name"},
    ),
    (
        "ownerReferences: [{apiVersion: v1, kind: Event, name: a, uid: c}]",
        {"invalid-value metadata.ownerReferences[0].kind"},
    ),
    (
        "ownerReferences: [{apiVersion: /v1, kind: Event, name: a, uid: c}]",
        {"invalid-value metadata.ownerReferences[0].kind"},
    ),
    (  # the server takes the same twice for one
        "ownerReferences: [{apiVersion: v1, kind: A, name: a, uid: c, controller: true},"
        "{apiVersion: v1, kind: A, name: a, uid: c, controller: true}]",
        set(),
    ),
    (
        "ownerReferences: [{apiVersion: v1, kind: A, name: a, uid: c, controller: true},"
        " {apiVersion: v1, kind: A, name: b, uid: d, controller: true}]",
        {"mutually-exclusive metadata.ownerReferences[1].controller"},
    ),
]


@pytest.mark.parametrize(("metadata", "expected"), METADATA, ids=lambda value: str(value)[:60])
def test_metadata(metadata: str, expected: set[str]) -> None:
    assert judged(config_map(f"name: a, {metadata}")) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    fine: b\n    bad: c d\n", 7),
        ("apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  fine: b\n  b/d: c\n", 7),
        ("apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  fine: aGk=\n  bad: x\n", 7),
        ("apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: a\nspec:\n  scopes:\n  - Terminating\n  - Bad\n", 8),
    ],
)
def test_what_the_server_names_as_a_whole_is_shown_where_it_is(text: str, line: int) -> None:
    (finding,) = verify([Page("x.yaml", text, markdown=False)], Config(lint=None)).findings
    assert finding.span.line == line


def test_some_kinds_take_any_qualified_finalizer() -> None:
    text = "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: a, finalizers: [mine]}\n"
    assert judged(text) == set()


def test_a_namespace_is_dropped_where_none_can_be() -> None:
    text = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, namespace: b}\n"
    assert judged(text) == {"namespace-on-cluster-scoped metadata.namespace"}


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        ("metadata: {labels: {a: b}}, spec: {%s}", set()),
        (
            "metadata: {name: a}, spec: {%s}",
            {"forbidden-field spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.name"},
        ),
    ],
)
def test_metadata_of_a_claim_template(holder: str, expected: set[str]) -> None:
    claim = holder % "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}"
    volume = f"{{name: v, ephemeral: {{volumeClaimTemplate: {{{claim}}}}}}}"
    spec = f"{{containers: [{{name: a, image: b}}], volumes: [{volume}]}}"
    assert judged(f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {spec}\n") == expected


KEPT = (
    *("ConfigMap", "Secret", "Service", "ServiceAccount", "Namespace", "Node", "PersistentVolume"),
    *("PersistentVolumeClaim", "Endpoints", "LimitRange", "ResourceQuota"),
)
"""Kinds whose strategy leaves ``generation`` as it is written."""


@pytest.mark.parametrize("kind", [*KEPT, "Pod", "ReplicationController"])
def test_a_generation_that_is_kept_is_not_negative(kind: str) -> None:
    lines = judged(f"apiVersion: v1\nkind: {kind}\nmetadata: {{name: a, generation: -1}}\n")
    assert any(line.endswith(" metadata.generation") for line in lines) is (kind in KEPT)
