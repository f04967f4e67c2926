"""Containers: what the API server refuses or warns of, and the neighbouring cases that it takes.

Expected is ``rule field``; fields are given below the container, or below ``spec`` for whole Pod specs.
"""

from textwrap import indent

import pytest
from container_manifests import env, in_pod, mount


def resources(requests: str = "", limits: str = "") -> str:
    return "resources:\n  requests:\n" + indent(requests, "    ") + "  limits:\n" + indent(limits, "    ")


CONTAINERS = [
    # ports
    ("ports:\n  - containerPort: 0\n", {"out-of-range ports[0].containerPort"}),
    ("ports:\n  - containerPort: 65535\n    hostPort: 0\n", set()),
    ("ports:\n  - containerPort: 80\n    hostPort: 65536\n", {"out-of-range ports[0].hostPort"}),
    (
        "ports:\n  - containerPort: 80\n    name: 5\n  - containerPort: 81\n    name: 5\n",
        {"wrong-type ports[0].name", "wrong-type ports[1].name"},
    ),
    ("ports:\n  - containerPort: 80\n    name: ''\n  - containerPort: 81\n    name: ''\n", set()),
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
    (
        "ports:\n  - containerPort: 80\n    hostPort: 80\n    hostIP: 10.0.0.1\n"
        "  - containerPort: 80\n    hostPort: 80\n",
        {"duplicate-port ports[1]"},
    ),
    (
        "ports:\n  - containerPort: 80\n    hostPort: 80\n    hostIP: 10.0.0.1\n"
        "  - containerPort: 80\n    hostPort: 80\n    hostIP: 10.0.0.2\n",
        set(),
    ),
    (
        "ports:\n  - containerPort: 80\n    hostPort: 80\n    hostIP: 10.0.0.1\n"
        "  - containerPort: 80\n    hostIP: 10.0.0.2\n",
        {"duplicate-port ports[1]", "ignored-field ports[1].hostIP"},
    ),
    ("ports:\n  - null\n", {"missing-field ports[0].containerPort"}),
    (
        "ports:\n  - containerPort: a\n  - containerPort: b\n",
        {"wrong-type ports[0].containerPort", "wrong-type ports[1].containerPort"},
    ),
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
    ("envFrom:\n  - configMapRef:\n      name: B-\n", set()),
    ("envFrom:\n  - configMapRef:\n      name: aBc-\n", {"invalid-name envFrom[0].configMapRef.name"}),
    ("envFrom:\n  - configMapRef:\n      name: '-'\n", {"invalid-name envFrom[0].configMapRef.name"}),
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
    (resources("memory: 128000m\n"), set()),
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


@pytest.mark.parametrize(("k8s", "container", "expected"), VERSIONS)
def test_version(k8s: str, container: str, expected: set[str]) -> None:
    assert in_pod(container, k8s) == expected
