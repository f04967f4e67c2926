"""Pod specs without containers, volumes and scheduling: what the API server refuses or warns of, and what it takes."""

import json

import pytest
from pod_manifests import CONTAINER, container_with, pod, template
from yaml import safe_load

from kubefence import Config, Page, verify


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        # names and numbers
        ("hostname: web-1, subdomain: db", set()),
        ("hostname: web.1", {"invalid-name hostname"}),
        ("subdomain: Db", {"invalid-name subdomain"}),
        ("nodeName: node-1.example.com, serviceAccountName: builder", set()),
        ("nodeName: node_1", {"invalid-name nodeName"}),
        ("serviceAccountName: Builder", {"invalid-name serviceAccountName"}),
        ("serviceAccountName: ok, serviceAccount: Builder", set()),
        ("serviceAccount: Builder", {"invalid-name serviceAccount"}),
        ("priorityClassName: High", {"invalid-name priorityClassName"}),
        ("runtimeClassName: Kata", {"invalid-name runtimeClassName"}),
        ("activeDeadlineSeconds: 1", set()),
        ("activeDeadlineSeconds: 0", {"out-of-range activeDeadlineSeconds"}),
        (f"activeDeadlineSeconds: {2**31}", {"out-of-range activeDeadlineSeconds"}),
        ("terminationGracePeriodSeconds: 0", set()),
        ("terminationGracePeriodSeconds: -1", {"~negative-grace-period terminationGracePeriodSeconds"}),
        ("readinessGates: [{conditionType: example.com/ready}]", set()),
        ("readinessGates: [{conditionType: 'a b'}]", {"invalid-name readinessGates[0].conditionType"}),
        ("readinessGates: [null]", {"missing-field readinessGates[0].conditionType"}),
        ("imagePullSecrets: [{name: a}, {name: b}]", set()),
        ("imagePullSecrets: [{}]", {"~useless-pull-secret imagePullSecrets[0].name"}),
        ("imagePullSecrets: [{name: a}, {name: a}]", {"~useless-pull-secret imagePullSecrets[1].name"}),
        # name resolution
        ("dnsPolicy: Default", set()),
        ("dnsPolicy: Custom", {"invalid-value dnsPolicy"}),
        ("dnsPolicy: None", {"dns-none-without-nameservers dnsConfig"}),
        ("dnsPolicy: None, dnsConfig: {}", {"dns-none-without-nameservers dnsConfig.nameservers"}),
        ("dnsPolicy: None, dnsConfig: {nameservers: [192.0.2.1]}", set()),
        ("dnsConfig: {nameservers: [a.example.com]}", {"invalid-format dnsConfig.nameservers[0]"}),
        ("dnsConfig: {nameservers: [192.0.2.1, 192.0.2.2, 192.0.2.3, '::1']}", {"out-of-range dnsConfig.nameservers"}),
        ("dnsConfig: {searches: [example.com, example.com., ., _sip._tcp.example.com]}", set()),
        ("dnsConfig: {searches: [Example.com]}", {"invalid-format dnsConfig.searches[0]"}),
        ("dnsConfig: {searches: [a..b]}", {"invalid-format dnsConfig.searches[0]"}),
        (f"dnsConfig: {{searches: {json.dumps([f's{n}' for n in range(33)])}}}", {"out-of-range dnsConfig.searches"}),
        (f"dnsConfig: {{searches: {json.dumps(['a' * 63] * 32)}}}", set()),
        (
            f"dnsConfig: {{searches: {json.dumps(['.'.join(['a' * 63] * 2)] * 17)}}}",
            {"out-of-range dnsConfig.searches"},
        ),
        ("dnsConfig: {options: [{name: ndots, value: '2'}, {name: edns0}]}", set()),
        ("dnsConfig: {options: [{value: '2'}]}", {"missing-field dnsConfig.options[0]"}),
        ("hostAliases: [{ip: 192.0.2.1, hostnames: [db.local]}]", set()),
        ("hostAliases: [{ip: 192.0.2.300}]", {"invalid-format hostAliases[0].ip"}),
        ("hostAliases: [{ip: 192.0.2.1, hostnames: [Db]}]", {"invalid-name hostAliases[0].hostnames[0]"}),
        ("hostAliases: [{ip: 192.0.2.1}, {ip: 192.0.2.1}]", {"~repeated-host-alias hostAliases[1].ip"}),
        # what is shared with the node
        ("hostUsers: false", set()),
        ("hostUsers: true, hostNetwork: true, hostPID: true, hostIPC: true", set()),
        ("hostUsers: false, hostIPC: true", {"user-namespace-with-host-namespace hostIPC"}),
        ("hostUsers: false, hostNetwork: true", {"user-namespace-with-host-namespace hostNetwork"}),
        ("shareProcessNamespace: true, hostPID: true", {"shared-and-host-processes shareProcessNamespace"}),
        ("shareProcessNamespace: false, hostPID: true", set()),
        ("hostnameOverride: web.example.com", set()),
        ("hostnameOverride: Web", {"invalid-name hostnameOverride"}),
        (f"hostnameOverride: {'a' * 63}.b", {"invalid-name hostnameOverride"}),
        (f"hostnameOverride: {'a' * 62}.b", set()),
        ("hostnameOverride: web, setHostnameAsFQDN: true", {"forbidden-field hostnameOverride"}),
        ("hostnameOverride: web, hostNetwork: true", {"forbidden-field hostnameOverride"}),
        # claims of devices
        ("resourceClaims: [{name: gpu, resourceClaimName: Gpu}]", {"invalid-name resourceClaims[0].resourceClaimName"}),
        ("resourceClaims: [{name: gpu.1, resourceClaimName: gpu}]", {"invalid-name resourceClaims[0].name"}),
        ("resourceClaims: [{name: gpu}]", {"claim-without-one-source resourceClaims[0]"}),
        (
            "resourceClaims: [{name: a, resourceClaimName: a}, {name: a, resourceClaimName: b}]",
            {"duplicate-entry resourceClaims[1].name"},
        ),
    ],
)
def test_spec(spec: str, expected: set[str]) -> None:
    assert pod(spec) == expected


@pytest.mark.parametrize(
    ("whole", "container", "of_pod", "of_template"),
    [
        ("requests: {cpu: 1}", "requests: {cpu: 1}", set(), set()),
        ("requests: {cpu: 1}", "requests: {cpu: 2}", {"requests.cpu"}, {"requests.cpu"}),
        # in a Pod a limit is the request by default
        ("requests: {cpu: 1}", "limits: {cpu: 2}", {"requests.cpu"}, set()),
        ("limits: {cpu: 1}", "requests: {cpu: 500m}, limits: {cpu: 500m}", set(), set()),
        (
            "limits: {cpu: 1}",
            "limits: {cpu: 2}",
            {"containers[0].resources.limits.cpu"},
            {"containers[0].resources.limits.cpu"},
        ),
        ("limits: {memory: 1Gi}", "limits: {cpu: 2}", set(), set()),
    ],
)
def test_resources_of_a_pod(whole: str, container: str, of_pod: set[str], of_template: set[str]) -> None:
    for judge, expected in ((pod, of_pod), (template, of_template)):
        lines = judge(f"resources: {{{whole}}}, containers: [{container_with(f'resources: {{{container}}}')}]")
        prefix = "pod-resources-below-containers "
        assert {line.removeprefix(prefix).removeprefix("resources.") for line in lines} == expected


@pytest.mark.parametrize(
    ("init", "expected"),
    [
        ("[1]", set()),
        ("[3]", {"pod-resources-below-containers resources.requests.cpu"}),
        # sidecars run beside the containers, and beside the init containers that come later
        ("[Always 1]", set()),
        ("[Always 2]", {"pod-resources-below-containers resources.requests.cpu"}),
        ("[Always 1, 1]", set()),
        ("[Always 1, 2]", {"pod-resources-below-containers resources.requests.cpu"}),
        ("[2, Always 1]", set()),
    ],
)
def test_init_containers_run_before(init: str, expected: set[str]) -> None:
    containers = []
    for index, entry in enumerate(safe_load(init)):
        policy, _, amount = str(entry).rpartition(" ")
        sidecar = {"restartPolicy": policy} if policy else {}
        containers.append({**CONTAINER, "name": f"init-{index}", **sidecar, "resources": {"requests": {"cpu": amount}}})
    own = container_with("resources: {requests: {cpu: 1}}")
    spec = f"resources: {{requests: {{cpu: 2}}}}, containers: [{own}], initContainers: {json.dumps(containers)}"
    assert pod(spec) == expected


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        ("{limits: {ephemeral-storage: 1Gi}}", {"unknown-resource resources.limits.ephemeral-storage"}),
        ("{limits: {hugepages-2Mi: 4Mi, cpu: 1}}", set()),
        ("{claims: [{name: a}]}", {"forbidden-field resources.claims"}),
        ("{requests: {cpu: 2}, limits: {cpu: 1}}", {"request-over-limit resources.requests"}),
    ],
)
def test_kinds_of_resources_of_a_pod(resources: str, expected: set[str]) -> None:
    assert pod(f"resources: {resources}") == expected


@pytest.mark.parametrize(
    ("spec", "k8s", "expected"),
    [
        ("workloadRef: {name: a, podGroup: b}", "1.35", {"~ignored-field workloadRef"}),
        ("workloadRef: {name: a, podGroup: b}", "1.36", {"unknown-field workloadRef"}),
        ("schedulingGroup: {podGroupName: a}", "1.36", {"~ignored-field schedulingGroup"}),
        ("schedulingGroup: {podGroupName: a}", "1.37", {"~ignored-field schedulingGroup"}),
    ],
)
def test_features_that_are_off(spec: str, k8s: str, expected: set[str]) -> None:
    assert pod(spec, k8s=k8s) == expected


SPECS = ("hostname", "dnsConfig", "hostAliases", "securityContext", "os", "resources", "affinity", "tolerations",
         "volumes", "resourceClaims", "topologySpreadConstraints", "schedulingGates", "overhead", "nodeSelector",
         "imagePullSecrets", "initContainers", "priority", "hostUsers", "hostnameOverride")  # fmt: skip


@pytest.mark.parametrize("value", ["1", "text", "true", "[]", "{}", "[1]", "[[]]", "[{}]", "{a: [1]}", "{name: {}}"])
def test_anything_is_judged(value: str) -> None:
    for field in SPECS:
        for line in pod(f"{field}: {value}"):
            assert not line.startswith("internal-error")


def test_a_fragment_lacks_nothing_of_its_outermost_level() -> None:
    text = '```yaml fragment="PodSpec"\ndnsPolicy: None\ntolerations:\n  - effect: NoSchedule\n```\n'
    report = verify([Page("page.md", text)], Config(lint=None))
    assert {f"{finding.rule} {finding.field}" for finding in report.findings} == {
        "toleration-without-key tolerations[0]"
    }
