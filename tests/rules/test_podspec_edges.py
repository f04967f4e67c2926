"""Edges of Pod specs: null entries, defaults that come before validation, fields that are dropped, annotations."""

import json

import pytest
from pod_manifests import CONTAINER, pod, template, volume
from yaml import safe_load

from kubefence.formats import resource_fields
from kubefence.formats.resource_fields import RESOURCES

APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/app"
MIRROR = "annotations: {kubernetes.io/config.mirror: a}"
TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations"
AT = "containers[0]"


def _with(container: str, spec: str = "") -> str:
    whole = {**CONTAINER, **safe_load(f"{{{container}}}")}
    return f"containers: [{json.dumps(whole)}], {spec}"


def _init(fields: str) -> str:
    return f"initContainers: [{json.dumps({**CONTAINER, 'name': 'init', **safe_load(f'{{{fields}}}')})}]"


@pytest.mark.parametrize(
    ("container", "expected"),
    [
        # to the server a null entry is one in which nothing is set
        ("envFrom: [null]", {f"missing-field {AT}.envFrom"}),
        ("livenessProbe: {httpGet: {port: null}}", {f"missing-field {AT}.livenessProbe.httpGet.port"}),
        ("lifecycle: {preStop: {tcpSocket: {port: null}}}", {f"missing-field {AT}.lifecycle.preStop.tcpSocket.port"}),
        ("resources: {limits: {cpu: null}, requests: {cpu: 1}}", {f"request-over-limit {AT}.resources.requests"}),
        ("resources: {limits: {cpu: null}, requests: {cpu: null}}", set()),
        ("resources: {limits: {cpu: 1}, requests: {cpu: null}}", set()),
        # white space and lengths as Go counts them
        ("image: app\u3000", {f"invalid-format {AT}.image"}),
        ("image: app\u200b", set()),
        (f"securityContext: {{windowsOptions: {{runAsUserName: {'é' * 52}}}}}", set()),
        (
            f"securityContext: {{windowsOptions: {{runAsUserName: {'é' * 53}}}}}",
            {f"invalid-format {AT}.securityContext.windowsOptions.runAsUserName"},
        ),
    ],
)
def test_container(container: str, expected: set[str]) -> None:
    assert pod(_with(container)) == expected


def test_only_what_go_calls_white_space_is_around_an_image() -> None:
    assert pod(f"containers: [{json.dumps({**CONTAINER, 'image': chr(0x1C) + 'app'})}]") == set()


@pytest.mark.parametrize(
    ("lifecycle", "refused"),
    [
        ("{stopSignal: SIGTERM}", False),
        ("{stopSignal: SIGTERM, preStop: null}", False),
        ("{stopSignal: null}", True),
        ("{}", True),
        ("{stopSignal: SIGTERM, preStop: {sleep: {seconds: 1}}}", True),
    ],
)
def test_a_dropped_signal_takes_the_lifecycle_of_an_init_container_with_it(lifecycle: str, refused: bool) -> None:
    lines = pod(_init(f"lifecycle: {lifecycle}"))
    assert ("forbidden-field initContainers[0].lifecycle" in lines) is refused
    assert {line for line in lines if not line.startswith("~")} <= {"forbidden-field initContainers[0].lifecycle"}


@pytest.mark.parametrize(
    ("mode", "expected"), [("''", {f"invalid-value {AT}.volumeMounts"}), ("None", set()), ("null", set())]
)
def test_mount_propagation_has_no_default(mode: str, expected: set[str]) -> None:
    mount = f"volumeMounts: [{{name: data, mountPath: /data, mountPropagation: {mode}}}]"
    assert pod(_with(mount, "volumes: [{name: data}]")) == expected


@pytest.mark.parametrize(
    ("resource", "divisor", "sound"),
    [
        ("limits.cpu", "'1m'", True),
        ("limits.cpu", "'1e-3'", False),
        ("limits.memory", "1Mi", True),
        ("limits.memory", "1024Ki", True),
        # written without a binary unit it stays decimal, and that is no power of ten
        ("limits.memory", "1024", False),
        ("requests.hugepages-2Mi", "'1048576'", False),
    ],
)
def test_files_and_variables_divide_alike(resource: str, divisor: str, sound: bool) -> None:
    reference = f"resourceFieldRef: {{containerName: app, resource: {resource}, divisor: {divisor}}}"
    variable = pod(_with(f"env: [{{name: A, valueFrom: {{{reference}}}}}]"))
    file = volume(f"downwardAPI: {{items: [{{path: a, {reference}}}]}}")
    assert [bool(lines) for lines in (variable, file)] == [not sound, not sound]


SUFFIXES = ("n", "u", "m", "", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei")


@pytest.mark.parametrize("resource", [*RESOURCES, "limits.hugepages-2Mi", "requests.hugepages-1Gi"])
def test_the_units_that_are_told_are_those_that_divide(resource: str) -> None:
    units = resource_fields.units(resource)
    assert [f"1{suffix}" for suffix in SUFFIXES if resource_fields.divides(resource, f"1{suffix}")] == [*units]
    assert not resource_fields.divides(resource, "2")


@pytest.mark.parametrize(
    ("whole", "container", "init", "too_much"),
    [
        ("limits: {cpu: 1}", "requests: {cpu: 1}", "requests: {cpu: 1}", False),
        ("limits: {cpu: 1}", "requests: {cpu: 2}", "", True),
        ("limits: {cpu: 1}", "", "requests: {cpu: 2}", True),
        ("limits: {memory: 1Gi}", "requests: {cpu: 2}", "", False),
        ("limits: {cpu: 3}, requests: {cpu: 2}", "requests: {cpu: 2}", "", False),
    ],
)
def test_a_pod_asks_by_default_for_what_its_containers_do(
    whole: str, container: str, init: str, too_much: bool
) -> None:
    spec = f"resources: {{{whole}}}, {_with(f'resources: {{{container}}}')} {_init(f'resources: {{{init}}}')}"
    line = "pod-resources-below-containers resources.requests"
    assert pod(spec) == ({line} if too_much else set())
    assert template(spec) == ({f"~{line}"} if too_much else set())


@pytest.mark.parametrize(
    ("text", "own", "of_pod", "of_template"),
    [
        # the annotation becomes the field of the container, in a Pod and only there
        ("unconfined", False, {"~deprecated-annotation"}, {"profile-annotation-mismatch"}),
        ("localhost/a", False, {"~deprecated-annotation"}, {"profile-annotation-mismatch"}),
        ("runtime/default", False, set(), set()),
        ("''", False, {"profile-annotation-mismatch"}, {"profile-annotation-mismatch"}),
        ("null", False, {"profile-annotation-mismatch"}, {"profile-annotation-mismatch"}),
        ("localhost/", False, {"profile-annotation-mismatch"}, {"profile-annotation-mismatch"}),
        ("unconfined", True, {"profile-annotation-mismatch"}, {"profile-annotation-mismatch"}),
        ("runtime/default", True, set(), set()),
    ],
)
def test_app_armor_annotation(text: str, own: bool, of_pod: set[str], of_template: set[str]) -> None:
    context = "securityContext: {appArmorProfile: {type: RuntimeDefault}}"
    spec = _with(context) if own else context
    for judge, expected in ((pod, of_pod), (template, of_template)):
        assert {line.split(" ")[0] for line in judge(spec, f"annotations: {{{APP_ARMOR}: {text}}}")} == expected


@pytest.mark.parametrize(
    "key", ["controller.kubernetes.io/pod-deletion-cost", "seccomp.security.alpha.kubernetes.io/pod"]
)
def test_an_annotation_without_a_value_is_empty(key: str) -> None:
    empty, nothing = (pod("", f"annotations: {{{key}: {text}}}") for text in ("''", "null"))
    assert empty == nothing
    assert any(line.startswith("invalid-annotation ") for line in nothing)


@pytest.mark.parametrize(
    ("keys", "of_pod"),
    [("[app]", set()), ("[app, app]", {"duplicate-entry"}), ("[other, other]", set()), ("[app, other]", set())],
)
def test_label_keys_that_stand_twice(keys: str, of_pod: set[str]) -> None:
    term = f"topologyKey: kubernetes.io/hostname, labelSelector: {{}}, matchLabelKeys: {keys}"
    for spec in (
        f"affinity: {{podAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{{term}}}]}}}}",
        f"topologySpreadConstraints: [{{{term}, maxSkew: 1, whenUnsatisfiable: DoNotSchedule}}]",
    ):
        assert {line.split(" ")[0] for line in pod(spec)} == of_pod
        assert {line.split(" ")[0] for line in template(spec)} == {f"~{rule}" for rule in of_pod}


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("", set()),
        ("serviceAccountName: builder", {"serviceAccountName"}),
        ("imagePullSecrets: [{name: registry}]", {"imagePullSecrets[0].name"}),
        ("resourceClaims: [{name: gpu, resourceClaimName: gpu}]", {"resourceClaims"}),
        ("volumes: [{name: a, secret: {secretName: a}}]", {"volumes[0].secret.secretName"}),
        ("volumes: [{name: a, projected: {sources: [{configMap: {name: a}}]}}]", set()),
        (
            "volumes: [{name: a, projected: {sources: [{serviceAccountToken: {path: a}}]}}]",
            {"volumes[0].projected.sources[0].serviceAccountToken"},
        ),
        (_with("envFrom: [{secretRef: {name: a}}]"), {f"{AT}.envFrom[0].secretRef"}),
        (
            _with("env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}]"),
            {f"{AT}.env[0].valueFrom.secretKeyRef"},
        ),
    ],
)
def test_mirror_pods_use_nothing_of_the_api(spec: str, expected: set[str]) -> None:
    lines = pod(f"nodeName: node-1, {spec}", MIRROR)
    assert {line.removeprefix("forbidden-field ") for line in lines} == expected


@pytest.mark.parametrize(
    ("tolerations", "rule"),
    [
        ([{"key": "a", "effect": "NoExecute", "tolerationSeconds": 5}], ""),
        ([{"key": "a", "operator": "In"}], "invalid-annotation"),
        ([{"key": "a", "effect": "Never"}], "invalid-annotation"),
        ([{"key": 1}], "invalid-annotation"),
        ([1], "invalid-annotation"),
        ([None], "toleration-without-key"),
    ],
)
def test_tolerations_in_an_annotation(tolerations: list[object], rule: str) -> None:
    lines = pod("", f"annotations: {json.dumps({TOLERATIONS: json.dumps(tolerations)})}")
    assert {line.split(" ")[0] for line in lines} == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        ("{clusterTrustBundle: {name: a, path: b}}", False),
        ("{clusterTrustBundle: {}}", True),
        ("{clusterTrustBundle: {name: a, path: b}, secret: {name: a}}", True),
        ("{podCertificate: {signerName: example.com/a, keyType: ED25519, keyPath: a}}", False),
        ("{podCertificate: {keyType: ED25519, keyPath: a}}", True),
        ("{podCertificate: {signerName: example.com/a, keyPath: a}}", True),
        ("{clusterTrustBundle: {name: a, path: b}}, {secret: {name: a, items: [{key: a, path: b}]}}", True),
        (
            "{podCertificate: {signerName: example.com/a, keyType: ED25519, keyPath: a, certificateChainPath: a}}",
            True,
        ),
    ],
)
def test_what_is_dropped_is_not_judged(source: str, refused: bool) -> None:
    for k8s, expected in (("1.36", False), ("1.37", refused)):
        lines = volume(f"projected: {{sources: [{source}]}}", k8s=k8s)
        assert any(not line.startswith("~") for line in lines) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("scaleIO: {gateway: a, system: b, volumeName: c}", {"~removed-volume-plugin"}),
        ("quobyte: {registry: 'a:1,[::1]:2', volume: b}", {"~removed-volume-plugin"}),
        ("quobyte: {registry: 'a:1:2', volume: b}", {"invalid-format", "~removed-volume-plugin"}),
    ],
)
def test_volumes(source: str, expected: set[str]) -> None:
    assert {line.split(" ")[0] for line in volume(source)} == expected


@pytest.mark.parametrize(
    ("metadata", "refused"),
    [("labels: {a: b}, creationTimestamp: null, name: ''", False), ("finalizers: []", True), ("name: a", True)],
)
def test_metadata_of_a_claim_template(metadata: str, refused: bool) -> None:
    claim = "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}"
    lines = volume(f"ephemeral: {{volumeClaimTemplate: {{metadata: {{{metadata}}}, spec: {{{claim}}}}}}}")
    assert bool(lines) is refused


@pytest.mark.parametrize(("field", "refused"), [("supplementalGroups", True), ("sysctls", False)])
def test_an_empty_list_in_a_pod_for_windows(field: str, refused: bool) -> None:
    lines = pod(f"os: {{name: windows}}, securityContext: {{{field}: []}}")
    assert lines == ({f"field-of-another-os securityContext.{field}"} if refused else set())


def annotated(tolerations: object) -> list[str]:
    lines = pod("", f"annotations: {json.dumps({TOLERATIONS: json.dumps(tolerations)})}")
    return sorted(line.split(" ")[0] for line in lines)


@pytest.mark.parametrize("operator", [None, "", "Equal", "Exists", "Gt", "Lt"])
@pytest.mark.parametrize("effect", [None, "", "NoSchedule", "PreferNoSchedule", "NoExecute"])
def test_words_of_tolerations_in_an_annotation(operator: str | None, effect: str | None) -> None:
    toleration = {"key": "a", "operator": operator, "effect": effect}
    assert "invalid-annotation" not in annotated([toleration])  # Gt and Lt ask for more than that
    for field in ("operator", "effect"):
        assert annotated([{**toleration, field: "Never"}]) == ["invalid-annotation"]


def test_one_entry_that_is_none_is_enough() -> None:
    assert annotated([None, 1, 1]) == ["toleration-without-key"]
    assert annotated([1, None]) == ["invalid-annotation"]
