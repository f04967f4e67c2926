"""Controllers: what the API server refuses or warns of, and the neighbouring cases that it takes."""

import pytest
from tests.helpers import findings
from workload_manifests import found, workload

from kubefence import Config, Page, verify

CONTROLLERS = ("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet")
LABELS = "template.metadata.labels"


@pytest.mark.parametrize("kind", [*CONTROLLERS, "ReplicationController"])
def test_base_is_sound(kind: str) -> None:
    assert found(workload(kind)) == set()


@pytest.mark.parametrize("kind", CONTROLLERS)
@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("{matchLabels: {app: web}, matchExpressions: [{key: app, operator: In, values: [web, api]}]}", set()),
        ("{matchLabels: null, matchExpressions: [{key: app, operator: Exists}]}", set()),
        ("{matchExpressions: [{key: tier, operator: DoesNotExist}]}", set()),
        ("{matchExpressions: [{key: tier, operator: NotIn, values: [db]}]}", set()),
        ("{matchLabels: {app: api}}", {f"selector-mismatch {LABELS}"}),
        ("{matchLabels: {tier: web}}", {f"selector-mismatch {LABELS}"}),
        ("{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}", {f"selector-mismatch {LABELS}"}),
        ("{matchExpressions: [{key: app, operator: DoesNotExist}]}", {f"selector-mismatch {LABELS}"}),
        ("{matchExpressions: [{key: tier, operator: Exists}]}", {f"selector-mismatch {LABELS}"}),
        ("{matchLabels: null}", {"empty-selector selector"}),
        ("{matchLabels: {app: null}}", {"empty-selector selector"}),
    ],
)
def test_selector_selects_the_template(kind: str, selector: str, expected: set[str]) -> None:
    assert found(workload(kind, f"{{selector: {selector}}}")) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{key: app, operator: In}", {"selector-values values"}),
        ("{key: app, operator: In, values: []}", {"selector-values values"}),
        ("{key: app, operator: Exists, values: [web]}", {"selector-values values"}),
        ("{key: app, operator: exists}", {"invalid-value operator"}),
        ("{key: '', operator: Exists}", {"invalid-label key"}),
        ("{key: 'my app', operator: Exists}", {"invalid-label key"}),
        ("{key: a/b/c, operator: Exists}", {"invalid-label key"}),
        ("{key: app, operator: In, values: [web, 'we b']}", {"invalid-label values[1]"}),
    ],
)
def test_requirements_are_well_formed(expression: str, expected: set[str]) -> None:
    """A selector that is not well formed is held against nothing."""
    place = "selector.matchExpressions[0]."
    wanted = {line.replace(" ", f" {place}", 1) for line in expected}
    for kind in ("Deployment", "PodDisruptionBudget"):
        assert found(workload(kind, f"{{selector: {{matchExpressions: [{expression}]}}}}")) == wanted


def test_labels_of_a_selector_have_a_form() -> None:
    for entry in ("'a b': c", "a: 'b c'", "'': x"):
        assert found(workload("PodDisruptionBudget", f"{{selector: {{matchLabels: {{{entry}}}}}}}")) == {
            "invalid-label selector.matchLabels"
        }


def test_selector_of_a_metric_is_not_looked_at() -> None:
    metric = "{name: queue, selector: {matchExpressions: [{key: 'a b', operator: Like}]}}"
    metrics = f"[{{type: External, external: {{metric: {metric}, target: {{type: Value, value: 3}}}}}}]"
    assert found(workload("HorizontalPodAutoscaler", f"{{metrics: {metrics}}}")) == set()


@pytest.mark.parametrize("kind", [*CONTROLLERS, "ReplicationController"])
@pytest.mark.parametrize(
    ("pod", "expected"),
    [
        ("{restartPolicy: Always}", set()),
        ("{restartPolicy: Never}", {"controller-restart-policy template.spec.restartPolicy"}),
        ("{restartPolicy: OnFailure}", {"controller-restart-policy template.spec.restartPolicy"}),
        ("{activeDeadlineSeconds: 60}", {"forbidden-field template.spec.activeDeadlineSeconds"}),
    ],
)
def test_pods_of_a_controller_last(kind: str, pod: str, expected: set[str]) -> None:
    assert found(workload(kind, f"{{template: {{spec: {pod}}}}}")) == expected


def test_templates_have_no_ephemeral_containers() -> None:
    debugger = "{template: {spec: {ephemeralContainers: [{name: debug, image: 'busybox:1.37'}]}}}"
    assert found(workload("Job", debugger)) == {"forbidden-field template.spec.ephemeralContainers"}


@pytest.mark.parametrize("kind", CONTROLLERS)
def test_spec_is_needed(kind: str) -> None:
    manifest = f"apiVersion: apps/v1\nkind: {kind}\nmetadata:\n  name: web\n"
    missing = {"missing-field template.spec.containers"}  # the server misses what has to be inside
    assert found(manifest) == found(manifest + "spec:\n") == missing


@pytest.mark.parametrize("kind", CONTROLLERS)
@pytest.mark.parametrize("template", ["", "  template:\n"])
def test_a_template_that_is_missing_is_one_mistake(kind: str, template: str) -> None:
    head = f"apiVersion: apps/v1\nkind: {kind}\nmetadata:\n  name: web\nspec:\n"
    manifest = f"{head}  selector:\n    matchLabels:\n      app: web\n{template}"
    [problem] = findings(manifest, "a.yaml")
    line = 9 if template else 5
    assert (problem.rule, problem.span.line, problem.field) == ("missing-field", line, "spec.template.spec.containers")
    assert "template" in problem.text.en


CLAIM = "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{serviceName: ''}", set()),
        ("{serviceName: Web}", {"invalid-name serviceName"}),
        ("{serviceName: web.example}", {"invalid-name serviceName"}),
        ("{podManagementPolicy: Parallel}", set()),
        ("{podManagementPolicy: Ordered}", {"invalid-value podManagementPolicy"}),
        ("{persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}}", set()),
        (
            "{persistentVolumeClaimRetentionPolicy: {whenScaled: Remove}}",
            {"invalid-value persistentVolumeClaimRetentionPolicy.whenScaled"},
        ),
        (f"{{volumeClaimTemplates: [{{metadata: {{name: data}}, spec: {{{CLAIM}}}}}]}}", set()),
        (
            f"{{volumeClaimTemplates: [{{metadata: {{name: my_data}}, spec: {{{CLAIM}}}}}]}}",
            {"invalid-name volumeClaimTemplates[0].metadata.name"},
        ),
        (
            f"{{volumeClaimTemplates: [{{metadata: {{labels: {{a: b}}}}, spec: {{{CLAIM}}}}}]}}",
            {"missing-field volumeClaimTemplates[0].metadata.name"},
        ),
    ],
)
def test_statefulset(spec: str, expected: set[str]) -> None:
    assert found(workload("StatefulSet", spec)) == expected


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{selector: null}", set()),
        ("{selector: null, template: {metadata: {labels: null}}}", {"missing-field selector"}),
        ("{template: {metadata: {labels: null}}}", {f"selector-mismatch {LABELS}"}),
        ("{selector: {app: api}}", {f"selector-mismatch {LABELS}"}),
        ("{template: null}", {"missing-field template"}),
    ],
)
def test_replication_controller_borrows_its_selector(spec: str, expected: set[str]) -> None:
    assert found(workload("ReplicationController", spec)) == expected


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("Job", "w" * 63, set()),
        ("Job", "w" * 64, {"job-name-too-long metadata.name"}),
        ("CronJob", "w" * 52, set()),
        ("CronJob", "w" * 53, {"cronjob-name-too-long metadata.name"}),
    ],
)
def test_names_leave_room_for_what_is_added(kind: str, name: str, expected: set[str]) -> None:
    assert found(workload(kind, metadata=f"{{name: {name}}}")) == expected


def test_generated_names_count_with_what_is_added() -> None:
    assert found(workload("CronJob", metadata=f"{{generateName: {'w' * 47}}}")) == set()
    assert found(workload("CronJob", metadata=f"{{generateName: {'w' * 48}}}")) == {
        "cronjob-name-too-long metadata.generateName"
    }


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{minAvailable: 1}", set()),
        ("{maxUnavailable: 0}", set()),
        ("{minAvailable: 100%}", set()),
        ("{minAvailable: 101%}", {"out-of-range minAvailable"}),
        ("{minAvailable: '1'}", {"invalid-format minAvailable"}),
        ("{maxUnavailable: -1}", {"out-of-range maxUnavailable"}),
        ("{minAvailable: 1, maxUnavailable: 1}", {"budget-with-both-bounds spec"}),
        ("{minAvailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow}", set()),
        ("{minAvailable: 1, unhealthyPodEvictionPolicy: ''}", {"invalid-value unhealthyPodEvictionPolicy"}),
        ("{minAvailable: 1, selector: {matchLabels: null}}", set()),
    ],
)
def test_disruption_budget(spec: str, expected: set[str]) -> None:
    assert found(workload("PodDisruptionBudget", spec)) == expected


@pytest.mark.parametrize(
    ("kind", "spec", "k8s", "expected"),
    [
        ("Job", "{scheduling: {}}", "1.37", {"~ignored-field scheduling"}),
        ("Job", "{managedBy: example.com/x}", "1.31", {"~ignored-field managedBy"}),
        ("Job", "{managedBy: example.com/x}", "1.32", set()),
        (
            "StatefulSet",
            "{updateStrategy: {rollingUpdate: {maxUnavailable: 0}}}",
            "1.36",
            {"~ignored-field updateStrategy.rollingUpdate.maxUnavailable"},
        ),
        (
            "StatefulSet",
            "{updateStrategy: {rollingUpdate: {maxUnavailable: 101%}}}",
            "1.37",
            {"out-of-range updateStrategy.rollingUpdate.maxUnavailable"},
        ),
        (
            "StatefulSet",
            "{updateStrategy: {rollingUpdate: {maxUnavailable: 0%}}}",
            "1.37",
            {"out-of-range updateStrategy.rollingUpdate.maxUnavailable"},
        ),
        ("StatefulSet", "{updateStrategy: {rollingUpdate: {maxUnavailable: 50%}}}", "1.37", set()),
    ],
)
def test_fields_of_features_that_are_off(kind: str, spec: str, k8s: str, expected: set[str]) -> None:
    assert found(workload(kind, spec), k8s) == expected


@pytest.mark.parametrize(
    ("kind", "annotation", "right"),
    [
        ("Deployment", "deprecated.deployment.rollback.to: '3'", True),
        ("Deployment", "deprecated.deployment.rollback.to: ''", True),
        ("Deployment", "deprecated.deployment.rollback.to: last", False),
        ("Deployment", "deprecated.deployment.rollback.to: '-1'", False),
        ("DaemonSet", "deprecated.daemonset.template.generation: '1'", True),
        ("DaemonSet", "deprecated.daemonset.template.generation: ''", False),
    ],
)
def test_legacy_annotations(kind: str, annotation: str, right: bool) -> None:
    key = annotation.partition(":")[0]
    expected = set() if right else {f"invalid-annotation metadata.annotations[{key}]"}
    assert found(workload(kind, metadata=f"{{name: web, annotations: {{{annotation}}}}}")) == expected


def test_a_label_of_null_is_an_empty_one() -> None:
    """To the server ``app: null`` is ``app: ""``, in a selector as in the labels of a template."""
    selector = "{selector: {matchLabels: {app: web, tier: %s}}, template: {metadata: {labels: {tier: %s}}}}"
    for kind in CONTROLLERS:
        assert found(workload(kind, selector % ("''", "null"))) == set()
        assert found(workload(kind, selector % ("null", "''"))) == set()
        assert found(workload(kind, selector % ("null", "front"))) == {f"selector-mismatch {LABELS}"}
    controller = "{selector: {app: web, tier: %s}, template: {metadata: {labels: {tier: %s}}}}"
    assert found(workload("ReplicationController", controller % ("null", "null"))) == set()
    assert found(workload("ReplicationController", controller % ("null", "front"))) == {f"selector-mismatch {LABELS}"}


def test_labels_of_a_wrong_type_are_told_once() -> None:
    for labels in ("[app]", "{app: 1}"):
        (line,) = found(workload("Deployment", f"{{template: {{metadata: {{labels: {labels}}}}}}}"))
        assert line.startswith("wrong-type ")


def test_empty_items_of_lists() -> None:
    assert found(workload("Deployment", "{selector: {matchExpressions: [null]}}")) >= {
        "missing-field selector.matchExpressions[0].operator"
    }
    assert found(workload("StatefulSet", "{volumeClaimTemplates: [null]}")) >= {
        "missing-field volumeClaimTemplates[0].metadata.name"
    }
    assert found(workload("HorizontalPodAutoscaler", "{behavior: {scaleUp: {policies: [null]}}}")) >= {
        "missing-field behavior.scaleUp.policies[0].type"
    }
    assert found(workload("Job", "{podFailurePolicy: {rules: [null]}}")) >= {
        "missing-field podFailurePolicy.rules[0].action"
    }


def test_fragments_lack_what_stands_elsewhere() -> None:
    page = '```yaml fragment="Deployment.spec"\nreplicas: -1\nselector:\n  matchLabels:\n    app: web\n```\n'
    report = verify([Page("page.md", page)], Config(lint=None))
    assert [(finding.rule, finding.field) for finding in report.findings] == [("out-of-range", "replicas")]


@pytest.mark.parametrize("junk", ["1", "text", "[1]", "[[]]", "{a: {b: []}}", "[null]", "true", "1e400"])
def test_no_rule_fails_on_junk(junk: str) -> None:
    fields = {
        "Deployment": "selector template strategy replicas minReadySeconds",
        "StatefulSet": "selector updateStrategy volumeClaimTemplates serviceName ordinals",
        "DaemonSet": "template updateStrategy",
        "ReplicationController": "selector template",
        "Job": "template selector podFailurePolicy successPolicy completions managedBy",
        "CronJob": "schedule timeZone jobTemplate",
        "HorizontalPodAutoscaler": "metrics behavior scaleTargetRef minReplicas",
        "PodDisruptionBudget": "minAvailable selector",
    }
    for kind, names in fields.items():
        for field in names.split():
            assert not any("internal-error" in line for line in found(workload(kind, f"{{{field}: {junk}}}"), "1.37"))
