"""Security of Pods: contexts, operating systems, profiles. What the API server refuses, and what it takes."""

import pytest
from pod_manifests import pod, pod_with

IDS = 2**31 - 1


@pytest.mark.parametrize(
    ("context", "spec", "expected"),
    [
        (f"runAsUser: {IDS}, runAsGroup: 0, fsGroup: 0, supplementalGroups: [0, {IDS}]", "", set()),
        ("runAsUser: -1", "", {"out-of-range runAsUser"}),
        (f"runAsGroup: {IDS + 1}", "", {"out-of-range runAsGroup"}),
        ("fsGroup: -1", "", {"out-of-range fsGroup"}),
        ("supplementalGroups: [1, -1]", "", {"out-of-range supplementalGroups[1]"}),
        ("fsGroupChangePolicy: ''", "", {"invalid-value fsGroupChangePolicy"}),
        ("supplementalGroupsPolicy: Split", "", {"invalid-value supplementalGroupsPolicy"}),
        ("seLinuxChangePolicy: Sometimes", "", {"invalid-value seLinuxChangePolicy"}),
        ("seLinuxChangePolicy: Recursive", "", set()),
        (
            "sysctls: [{name: net.ipv4.tcp_syncookies, value: '1'}, {name: kernel/shm_rmid_forced, value: '1'}]",
            "",
            set(),
        ),
        ("sysctls: [{name: net.ipv4..x, value: '1'}]", "", {"invalid-name sysctls[0].name"}),
        ("sysctls: [{name: '', value: '1'}]", "", {"missing-field sysctls[0].name"}),
        ("sysctls: [{name: a, value: '1'}, {name: a, value: '2'}]", "", {"duplicate-entry sysctls[1].name"}),
        (
            "sysctls: [{name: net.core.somaxconn, value: '1'}]",
            "hostNetwork: true",
            {"sysctl-of-the-host sysctls[0].name"},
        ),
        (
            "sysctls: [{name: net/core/somaxconn, value: '1'}]",
            "hostNetwork: true",
            {"sysctl-of-the-host sysctls[0].name"},
        ),
        ("sysctls: [{name: kernel.shmmax, value: '1'}]", "hostNetwork: true", set()),
        ("sysctls: [{name: kernel.shmmax, value: '1'}]", "hostIPC: true", {"sysctl-of-the-host sysctls[0].name"}),
        ("sysctls: [{name: kernel.sem, value: '1'}]", "hostIPC: true", {"sysctl-of-the-host sysctls[0].name"}),
        ("sysctls: [{name: kernel.semaphore, value: '1'}]", "hostIPC: true", set()),
    ],
)
def test_security_context(context: str, spec: str, expected: set[str]) -> None:
    lines = pod(f"securityContext: {{{context}}}, {spec}")
    assert {line.replace("securityContext.", "") for line in lines} == expected


@pytest.mark.parametrize(("k8s", "expected"), [("1.36", {"invalid-value"}), ("1.37", set())])
def test_mount_option_of_selinux(k8s: str, expected: set[str]) -> None:
    lines = pod("securityContext: {seLinuxChangePolicy: MountOption}", k8s=k8s)
    assert {line.split(" ")[0] for line in lines} == expected


HOST = "securityContext: {windowsOptions: {hostProcess: true}}"
NOT_HOST = "securityContext: {windowsOptions: {hostProcess: false}}"


@pytest.mark.parametrize(
    ("spec", "container", "expected"),
    [
        ("os: {name: linux}, securityContext: {runAsUser: 1}", "securityContext: {privileged: true}", set()),
        ("os: {name: windows}", "securityContext: {runAsNonRoot: true}", set()),
        ("os: {name: plan9}", "", {"invalid-value os"}),
        ("os: {name: ''}", "", {"missing-field os.name"}),
        (
            "os: {name: linux}, securityContext: {windowsOptions: {runAsUserName: a}}",
            "",
            {"securityContext.windowsOptions"},
        ),
        (
            "os: {name: linux}",
            "securityContext: {windowsOptions: {}}",
            {"containers[0].securityContext.windowsOptions"},
        ),
        ("os: {name: windows}, securityContext: {fsGroup: 1, sysctls: []}", "", {"securityContext.fsGroup"}),
        ("os: {name: windows}, hostUsers: false, hostPID: true", "", {"hostPID", "hostUsers"}),
        ("os: {name: windows}, shareProcessNamespace: false, hostIPC: false", "", {"shareProcessNamespace"}),
        ("os: {name: windows}, resources: {limits: {cpu: 1}}", "", {"resources"}),
        ("os: {name: windows}", "securityContext: {privileged: false}", {"containers[0].securityContext.privileged"}),
        ("os: {name: windows}", "securityContext: {capabilities: {}}", {"containers[0].securityContext.capabilities"}),
    ],
)
def test_operating_system(spec: str, container: str, expected: set[str]) -> None:
    lines = {line.removeprefix("field-of-another-os ") for line in pod_with(spec, container)}
    assert lines == expected


@pytest.mark.parametrize(
    ("spec", "container", "expected"),
    [
        (f"hostNetwork: true, {HOST}", "", set()),
        (f"hostNetwork: true, {HOST}", HOST, set()),
        # no container is a HostProcess container, so there is nothing that the others had to be
        (f"hostNetwork: true, {HOST}", NOT_HOST, {"containers[0].securityContext.windowsOptions.hostProcess"}),
        ("hostNetwork: true", HOST, set()),
        ("", HOST, {"hostNetwork"}),
        (NOT_HOST, "", set()),
    ],
)
def test_host_process(spec: str, container: str, expected: set[str]) -> None:
    lines = pod_with(spec, container)
    assert {line.removeprefix("incomplete-host-process-pod ") for line in lines} == expected


@pytest.mark.parametrize(("other", "expected"), [(HOST, set()), ("", {""}), (NOT_HOST, {""})])
@pytest.mark.parametrize("kind", ["containers", "initContainers"])
def test_with_one_host_process_container_all_are(kind: str, other: str, expected: set[str]) -> None:
    first, second = f"{{name: a, image: a, {HOST}}}", f"{{name: b, image: b, {other}}}"
    both = f"{kind}: [{first}, {second}]" if kind == "containers" else f"{kind}: [{second}], containers: [{first}]"
    lines = pod(f"hostNetwork: true, {both}")
    assert {line.removeprefix("incomplete-host-process-pod").strip() for line in lines} == expected


SECCOMP = "seccomp.security.alpha.kubernetes.io/pod"
APP_ARMOR = "container.apparmor.security.beta.kubernetes.io"


@pytest.mark.parametrize(
    ("annotation", "spec", "expected"),
    [
        ("example.com/any: thing", "", set()),
        ("controller.kubernetes.io/pod-deletion-cost: '-5'", "", set()),
        ("controller.kubernetes.io/pod-deletion-cost: '05'", "", {"invalid-annotation"}),
        ("controller.kubernetes.io/pod-deletion-cost: '+5'", "", {"invalid-annotation"}),
        ("controller.kubernetes.io/pod-deletion-cost: '2147483647'", "", set()),
        ("controller.kubernetes.io/pod-deletion-cost: '2147483648'", "", {"invalid-annotation"}),
        ("controller.kubernetes.io/pod-deletion-cost: '-2147483648'", "", set()),
        ("controller.kubernetes.io/pod-deletion-cost: '-2147483649'", "", {"invalid-annotation"}),
        ("kubernetes.io/config.mirror: a", "nodeName: node-1", set()),
        ("kubernetes.io/config.mirror: a", "", {"invalid-annotation"}),
        ('scheduler.alpha.kubernetes.io/tolerations: \'[{"operator":"Exists"}]\'', "", set()),
        ("scheduler.alpha.kubernetes.io/tolerations: ''", "", set()),
        ("scheduler.alpha.kubernetes.io/tolerations: '[{}]'", "", {"toleration-without-key"}),
        ("scheduler.alpha.kubernetes.io/tolerations: 'key: a'", "", {"invalid-annotation"}),
        ("scheduler.alpha.kubernetes.io/critical-pod: ''", "", {"~deprecated-annotation"}),
        (f"{SECCOMP}: runtime/default", "", {"~deprecated-annotation"}),
        (f"{SECCOMP}: localhost/a.json", "", {"~deprecated-annotation"}),
        (f"{SECCOMP}: localhost/../a.json", "", {"invalid-annotation", "~deprecated-annotation"}),
        (f"{SECCOMP}: default", "", {"invalid-annotation", "~deprecated-annotation"}),
        (f"{SECCOMP}: runtime/default", "securityContext: {seccompProfile: {type: RuntimeDefault}}", set()),
        (
            f"{SECCOMP}: unconfined",
            "securityContext: {seccompProfile: {type: RuntimeDefault}}",
            {"profile-annotation-mismatch"},
        ),
        (f"{APP_ARMOR}/app: unconfined", "", {"~deprecated-annotation"}),
        (f"{APP_ARMOR}/app: strict", "", {"invalid-annotation", "~deprecated-annotation"}),
        (f"{APP_ARMOR}/other: unconfined", "", {"invalid-annotation"}),
        (f"{APP_ARMOR}/app: unconfined", "securityContext: {appArmorProfile: {type: Unconfined}}", set()),
        (
            f"{APP_ARMOR}/app: localhost/a",
            "securityContext: {appArmorProfile: {type: Localhost, localhostProfile: b}}",
            {"~deprecated-annotation"},  # the server gives the container the profile of the annotation
        ),
    ],
)
def test_annotations(annotation: str, spec: str, expected: set[str]) -> None:
    lines = pod(spec, f"annotations: {{{annotation}}}")
    assert {line.split(" ")[0] for line in lines} == expected
