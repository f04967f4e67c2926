"""Lists of words in the rules: each word of them counts."""

import pytest
from pod_manifests import pod
from stream_manifests import SELECTS, service, warned, workload

from kubefence import cel

OF_LINUX = [
    "appArmorProfile: {type: RuntimeDefault}",
    "seLinuxOptions: {level: s0}",
    "seccompProfile: {type: Unconfined}",
]
OF_LINUX += ["runAsUser: 1", "runAsGroup: 1"]
OF_LINUX_IN_PODS = [
    "fsGroup: 1",
    "fsGroupChangePolicy: Always",
    "sysctls: [{name: a, value: b}]",
    "supplementalGroups: [1]",
]
OF_LINUX_IN_PODS += ["supplementalGroupsPolicy: Merge", "seLinuxChangePolicy: Recursive"]
OF_LINUX_IN_CONTAINERS = ["capabilities: {}", "readOnlyRootFilesystem: true", "privileged: false", "procMount: Default"]
OF_LINUX_IN_CONTAINERS += ["allowPrivilegeEscalation: false"]


def of_another_system(fields: str, system: str) -> list[str]:
    lines = pod(f"os: {{name: {system}}}, {fields}")
    return [line.split(" ")[1] for line in lines if line.startswith("field-of-another-os ")]


@pytest.mark.parametrize(
    "field", ["hostPID: true", "hostIPC: true", "hostUsers: false", "shareProcessNamespace: false"]
)
def test_fields_of_pods_for_linux(field: str) -> None:
    assert of_another_system(field, "windows") == [field.partition(":")[0]]
    assert of_another_system(field, "linux") == []


@pytest.mark.parametrize("field", ["hostPID: false", "hostIPC: false"])
def test_fields_of_linux_that_say_no(field: str) -> None:
    assert of_another_system(field, "windows") == []


@pytest.mark.parametrize("field", [*OF_LINUX, *OF_LINUX_IN_PODS])
def test_security_of_pods_for_linux(field: str) -> None:
    fields = f"securityContext: {{{field}}}"
    assert of_another_system(fields, "windows") == [f"securityContext.{field.partition(':')[0]}"]
    assert of_another_system(fields, "linux") == []


@pytest.mark.parametrize("field", [*OF_LINUX, *OF_LINUX_IN_CONTAINERS])
def test_security_of_containers_for_linux(field: str) -> None:
    fields = f"containers: [{{name: app, image: a, securityContext: {{{field}}}}}]"
    assert of_another_system(fields, "windows") == [f"containers[0].securityContext.{field.partition(':')[0]}"]
    assert of_another_system(fields, "linux") == []


@pytest.mark.parametrize(
    ("namespace", "name", "of_host"),
    [
        ("hostNetwork", "net.ipv4.ip_forward", True),
        ("hostNetwork", "net/ipv4/ip_forward", True),
        ("hostNetwork", "kernel.shmmax", False),
        ("hostIPC", "kernel.shmmax", True),
        ("hostIPC", "kernel.shm_rmid_forced", True),
        ("hostIPC", "kernel.msgmax", True),
        ("hostIPC", "kernel.sem", True),
        ("hostIPC", "kernel.semaphore", False),
        ("hostIPC", "fs.mqueue.msg_max", True),
        ("hostIPC", "fs.mqueues", False),
        ("hostIPC", "net.ipv4.ip_forward", False),
        ("hostPID", "kernel.shmmax", False),
    ],
)
def test_sysctls_of_the_host(namespace: str, name: str, of_host: bool) -> None:
    lines = pod(f"{namespace}: true, securityContext: {{sysctls: [{{name: {name}, value: '1'}}]}}")
    assert any(line.startswith("sysctl-of-the-host ") for line in lines) is of_host


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"])
def test_a_service_sees_the_pods_of_every_kind(kind: str) -> None:
    assert warned(service("{app: web}"), workload("{app: api}", kind=kind)) == [f"{SELECTS} spec.selector.app"]


MACROS = {"all": (2, 3), "exists": (2, 3), "exists_one": (2, 3), "existsOne": (2, 3), "filter": (2, 2), "map": (2, 3)}
MACROS |= {"transformList": (3, 4), "transformMap": (3, 4), "transformMapEntry": (3, 4), "sortBy": (2, 2)}
NAMES = {"filter": 1, "map": 1, "sortBy": 1, "transformList": 2, "transformMap": 2, "transformMapEntry": 2}
"""How many of the arguments are names; of the others all but the last."""


@pytest.mark.parametrize(("macro", "counts"), MACROS.items())
def test_how_many_arguments_a_macro_has(macro: str, counts: tuple[int, int]) -> None:
    scope = {"x": cel.DYN}
    for count in range(1, 6):
        names = [f"v{number}" for number in range(NAMES.get(macro, count - 1))]
        arguments = [*names, *["true"] * (count - len(names))][:count]
        expression = f"x.{macro}({', '.join(arguments)})"
        assert (cel.mistake(expression, scope) is None) is (counts[0] <= count <= counts[1]), expression


@pytest.mark.parametrize("macro", ["all", "exists", "exists_one", "existsOne", "filter"])
def test_what_a_macro_asks_of_each_is_a_bool(macro: str) -> None:
    assert cel.mistake(f"[1].{macro}(v, v > 0)", {}) is None
    assert cel.mistake(f"[1].{macro}(v, v)", {}) is not None
