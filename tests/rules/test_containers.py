"""Containers: what the API server refuses or warns of, and the neighbouring cases that it takes.

Expected is ``rule field``; fields are given below the container, or below ``spec`` for whole Pod specs.
"""

from textwrap import indent

import pytest

from kubefence import Config, Page, verify

BASE = "name: app\nimage: registry.example.com/app:1.0.0\n"
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n"
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
CONTAINER = "spec.containers[0]"


def found(text: str, k8s: str = "1.35-1.37", *, markdown: bool = False) -> set[str]:
    report = verify([Page("page.md" if markdown else "pod.yaml", text, markdown=markdown)], Config(k8s, lint=None))
    return {f"{finding.rule} {finding.field}" for finding in report.findings}


def items(*containers: str) -> str:
    return "".join("- " + indent(container, "  ")[2:] for container in containers)


def in_pod(container: str, k8s: str = "1.35-1.37") -> set[str]:
    """Findings of a Pod with one container; the path of the container is left out."""
    text = POD + "  containers:\n" + indent(items(BASE + container), "    ")
    return {line.replace(f"{CONTAINER}.", "").replace(CONTAINER, "") for line in found(text, k8s)}


def in_spec(spec: str, k8s: str = "1.35-1.37") -> set[str]:
    """Findings of a Pod with this spec; ``spec.`` is left out."""
    return {line.replace(" spec.", " ") for line in found(POD + indent(spec, "  "), k8s)}


def env(source: str) -> str:
    return "env:\n  - name: MODE\n    valueFrom:\n" + indent(source, "      ")


def resources(requests: str = "", limits: str = "") -> str:
    return "resources:\n  requests:\n" + indent(requests, "    ") + "  limits:\n" + indent(limits, "    ")


def mount(text: str) -> str:
    return "volumeMounts:\n" + indent(text, "  ")


CONTAINERS = [
    # ports
    ("ports:\n  - containerPort: 0\n", {"out-of-range ports[0].containerPort"}),
    ("ports:\n  - containerPort: 65535\n    hostPort: 0\n", set()),
    ("ports:\n  - containerPort: 80\n    hostPort: 65536\n", {"out-of-range ports[0].hostPort"}),
    ("ports:\n  - containerPort: 80\n    name: HTTP\n", {"invalid-name ports[0].name"}),
    ("ports:\n  - containerPort: 80\n    name: '8080'\n", {"invalid-name ports[0].name"}),
    ("ports:\n  - containerPort: 80\n    name: a--b\n", {"invalid-name ports[0].name"}),
    ("ports:\n  - containerPort: 80\n    name: sixteen-letters-\n", {"invalid-name ports[0].name"}),
    ("ports:\n  - containerPort: 80\n    name: http-8080\n", set()),
    (
        "ports:\n  - containerPort: 80\n    name: a\n  - containerPort: 81\n    name: a\n",
        {"duplicate-entry ports[1].name"},
    ),
    ("ports:\n  - containerPort: 53\n  - containerPort: 53\n    protocol: UDP\n", set()),
    ("ports:\n  - containerPort: 53\n  - containerPort: 53\n    protocol: TCP\n", {"duplicate-port ports[1]"}),
    (
        "ports:\n  - containerPort: 80\n    hostPort: 80\n  - containerPort: 81\n    hostPort: 80\n",
        {"duplicate-entry ports[1].hostPort"},
    ),
    (
        "ports:\n  - containerPort: 80\n    hostPort: 80\n"
        "  - containerPort: 80\n    hostPort: 80\n    hostIP: 10.0.0.1\n",
        {"duplicate-port ports[1]"},
    ),
    ("ports:\n  - null\n", {"missing-field ports[0].containerPort"}),
    # environment variables
    ("env:\n  - name: ''\n", {"missing-field env[0].name"}),
    ("env:\n  - name: A=B\n", {"invalid-name env[0].name"}),
    ("env:\n  - name: 1st my.VAR\n", set()),
    (
        "env:\n  - name: A\n    value: x\n    valueFrom:\n      fieldRef:\n        fieldPath: metadata.name\n",
        {"mutually-exclusive env[0].valueFrom"},
    ),
    (env("{}\n"), {"missing-field env[0].valueFrom"}),
    (
        env("fieldRef:\n  fieldPath: metadata.name\nsecretKeyRef:\n  name: a\n  key: b\n"),
        {"mutually-exclusive env[0].valueFrom"},
    ),
    (env("fieldRef:\n  fieldPath: metadata.labels['app.kubernetes.io/name']\n"), set()),
    (env("fieldRef:\n  fieldPath: metadata.labels['a/b/c']\n"), {"invalid-format env[0].valueFrom.fieldRef"}),
    (env("fieldRef:\n  fieldPath: metadata.labels\n"), {"invalid-value env[0].valueFrom.fieldRef.fieldPath"}),
    (env("fieldRef:\n  fieldPath: status.phase\n"), {"invalid-value env[0].valueFrom.fieldRef.fieldPath"}),
    (env("fieldRef:\n  fieldPath: status.podIPs\n"), set()),
    (env("resourceFieldRef:\n  resource: limits.cpu\n  divisor: 1m\n"), set()),
    (env("resourceFieldRef:\n  resource: requests.hugepages-2Mi\n  divisor: 1Mi\n"), set()),
    (
        env("resourceFieldRef:\n  resource: limits.cpu\n  divisor: 1k\n"),
        {"invalid-value env[0].valueFrom.resourceFieldRef.divisor"},
    ),
    (
        env("resourceFieldRef:\n  resource: limits.memory\n  divisor: 1024\n"),
        {"invalid-value env[0].valueFrom.resourceFieldRef.divisor"},
    ),
    (env("resourceFieldRef:\n  resource: limits.memory\n  divisor: 1024Ki\n"), set()),
    (env("resourceFieldRef:\n  resource: cpu\n"), {"invalid-value env[0].valueFrom.resourceFieldRef.resource"}),
    (env("secretKeyRef:\n  key: a\n"), {"missing-field env[0].valueFrom.secretKeyRef.name"}),
    (env("secretKeyRef:\n  name: My_Secret\n  key: a\n"), {"invalid-name env[0].valueFrom.secretKeyRef.name"}),
    (env("configMapKeyRef:\n  name: a\n  key: a/b\n"), {"invalid-format env[0].valueFrom.configMapKeyRef.key"}),
    (env("configMapKeyRef:\n  name: a\n  key: a.b_c\n"), set()),
    ("env:\n  - name: A\n    value: x\n  - name: A\n    value: $(A)y\n", set()),
    ("env:\n  - name: A\n    value: x\n  - name: A\n    value: $(A)\n", {"hidden-variable env[1]"}),
    ("env:\n  - null\n", {"missing-field env[0].name"}),
    ("envFrom:\n  - prefix: A_\n", {"missing-field envFrom"}),
    ("envFrom:\n  - configMapRef:\n      name: a\n    secretRef:\n      name: b\n", {"mutually-exclusive envFrom"}),
    ("envFrom:\n  - configMapRef: {}\n", {"missing-field envFrom[0].configMapRef.name"}),
    ("envFrom:\n  - prefix: A=\n    configMapRef:\n      name: a-\n", {"invalid-name envFrom[0].prefix"}),
    ("envFrom:\n  - configMapRef:\n      name: -a\n", {"invalid-name envFrom[0].configMapRef.name"}),
    # resources
    (resources("cpu: 2\n", "cpu: 500m\n"), {"request-over-limit resources.requests"}),
    (resources("memory: 1Gi\n", "memory: 1024Mi\n"), set()),
    (resources("memory: -1Gi\n"), {"out-of-range resources.requests.memory"}),
    (resources("storage: 1Gi\n"), {"unknown-resource resources.requests.storage"}),
    (resources(limits="CPU: 1\n"), {"unknown-resource resources.limits.CPU"}),
    (resources(limits="example.com/a b: 1\n"), {"unknown-resource resources.limits[example.com/a b]"}),
    (resources(limits="requests.example.com/a: 1\n"), {"unknown-resource resources.limits[requests.example.com/a]"}),
    (resources(limits="pod.kubernetes.io/a: 500m\n"), set()),
    (resources(limits="nvidia.com/gpu: 1\n"), set()),
    (resources(limits="nvidia.com/gpu: 0.5\n"), {"fractional-resource resources.limits[nvidia.com/gpu]"}),
    (resources("nvidia.com/gpu: 1\n", "nvidia.com/gpu: 2\n"), {"overcommitted-resource resources.requests"}),
    (resources("nvidia.com/gpu: 1\n"), {"overcommitted-resource resources.limits"}),
    (resources(limits="hugepages-2Mi: 4Mi\n"), {"missing-field resources"}),
    (resources("cpu: 1\n", "hugepages-2Mi: 4Mi\n"), set()),
    (resources("cpu: 1\n", "hugepages-2Mi: 3Mi\n"), {"out-of-range resources.limits.hugepages-2Mi"}),
    (resources("memory: 128m\n"), {"fractional-bytes resources.requests.memory"}),
    (resources("ephemeral-storage: 1.5\n"), {"fractional-bytes resources.requests.ephemeral-storage"}),
    (resources("cpu: 0.0001\n", "cpu: 1m\n"), set()),
    ("resources:\n  claims:\n    - name: gpu\n", {"unknown-reference resources.claims[0]"}),
    # probes
    ("livenessProbe: {}\n", {"probe-without-handler livenessProbe"}),
    ("livenessProbe:\n  exec: {}\n", {"missing-field livenessProbe.exec.command"}),
    ("livenessProbe:\n  exec:\n    command: [ls]\n  grpc:\n    port: 80\n", {"mutually-exclusive livenessProbe.grpc"}),
    ("livenessProbe:\n  httpget:\n    port: 80\n", {"unknown-field livenessProbe.httpget"}),
    (
        "livenessProbe:\n  tcpSocket:\n    port: 80\n  successThreshold: 2\n",
        {"out-of-range livenessProbe.successThreshold"},
    ),
    (
        "startupProbe:\n  tcpSocket:\n    port: 80\n  successThreshold: 2\n",
        {"out-of-range startupProbe.successThreshold"},
    ),
    ("readinessProbe:\n  tcpSocket:\n    port: 80\n  successThreshold: 2\n", set()),
    ("livenessProbe:\n  tcpSocket:\n    port: 80\n  successThreshold: 0\n  periodSeconds: 0\n", set()),
    ("livenessProbe:\n  tcpSocket:\n    port: 80\n  periodSeconds: -1\n", {"out-of-range livenessProbe.periodSeconds"}),
    (
        "readinessProbe:\n  tcpSocket:\n    port: 80\n  terminationGracePeriodSeconds: 5\n",
        {"forbidden-field readinessProbe.terminationGracePeriodSeconds"},
    ),
    (
        "livenessProbe:\n  tcpSocket:\n    port: 80\n  terminationGracePeriodSeconds: 0\n",
        {"out-of-range livenessProbe.terminationGracePeriodSeconds"},
    ),
    ("livenessProbe:\n  httpGet:\n    port: 0\n", {"out-of-range livenessProbe.httpGet.port"}),
    ("livenessProbe:\n  httpGet:\n    port: '80'\n", {"invalid-format livenessProbe.httpGet.port"}),
    ("livenessProbe:\n  httpGet:\n    port: web\n", set()),
    ("livenessProbe:\n  httpGet:\n    port: ''\n", {"invalid-format livenessProbe.httpGet.port"}),
    ("livenessProbe:\n  grpc:\n    port: 70000\n", {"out-of-range livenessProbe.grpc.port"}),
    (
        "livenessProbe:\n  httpGet:\n    port: 80\n    httpHeaders:\n      - name: 'X:'\n        value: a\n",
        {"invalid-format livenessProbe.httpGet.httpHeaders"},
    ),
    # lifecycle hooks
    ("lifecycle: {}\n", set()),
    ("lifecycle:\n  postStart: {}\n", {"hook-without-handler lifecycle.postStart"}),
    ("lifecycle:\n  preStop:\n    sleep:\n      seconds: 30\n", set()),
    ("lifecycle:\n  preStop:\n    sleep:\n      seconds: 31\n", {"out-of-range lifecycle.preStop.sleep"}),
    ("lifecycle:\n  preStop:\n    sleep:\n      seconds: -1\n", {"out-of-range lifecycle.preStop.sleep"}),
    ("lifecycle:\n  stopSignal: SIGUSR1\n", {"ignored-field lifecycle.stopSignal"}),
    # mounts
    (mount("- name: data\n  mountPath: /a\n"), {"unknown-reference volumeMounts[0].name"}),
    ("volumeDevices:\n  - name: data\n    devicePath: /dev/a\n", {"unknown-reference volumeDevices[0].name"}),
    # security context
    ("securityContext:\n  runAsUser: -1\n", {"out-of-range securityContext.runAsUser"}),
    ("securityContext:\n  runAsGroup: 2147483648\n", {"out-of-range securityContext.runAsGroup"}),
    (
        "securityContext:\n  privileged: true\n  allowPrivilegeEscalation: false\n",
        {"mutually-exclusive securityContext"},
    ),
    ("securityContext:\n  privileged: true\n  allowPrivilegeEscalation: true\n", set()),
    (
        "securityContext:\n  allowPrivilegeEscalation: false\n  capabilities:\n    add: [CAP_SYS_ADMIN]\n",
        {"mutually-exclusive securityContext"},
    ),
    ("securityContext:\n  allowPrivilegeEscalation: false\n  capabilities:\n    add: [SYS_ADMIN]\n", set()),
    ("securityContext:\n  procMount: Unmasked\n", {"forbidden-field securityContext.procMount"}),
    ("securityContext:\n  procMount: ''\n", {"invalid-value securityContext.procMount"}),
    (
        "securityContext:\n  seccompProfile:\n    type: Localhost\n",
        {"missing-field securityContext.seccompProfile.localhostProfile"},
    ),
    (
        "securityContext:\n  seccompProfile:\n    type: Localhost\n    localhostProfile: /a\n",
        {"invalid-format securityContext.seccompProfile.localhostProfile"},
    ),
    (
        "securityContext:\n  seccompProfile:\n    type: RuntimeDefault\n    localhostProfile: a\n",
        {"forbidden-field securityContext.seccompProfile.localhostProfile"},
    ),
    (
        "securityContext:\n  appArmorProfile:\n    type: Localhost\n    localhostProfile: ' a'\n",
        {"invalid-format securityContext.appArmorProfile.localhostProfile"},
    ),
    ("securityContext:\n  appArmorProfile:\n    type: Localhost\n    localhostProfile: /a\n", set()),
    (
        "securityContext:\n  windowsOptions:\n    runAsUserName: a\\b\\c\n",
        {"invalid-format securityContext.windowsOptions.runAsUserName"},
    ),
    ("securityContext:\n  windowsOptions:\n    runAsUserName: NT AUTHORITY\\SYSTEM\n", set()),
    (
        "securityContext:\n  windowsOptions:\n    runAsUserName: ...\n",
        {"invalid-format securityContext.windowsOptions.runAsUserName"},
    ),
    (
        "securityContext:\n  windowsOptions:\n    gmsaCredentialSpecName: A\n",
        {"invalid-name securityContext.windowsOptions.gmsaCredentialSpecName"},
    ),
    # restarts and resizes
    ("restartPolicy: Sometimes\n", {"invalid-value restartPolicy"}),
    (
        "restartPolicyRules:\n  - action: Restart\n    exitCodes:\n      operator: In\n      values: [1]\n",
        {"missing-field restartPolicy"},
    ),
    (
        "restartPolicy: Never\nrestartPolicyRules:\n  - action: Restart\n",
        {"missing-field restartPolicyRules[0].exitCodes"},
    ),
    ("resizePolicy:\n  - resourceName: disk\n    restartPolicy: NotRequired\n", {"invalid-value resizePolicy"}),
    (
        "resizePolicy:\n  - resourceName: cpu\n    restartPolicy: NotRequired\n"
        "  - resourceName: cpu\n    restartPolicy: RestartContainer\n",
        {"duplicate-entry resizePolicy[1]"},
    ),
]

EMPTY_DIR = "volumes:\n  - name: data\n    emptyDir: {}\n"
CLAIM = "volumes:\n  - name: data\n    persistentVolumeClaim:\n      claimName: data\n"


def one(container: str) -> str:
    return "containers:\n" + indent(items(BASE + container), "  ")


SPECS = [
    # names and images
    ("containers: []\n", {"missing-field containers"}),
    ("containers:\n  - null\n", {"missing-field containers[0].name", "missing-field containers[0].image"}),
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

VERSIONS = [
    ("1.31", "env:\n  - name: 1st\n", {"invalid-name env[0].name"}),
    ("1.32", "env:\n  - name: 1st\n", set()),
    ("1.34", "restartPolicy: Always\n", {"forbidden-field restartPolicy"}),
    ("1.35", "restartPolicy: Always\n", set()),
    (
        "1.35",
        "restartPolicy: Never\nrestartPolicyRules:\n  - action: RestartAllContainers\n"
        "    exitCodes:\n      operator: In\n      values: [1]\n",
        {"invalid-value restartPolicyRules[0].action"},
    ),
    (
        "1.36",
        "restartPolicy: Never\nrestartPolicyRules:\n  - action: RestartAllContainers\n"
        "    exitCodes:\n      operator: In\n      values: [1]\n",
        set(),
    ),
    ("1.28", env("fieldRef:\n  fieldPath: status.hostIPs\n"), {"invalid-value env[0].valueFrom.fieldRef.fieldPath"}),
    ("1.32", "securityContext:\n  procMount: Unmasked\n", set()),
    ("1.32", "lifecycle:\n  preStop:\n    sleep:\n      seconds: 0\n", {"out-of-range lifecycle.preStop.sleep"}),
    ("1.33", "lifecycle:\n  preStop:\n    sleep:\n      seconds: 0\n", set()),
    (
        "1.34",
        env("fileKeyRef:\n  volumeName: a\n  path: b\n  key: C\n"),
        {"missing-field env[0].valueFrom", "unknown-reference env[0].valueFrom.fileKeyRef.volumeName"},
    ),
]


@pytest.mark.parametrize(("container", "expected"), CONTAINERS)
def test_container(container: str, expected: set[str]) -> None:
    assert in_pod(container) == expected


@pytest.mark.parametrize(("spec", "expected"), SPECS)
def test_spec(spec: str, expected: set[str]) -> None:
    assert in_spec(spec) == expected


@pytest.mark.parametrize(("k8s", "container", "expected"), VERSIONS)
def test_version(k8s: str, container: str, expected: set[str]) -> None:
    assert in_pod(container, k8s) == expected


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
