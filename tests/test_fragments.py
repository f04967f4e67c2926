"""``fragment="Service.spec"``: a part of an object, as strict as the whole; only its own level may lack fields."""

import json
from collections.abc import Iterator

import pytest

from kubefence.checks.syntax import read
from kubefence.positions import FileMap, Span
from kubefence.rules.engine import registry
from kubefence.yamldoc.document import Json
from tests.helpers import CONFIG_MAP, DEPLOYMENT, covered, fenced, findings, indented, report, told


def block(name: str, text: str) -> str:
    return "文\n\n" + fenced(text, f'yaml fragment="{name}"')


VALID = [
    ("Service.spec", "ports:\n  - port: 80\n"),
    ("Service.spec", "type: NodePort\n"),
    ("Service.spec.ports", "- port: 80\n"),
    ("Service.spec.ports[0]", "port: 80\n"),
    ("Service.spec.ports[]", "port: 80\n"),
    ("Service", "metadata:\n  name: web\n"),
    ("Deployment.spec", "replicas: 2\n"),
    ("apps/v1/Deployment.spec", "replicas: 2\n"),
    ("Deployment.spec.template.spec", "nodeSelector:\n  a: b\n"),
    ("Container", "image: nginx\n"),
    ("PodSpec", "hostNetwork: true\n"),
    ("ConfigMap.data", "a: b\n"),
    ("Pod.metadata", "labels:\n  a: b\n"),
    ("StatefulSet.spec.volumeClaimTemplates[0].spec", "accessModes: [ReadWriteOnce]\n"),
    ("HorizontalPodAutoscaler.spec.behavior", "scaleDown: {stabilizationWindowSeconds: 60}\n"),
    ("HorizontalPodAutoscalerSpec", "metrics: []\n"),
    ("autoscaling/v1/HorizontalPodAutoscaler.spec", "targetCPUUtilizationPercentage: 80\n"),
    ("Service.spec.type", "NodePort\n"),
    ("Pod.spec.containers.image", "nginx\n"),
    ("Deployment.spec.template.spec.containers.livenessProbe", "tcpSocket: {port: 80}\n"),
    ("Container.resources.limits", "cpu: 100m\n"),
    ("Pod.spec.containers", "- name: a\n  image: b\n  restartPolicy: Never\n"),
    ("Pod.spec.initContainers", "- name: a\n  image: b\n  restartPolicy: Always\n"),
    ("Pod.spec.resourceClaims[]", "name: gpu\n"),
    ("Pod.spec.resourceClaims[]", "name: gpu\nresourceClaimName: a\n"),
    ("Pod.metadata.name", "web\n"),
    ("Container.args[1]", "serve\n"),
    ("Job.spec.maxFailedIndexes", "2\n"),
    ("DaemonSet.spec.updateStrategy.rollingUpdate.maxSurge", "1\n"),
    ("PriorityClass.value", "2000001000\n"),
    ("PriorityClass.metadata", "name: system-node-critical\n"),
    ("APIService.spec.caBundle", "YQ==\n"),
    ("Pod.metadata.annotations", "container.apparmor.security.beta.kubernetes.io/app: runtime/default\n"),
    ("Pod.spec.topologySpreadConstraints[].matchLabelKeys", "- pod-template-hash\n"),
    ("ValidatingAdmissionPolicy.spec.validations", "- expression: variables.many && params.allowed\n"),
    ("ValidatingAdmissionPolicy.spec.matchConditions", "- {name: a, expression: params.on == true}\n"),
    ("ResourceClaim.spec.devices.constraints", "- requests: [gpu]\n  matchAttribute: gpu.example.com/numa\n"),
    ("ResourceSlice.spec.devices[].capacity", "memory: {value: 2, requestPolicy: {default: 1, validValues: [1, 2]}}\n"),
    (
        "StatefulSet.spec.template",
        "spec:\n  volumes: [{name: tmp, emptyDir: {}}]\n"
        "  containers: [{name: db, image: db, volumeMounts: [{name: data, mountPath: /data}]}]\n",
    ),
    (
        "StatefulSet.spec.template.spec",
        "volumes: [{name: tmp, emptyDir: {}}]\n"
        "initContainers: [{name: db, image: db, volumeMounts: [{name: data, mountPath: /data}]}]\n",
    ),
]


@pytest.mark.parametrize(("name", "text"), VALID)
def test_a_part_may_be_short_at_its_own_level(name: str, text: str) -> None:
    page = block(name, text)
    assert told(page) == []
    assert [found.kind for found in report(page).blocks] == ["fragment"]


WRONG = [
    ("Service.spec", "ports:\n  - prot: 80\n    port: 80\n", "unknown-field", "prot", "ports[0].prot"),
    ("Service.spec", "ports: 80\n", "wrong-type", "80", "ports"),
    ("Service.spec", "type: Loadbalancer\n", "invalid-value", "Loadbalancer", "type"),
    ("Service.spec", "ports:\n  - name: http\n", "missing-field", "name", "ports[0].port"),
    ("Service.spec.ports", "- prot: 80\n  port: 80\n", "unknown-field", "prot", "[0].prot"),
    ("Service.spec.ports[0]", "prot: 80\n", "unknown-field", "prot", "prot"),
    (
        "HorizontalPodAutoscaler",
        "spec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}\n",
        "missing-field",
        "spec",
        "spec.maxReplicas",
    ),
    ("Deployment.spec.template.spec", "containers:\n  - image: b\n", "missing-field", "image", "containers[0].name"),
    ("HorizontalPodAutoscaler.spec", "targetCPU: 80\n", "unknown-field", "targetCPU", "targetCPU"),
    ("Container", "imag: nginx\n", "unknown-field", "imag", "imag"),
    ("ConfigMap.data", "a: 1\n", "wrong-type", "1", "a"),
    ("Pod.metadata", "labels:\n  a: true\n", "wrong-type", "true", "labels"),
    ("Service.spec.type", "Loadbalancer\n", "invalid-value", "Loadbalancer", ""),
    ("Service.spec.sessionAffinity", "ClientIp\n", "invalid-value", "ClientIp", ""),
    ("Service.spec.ports[].port", "70000\n", "out-of-range", "70000", ""),
    ("Service.spec.ports[].targetPort", "Web_\n", "invalid-format", "Web_", ""),
    ("Pod.metadata", "name: Web_1\n", "invalid-name", "Web_1", "name"),
    ("Pod.metadata.name", "Web_1\n", "invalid-name", "Web_1", ""),
    ("Pod.metadata.labels", "app: web\ntier: -x-\n", "invalid-label", "-x-", "tier"),
    ("Pod.metadata.labels", "app: web\nbeta: true\n", "wrong-type", "true", "beta"),
    ("Service.spec.selector", "app: web\na b: web\n", "invalid-label", "a b", "a b"),
    ("Service.spec.selector", "app: web\ntier: -x-\n", "invalid-label", "-x-", "tier"),
    ("Deployment.spec.selector.matchLabels", "app: web\ntier: -x-\n", "invalid-label", "-x-", "tier"),
    (
        "Container.volumeMounts",
        "- {name: a, mountPath: /a, mountPropagation: Some}\n",
        "invalid-value",
        "Some",
        "[0].mountPropagation",
    ),
    (
        "Deployment.spec.template.spec.containers[].resources.limits",
        "cpu: 500m\nmemory: 64 Mi\n",
        "invalid-quantity",
        "64 Mi",
        "memory",
    ),
    ("Container.resources.requests", "cpu: [1]\n", "wrong-type", "[1]", "cpu"),
    ("Container.imagePullPolicy", "always\n", "invalid-value", "always", ""),
    ("Container.env", "- value: a\n", "missing-field", "value", "[0].name"),
    (
        "PersistentVolumeClaim.spec.accessModes",
        "- ReadWriteOnce\n- ReadWriteMore\n",
        "invalid-value",
        "ReadWriteMore",
        "[1]",
    ),
    ("PersistentVolumeClaim.spec.accessModes[1]", "ReadWriteMore\n", "invalid-value", "ReadWriteMore", ""),
    ("Secret.data", "a: YQ=\n", "invalid-base64", "YQ=", "a"),
    ("CronJob.spec.schedule", "61 * * * *\n", "invalid-format", "61 * * * *", ""),
    ("Deployment.spec.replicas", "-1\n", "out-of-range", "-1", ""),
    ("Deployment.spec.replicas", "many\n", "wrong-type", "many", ""),
    ("Job.spec.template.spec.restartPolicy", "Sometimes\n", "invalid-value", "Sometimes", ""),
    ("Container.ports", "- containerPort: 80\n- containerPort: 0\n", "out-of-range", "0", "[1].containerPort"),
]


@pytest.mark.parametrize(("name", "text", "rule", "words", "field"), WRONG)
def test_a_part_is_as_strict_as_a_whole(name: str, text: str, rule: str, words: str, field: str) -> None:
    page = block(name, text)
    [finding] = findings(page)
    assert (finding.rule, covered(page, finding), finding.field) == (rule, words, field)


def test_the_place_of_a_value_in_a_part_that_is_a_map() -> None:
    page = "- 项\n\n" + indented(fenced("cpu: 1\nmemory: 1 Gi\n", 'yaml fragment="Container.resources.limits"'), 4)
    [finding] = findings(page)
    assert (finding.rule, finding.span) == ("invalid-quantity", Span(5, 13, 5, 17))


def _parts(value: Json, path: str) -> Iterator[tuple[str, Json]]:
    """All parts of a value that the option can name."""
    yield path, value
    for name, inner in value.items() if isinstance(value, dict) else ():
        if inner is not None and name and not set("./[]") & set(name):
            yield from _parts(inner, f"{path}.{name}")
    for inner in value if isinstance(value, list) else ():
        if inner is not None:
            yield from _parts(inner, f"{path}[]")


def _right() -> Iterator[tuple[str, Json]]:
    """Every part of every right example of a built-in kind, once; schemas in definitions have no path of their own."""
    seen = set()
    for rule in registry.rules():
        for document in read(rule.right, FileMap("right.yaml")).documents:
            value = document.value
            if isinstance(value, dict) and value["kind"] not in ("List", "CustomResourceDefinition"):
                for name, part in _parts(value, f"{value['apiVersion']}/{value['kind']}"):
                    known = (name, json.dumps(part, sort_keys=True))
                    if known not in seen:
                        seen.add(known)
                        yield name, part


def test_no_part_of_a_right_example_is_wrong() -> None:
    blocks = [fenced(json.dumps(part), f'yaml fragment="{name}"') for name, part in _right()]
    assert len(blocks) > 900
    assert told("\n".join(blocks), k8s="1.37") == []


def test_the_same_text_as_a_whole_object_lacks_what_is_required() -> None:
    assert [rule for rule, *_ in told(fenced("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n"))] == [
        "missing-field"
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Servce.spec", "Servce is none; did you mean Service?"),
        ("Service.specs", "there is no field specs; did you mean spec?"),
        ("Service.spec.ports[0].prt", "there is no field prt; did you mean port?"),
        ("Deployment.spec.replicas.x", "there is no field x"),
        ("apps/v2/Deployment", "Deployment is none"),
        ("spec", "a fragment starts with the name of a type"),
    ],
)
def test_a_part_that_does_not_exist_is_told_at_the_option(name: str, reason: str) -> None:
    page = block(name, "a: b\n")
    [finding] = findings(page)
    assert (finding.rule, finding.span.line) == ("unknown-fragment", 3)
    assert covered(page, finding) == f'```yaml fragment="{name}"'
    assert reason in finding.text.en


def test_a_part_that_only_some_versions_have() -> None:
    page = block("Container.restartPolicyRules", "- action: Restart\n  exitCodes: {operator: In, values: [42]}\n")
    assert told(page, k8s="1.34-1.37") == []
    [finding] = findings(page, k8s="1.33-1.34")
    assert (finding.rule, [str(version) for version in finding.versions]) == ("unknown-fragment", ["1.33"])


def test_every_document_of_the_block_is_that_part() -> None:
    page = block("Service.spec", "type: NodePort\n---\nx: 1\n")
    assert told(page) == [("unknown-field", 6, "x")]


def test_a_whole_object_as_a_part_of_itself() -> None:
    assert told(block("Deployment", DEPLOYMENT)) == []
    assert told(block("ConfigMap", CONFIG_MAP)) == []


@pytest.mark.parametrize(
    ("name", "text", "fields"),
    [
        ("PodSpec.containers", "- {name: a, image: a}\n- {name: A, image: a}\n", ["[1].name"]),
        (
            "Pod.spec.containers[].ports",
            "- containerPort: 0\n- containerPort: 70000\n",
            ["[0].containerPort", "[1].containerPort"],
        ),
        ("Service.spec.ports", "- {name: a, port: 80}\n- {name: b, port: 70000}\n", ["[1].port"]),
    ],
)
def test_the_items_of_a_list_meet_the_rules(name: str, text: str, fields: list[str]) -> None:
    assert [finding.field for finding in findings(block(name, text))] == fields


@pytest.mark.parametrize("text", ["kubectl get pods\n", "echo 'a: b'\n", "YQ==\n"])
def test_a_text_that_is_declared_is_no_command(text: str) -> None:
    assert "not-identified" not in [rule for rule, _, _ in told(fenced(text, "yaml fragment='Secret.stringData.a'"))]
