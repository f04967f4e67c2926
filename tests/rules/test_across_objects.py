"""Services beside the workloads that they select: what the rules see, and above all where they keep silent."""

import pytest
import yaml
from stream_manifests import PORT, SELECTS, service, stream, warned, workload
from tests.helpers import findings, told


@pytest.mark.parametrize(
    ("selector", "labels", "expected"),
    [
        ("{app: web}", "{app: web, tier: front}", []),
        ("{app: web, tier: front}", "{app: web, tier: back}", ["tier"]),
        ("{app: web}", "{run: web}", ["app"]),
        ("{app: web, role: leader}", "{app: web}", []),
        ("{app: web, apps.kubernetes.io/pod-index: '0'}", "{app: web}", []),
        ("{app: web, pod-template-hash: abc}", "{app: web}", []),
        ("{app.kubernetes.io/name: web}", "{app.kubernetes.io/name: api}", ["[app.kubernetes.io/name]"]),
        ("{}", "{app: web}", []),
    ],
)
def test_what_a_service_selects(selector: str, labels: str, expected: list[str]) -> None:
    fields = [key if key.startswith("[") else f".{key}" for key in expected]
    assert warned(service(selector), workload(labels)) == [f"{SELECTS} spec.selector{field}" for field in fields]


SAY_NOTHING = (
    *("svc", "service", "headless", "pod", "deployment", "deploy", "statefulset", "sts", "daemonset", "ds", "rs"),
    *("my", "test", "demo", "example"),
)
"""Words in names that do not tell one object from another."""


@pytest.mark.parametrize(
    ("name", "of_workload", "sure"),
    [
        ("web", "web", True),
        ("web-svc", "web-deployment", True),
        ("web", "api", False),
        ("my-service", "my-deployment", False),
        ("a-svc", "a-pod", False),
        *((f"shop-{word}", "shop", True) for word in SAY_NOTHING),
        *(("shop", f"shop-{word}", True) for word in SAY_NOTHING),
        ("shop-front", "shop", False),
        ("ab-svc", "ab", False),  # two letters are in many a name
    ],
)
def test_which_workload_is_meant(name: str, of_workload: str, sure: bool) -> None:
    objects = service(metadata=f"{{name: {name}}}"), workload("{app: api}", metadata=f"{{name: {of_workload}}}")
    assert bool(warned(*objects)) == sure


def test_a_stateful_set_names_its_service() -> None:
    database = workload("{app: db}", kind="StatefulSet", metadata="{name: db}", more="serviceName: peers")
    assert warned(service("{app: database}", metadata="{name: peers}"), database) == [f"{SELECTS} spec.selector.app"]


JOB = """\
apiVersion: batch/v1
kind: Job
metadata: {name: load}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {restartPolicy: Never, containers: [{name: load, image: busybox}]}
"""


@pytest.mark.parametrize(
    "others",
    [
        [],
        [workload("{app: api}", metadata="{name: web, namespace: shop}")],
        [workload("{app: api}"), workload("{app: web}", metadata="{name: other}")],
        [workload("{app: api}"), workload("{app: back}", kind="DaemonSet")],
        [workload("{app: api}"), JOB],
        ["apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n"],
    ],
)
def test_a_service_whose_pods_are_not_sure(others: list[str]) -> None:
    assert warned(service(), *others) == []


def test_external_names_select_nothing() -> None:
    outside = service("{app: api}").replace("spec: {", "spec: {type: ExternalName, externalName: db.example.com, ")
    assert SELECTS not in {finding.rule for finding in findings(stream(outside, workload()), path="all.yaml")}


def test_kinds_that_are_not_known_may_make_the_pods() -> None:
    fleet = "apiVersion: example.com/v1\nkind: Fleet\nmetadata: {name: web}\nspec: {}\n"
    objects = stream(service(), workload("{app: api}"), fleet)
    assert [finding.rule for finding in findings(objects, path="all.yaml")] == ["unchecked-kind"]


@pytest.mark.parametrize(
    ("port", "declared", "expected"),
    [
        ("{port: 80, targetPort: http}", "[{name: http, containerPort: 80}]", []),
        ("{port: 80, targetPort: web}", "[{name: http, containerPort: 80}]", [f"{PORT} spec.ports[0].targetPort"]),
        ("{port: 80, targetPort: http}", "[{containerPort: 80}]", [f"{PORT} spec.ports[0].targetPort"]),
        ("{port: 80, targetPort: 8080}", "[{name: http, containerPort: 80}]", []),
        ("{port: 80}", "[{name: http, containerPort: 80}]", []),
        (
            "{port: 53, protocol: UDP, targetPort: dns}",
            "[{name: dns, containerPort: 53}]",
            [f"{PORT} spec.ports[0].targetPort"],
        ),
        ("{port: 53, protocol: UDP, targetPort: dns}", "[{name: dns, containerPort: 53, protocol: UDP}]", []),
    ],
)
def test_target_ports(port: str, declared: str, expected: list[str]) -> None:
    spec = f"{{containers: [{{name: web, image: nginx, ports: {declared}}}]}}"
    assert warned(service(ports=f"[{port}]"), workload(spec=spec)) == expected


NAMED = "[{port: 80, targetPort: http}]"
HTTP = "ports: [{name: http, containerPort: 80}]"


def test_a_sidecar_declares_ports_too() -> None:
    sidecar = f"{{name: proxy, image: envoy, restartPolicy: Always, {HTTP}}}"
    spec = f"{{containers: [{{name: web, image: nginx}}], initContainers: [{sidecar}]}}"
    assert warned(service(ports=NAMED), workload(spec=spec)) == []


def test_one_of_several_workloads_is_enough() -> None:
    declares = workload(spec=f"{{containers: [{{name: web, image: nginx, {HTTP}}}]}}", metadata="{name: canary}")
    assert warned(service(ports=NAMED), workload(), declares) == []


def test_a_name_that_is_near_is_suggested() -> None:
    spec = f"{{containers: [{{name: web, image: nginx, {HTTP}}}]}}"
    (found,) = findings(stream(service(ports="[{port: 80, targetPort: htp}]"), workload(spec=spec)), path="all.yaml")
    assert "did you mean http?" in found.text.en


def test_pods_that_stand_elsewhere_or_end() -> None:
    assert warned(service(ports=NAMED)) == []
    assert warned(service(ports=NAMED), workload("{app: api}", metadata="{name: api}")) == []
    assert warned(service(ports=NAMED), JOB) == []


@pytest.mark.parametrize("kind", ["List", "ServiceList"])
def test_the_objects_of_a_list(kind: str) -> None:
    items = [yaml.safe_load(text) for text in (service("{app: api}"), workload())]
    text = yaml.safe_dump({"apiVersion": "v1", "kind": kind, "items": items}, sort_keys=False)
    assert told(text, "all.yaml") == [(SELECTS, 10, "api")]


ADDED = ["pod-template-hash", "pod-template-generation", "controller-revision-hash", "controller-uid", "job-name"]
ADDED += ["batch.kubernetes.io/job-name", "apps.kubernetes.io/pod-index", "statefulset.kubernetes.io/pod-name"]


@pytest.mark.parametrize("label", ADDED)
def test_labels_that_controllers_add_to_pods_are_not_missed(label: str) -> None:
    """The Pods of the workload are those that the Service selects, so the name of the port is looked for there."""
    assert warned(service(f"{{app: web, {label}: a}}", ports=NAMED), workload()) == [f"{PORT} spec.ports[0].targetPort"]


@pytest.mark.parametrize("label", ["hash", "job", "app.kubernetes.io/name", "example.com/job-name"])
def test_other_labels_are_those_of_other_pods(label: str) -> None:
    assert warned(service(f"{{app: web, {label}: a}}", ports=NAMED), workload()) == []


def test_a_selector_of_nothing_but_added_labels_may_mean_any_pods() -> None:
    one = service("{pod-template-hash: a}", ports=NAMED)
    assert warned(one, workload()) == [f"{PORT} spec.ports[0].targetPort"]
    declares = workload(spec=f"{{containers: [{{name: web, image: nginx, {HTTP}}}]}}")
    assert warned(one, declares) == []


ROUTE = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: web}\nspec: {}\n"


def test_kinds_that_make_no_pods_take_nothing_away() -> None:
    objects = stream(service(), workload("{app: api}"), ROUTE)
    assert [finding.rule for finding in findings(objects, path="all.yaml")] == [SELECTS]
    objects = stream(service(ports=NAMED), workload(), ROUTE)
    assert [finding.rule for finding in findings(objects, path="all.yaml")] == [PORT]
