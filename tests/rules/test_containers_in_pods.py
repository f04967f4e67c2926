"""Containers beside the rest of their Pod: volumes, ports, templates. Expected is ``rule field``, below ``spec``."""

from textwrap import indent

import pytest
from container_manifests import BASE, env, found, in_spec, items, mount

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
"""
STATEFUL_SET = (
    DEPLOYMENT.replace("Deployment", "StatefulSet").replace(
        "spec:\n  selector", "spec:\n  serviceName: web\n  selector"
    )
    + "      containers:\n        - name: app\n          image: app\n"
    "          volumeMounts:\n            - name: {mount}\n              mountPath: /data\n"
    "  volumeClaimTemplates:\n    - metadata:\n        name: data\n      spec:\n"
    "        accessModes: [ReadWriteOnce]\n        resources:\n          requests:\n            storage: 1Gi\n"
)
EMPTY_DIR = "volumes:\n  - name: data\n    emptyDir: {}\n"
CLAIM = "volumes:\n  - name: data\n    persistentVolumeClaim:\n      claimName: data\n"


def one(container: str) -> str:
    return "containers:\n" + indent(items(BASE + container), "  ")


SPECS = [
    # names and images
    ("containers: []\n", {"missing-field containers"}),
    ("containers:\n  - null\n", {"missing-field containers[0].name"}),
    ("containers:\n  - name: app\n", {"missing-field containers[0].image"}),
    ("containers:\n  - name: app\n    image: ''\n", {"missing-field containers[0].image"}),
    ("containers:\n  - name: app\n    image: ' a'\n", {"invalid-format containers[0].image"}),
    ("containers:\n  - name: App\n    image: a\n", {"invalid-name containers[0].name"}),
    ("containers:\n" + items(BASE, BASE), {"duplicate-entry containers[1].name"}),
    ("containers:\n" + items(BASE) + "initContainers:\n" + items(BASE), {"duplicate-entry initContainers[0].name"}),
    # what init and ephemeral containers may not have
    (
        one("")
        + "initContainers:\n  - name: init\n    image: a\n    livenessProbe:\n      exec:\n        command: [ls]\n",
        {"forbidden-field initContainers[0].livenessProbe"},
    ),
    (
        one("") + "initContainers:\n  - name: init\n    image: a\n    restartPolicy: Always\n"
        "    livenessProbe:\n      exec:\n        command: [ls]\n",
        set(),
    ),
    (
        one("") + "ephemeralContainers:\n  - name: debug\n    image: a\n    targetContainerName: other\n"
        "    ports:\n      - containerPort: 80\n",
        {
            "forbidden-field ephemeralContainers",
            "forbidden-field ephemeralContainers[0].ports",
            "unknown-reference ephemeralContainers[0].targetContainerName",
        },
    ),
    # ports of the whole Pod
    (
        "containers:\n"
        + items(BASE + "ports:\n  - containerPort: 80\n", "name: b\nimage: b\nports:\n  - containerPort: 80\n"),
        {"duplicate-port containers[1].ports[0]"},
    ),
    (
        "hostNetwork: true\ncontainers:\n"
        + items(BASE + "ports:\n  - containerPort: 80\n", "name: b\nimage: b\nports:\n  - containerPort: 80\n"),
        {"duplicate-entry containers[1].ports[0].hostPort"},
    ),
    ("hostNetwork: true\n" + one("ports:\n  - containerPort: 80\n    hostIP: 127.0.0.1\n"), set()),
    (
        "hostNetwork: true\n" + one("ports:\n  - containerPort: 80\n    hostPort: 8080\n"),
        {"host-port-mismatch containers[0].ports[0].hostPort"},
    ),
    # volumes
    (EMPTY_DIR + one(mount("- name: data\n  mountPath: /a\n  subPath: a/b\n")), set()),
    (
        EMPTY_DIR + one(mount("- name: data\n  mountPath: ''\n")),
        {"missing-field containers[0].volumeMounts[0].mountPath"},
    ),
    (
        EMPTY_DIR + one(mount("- name: data\n  mountPath: /a\n- name: data\n  mountPath: /a\n")),
        {"duplicate-entry containers[0].volumeMounts[1].mountPath"},
    ),
    (
        EMPTY_DIR + one(mount("- name: data\n  mountPath: /a\n  subPath: /b\n")),
        {"invalid-format containers[0].volumeMounts"},
    ),
    (
        EMPTY_DIR + one(mount("- name: data\n  mountPath: /a\n  subPath: a/../b\n")),
        {"invalid-format containers[0].volumeMounts"},
    ),
    (
        EMPTY_DIR + one(mount("- name: data\n  mountPath: /a\n  subPath: a\n  subPathExpr: b\n")),
        {"mutually-exclusive containers[0].volumeMounts[0].subPathExpr"},
    ),
    (
        EMPTY_DIR + one(mount("- name: data\n  mountPath: /a\n  mountPropagation: Bidirectional\n")),
        {"forbidden-field containers[0].volumeMounts"},
    ),
    (
        EMPTY_DIR
        + one(
            "securityContext:\n  privileged: true\n"
            + mount("- name: data\n  mountPath: /a\n  mountPropagation: Bidirectional\n")
        ),
        set(),
    ),
    (
        EMPTY_DIR + one(mount("- name: data\n  mountPath: /a\n  recursiveReadOnly: Enabled\n")),
        {"forbidden-field containers[0].volumeMounts"},
    ),
    (EMPTY_DIR + one(mount("- name: data\n  mountPath: /a\n  readOnly: true\n  recursiveReadOnly: Enabled\n")), set()),
    (
        EMPTY_DIR + one(mount("- name: data\n  mountPath: /a\n  readOnly: true\n  recursiveReadOnly: Always\n")),
        {"invalid-value containers[0].volumeMounts"},
    ),
    (CLAIM + one("volumeDevices:\n  - name: data\n    devicePath: /dev/a\n"), set()),
    (
        EMPTY_DIR + one("volumeDevices:\n  - name: data\n    devicePath: /dev/a\n"),
        {"invalid-value containers[0].volumeDevices[0].name"},
    ),
    (
        CLAIM + one("volumeDevices:\n  - name: data\n    devicePath: /dev/../a\n"),
        {"invalid-format containers[0].volumeDevices[0].devicePath"},
    ),
    (
        CLAIM + one(mount("- name: data\n  mountPath: /a\n") + "volumeDevices:\n  - name: data\n    devicePath: /a\n"),
        {
            "duplicate-entry containers[0].volumeDevices[0].name",
            "duplicate-entry containers[0].volumeDevices[0].devicePath",
        },
    ),
    (
        "hostUsers: false\n" + CLAIM + one("volumeDevices:\n  - name: data\n    devicePath: /dev/a\n"),
        {"forbidden-field containers[0].volumeDevices"},
    ),
    # files with variables
    (EMPTY_DIR + one(env("fileKeyRef:\n  volumeName: data\n  path: a/b\n  key: A\n")), set()),
    (
        CLAIM + one(env("fileKeyRef:\n  volumeName: data\n  path: ../b\n  key: A=B\n")),
        {
            "invalid-format containers[0].env[0].valueFrom.fileKeyRef.key",
            "invalid-format containers[0].env[0].valueFrom.fileKeyRef.path",
            "invalid-value containers[0].env[0].valueFrom.fileKeyRef.volumeName",
        },
    ),
    # what depends on the Pod
    ("terminationGracePeriodSeconds: 60\n" + one("lifecycle:\n  preStop:\n    sleep:\n      seconds: 45\n"), set()),
    ("hostUsers: false\n" + one("securityContext:\n  procMount: Unmasked\n"), set()),
    (
        "restartPolicy: Never\n" + one("resizePolicy:\n  - resourceName: cpu\n    restartPolicy: RestartContainer\n"),
        {"invalid-value containers[0].resizePolicy"},
    ),
    (
        "resourceClaims:\n  - name: gpu\n    resourceClaimName: gpu\n"
        + one("resources:\n  claims:\n    - name: gpu\n      request: a\n    - name: gpu\n      request: b\n"),
        set(),
    ),
    (
        "resourceClaims:\n  - name: gpu\n    resourceClaimName: gpu\n"
        + one("resources:\n  claims:\n    - name: gpu\n      request: a\n    - name: gpu\n"),
        {"duplicate-entry containers[0].resources.claims[1]"},
    ),
]


@pytest.mark.parametrize(("spec", "expected"), SPECS)
def test_spec(spec: str, expected: set[str]) -> None:
    assert in_spec(spec) == expected


def test_templates_may_have_padded_images() -> None:
    assert found(DEPLOYMENT + "      containers:\n        - name: app\n          image: ' app'\n") == set()


def test_templates_do_not_give_ports_to_the_host() -> None:
    port = "ports:\n  - containerPort: 80\n"
    containers = indent("containers:\n" + items(BASE + port, "name: b\nimage: b\n" + port), "      ")
    field = "spec.template.spec.containers[1].ports[0]"
    assert found(DEPLOYMENT + "      hostNetwork: true\n" + containers) == {f"duplicate-port {field}"}


@pytest.mark.parametrize(("mount", "expected"), [("data", 0), ("other", 1)])
def test_claims_of_a_stateful_set_are_volumes(mount: str, expected: int) -> None:
    assert len(found(STATEFUL_SET.format(mount=mount))) == expected


FRAGMENTS = [
    ("Pod.spec", "containers:\n" + items(BASE + mount("- name: data\n  mountPath: /a\n")), set()),
    (
        "Pod.spec",
        EMPTY_DIR + "containers:\n" + items(BASE + mount("- name: other\n  mountPath: /a\n")),
        {"unknown-reference containers[0].volumeMounts[0].name"},
    ),
    ("Container", "ports:\n  - containerPort: 0\n", {"out-of-range ports[0].containerPort"}),
    ("Container", "livenessProbe:\n  exec:\n    command: [ls]\n", set()),
    ("Container", mount("- name: data\n  mountPath: /a\n  mountPropagation: Bidirectional\n"), set()),
    ("Probe", "periodSeconds: 5\n", set()),
    ("Container.resources", "limits:\n  gpu: 1\n", {"unknown-resource limits.gpu"}),
]


@pytest.mark.parametrize(("name", "text", "expected"), FRAGMENTS)
def test_fragment(name: str, text: str, expected: set[str]) -> None:
    page = f'# Page\n\n``` {{ .yaml fragment="{name}" }}\n{text}```\n'
    assert found(page, markdown=True) == expected


def ports(name: str, *named: str) -> str:
    lines = "".join(f"    - {{name: {port}, containerPort: {8000 + len(name) + i}}}\n" for i, port in enumerate(named))
    return f"  - name: {name}\n    image: {name}\n    ports:\n{lines}"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (
            "containers:\n" + ports("a", "http") + ports("bb", "http"),
            {"ambiguous-port-name containers[1].ports[0].name"},
        ),
        ("containers:\n" + ports("a", "http") + ports("bb", "web"), set()),
        ("containers:\n" + ports("a", "http", "http"), {"duplicate-entry containers[0].ports[1].name"}),
        (
            "initContainers:\n" + ports("a", "http") + "    restartPolicy: Always\ncontainers:\n" + ports("bb", "http"),
            {"ambiguous-port-name containers[0].ports[0].name"},
        ),
        ("initContainers:\n" + ports("a", "http") + "containers:\n" + ports("bb", "http"), set()),
    ],
)
def test_containers_that_run_together_share_the_names_of_their_ports(spec: str, expected: set[str]) -> None:
    assert in_spec(spec) == expected
    assert in_spec(spec, k8s="1.32") == {line for line in expected if not line.startswith("ambiguous")}


@pytest.mark.parametrize(
    ("container", "expected"),
    [
        (
            "readinessProbe: {httpGet: {path: /, port: htp}}\n",
            {"undeclared-port containers[0].readinessProbe.httpGet.port"},
        ),
        ("livenessProbe: {tcpSocket: {port: web}}\n", {"undeclared-port containers[0].livenessProbe.tcpSocket.port"}),
        (
            "lifecycle: {preStop: {httpGet: {path: /, port: web}}}\n",
            {"undeclared-port containers[0].lifecycle.preStop.httpGet.port"},
        ),
        ("readinessProbe: {httpGet: {path: /, port: http}}\n", set()),
        ("readinessProbe: {httpGet: {path: /, port: 9090}}\n", set()),
    ],
)
def test_a_probe_asks_for_a_port_of_its_container(container: str, expected: set[str]) -> None:
    named = "ports: [{name: http, containerPort: 8080}]\n"
    assert in_spec(one(named + container)) == expected
    assert in_spec(one(container)) == set()  # the rest of a patch may have them


@pytest.mark.parametrize("port", ["{name: <name>, containerPort: 8080}", "{name: http, containerPort: 1}\n    # ..."])
def test_ports_that_are_left_out_may_be_the_one(port: str) -> None:
    text = f"containers:\n  - name: a\n    image: a:1\n    ports:\n    - {port}\n"
    text += "    readinessProbe: {tcpSocket: {port: web}}\n"
    assert found(f"# Page\n\n```yaml\n{text}```\n", markdown=True) == set()


def test_templates_have_the_warning_too() -> None:
    text = DEPLOYMENT + indent("containers:\n" + ports("a", "http") + ports("bb", "http"), "      ")
    assert found(text) == {"ambiguous-port-name spec.template.spec.containers[1].ports[0].name"}
