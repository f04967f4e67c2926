"""Rules that compare the objects of one stream: what they see, and above all where they keep silent."""

import pytest
import yaml
from tests.helpers import CONFIG_MAP, covered, fenced, findings, told

from kubefence import Finding, Severity
from kubefence.rules.group import Group, Member
from kubefence.rules.model import Tables

HPA, SELECTS, PORT = "hpa-without-requests", "service-selects-nothing", "service-target-port-unknown"


def stream(*objects: str) -> str:
    return "---\n".join(objects)


def warned(*objects: str) -> list[str]:
    """Rule and field of what is found in a stream; every other finding fails the test."""
    found = findings(stream(*objects), path="all.yaml")
    assert {finding.rule for finding in found} <= {HPA, SELECTS, PORT}, found
    assert {finding.severity for finding in found} <= {Severity.WARNING}
    return [f"{finding.rule} {finding.field}" for finding in found]


def workload(
    labels: str = "{app: web}",
    spec: str = "{containers: [{name: web, image: nginx}]}",
    kind: str = "Deployment",
    metadata: str = "{name: web}",
    more: str = "",
) -> str:
    extra = f"  {more}\n" if more else ""
    return (
        f"apiVersion: apps/v1\nkind: {kind}\nmetadata: {metadata}\nspec:\n{extra}"
        f"  selector: {{matchLabels: {labels}}}\n"
        f"  template:\n    metadata: {{labels: {labels}}}\n    spec: {spec}\n"
    )


def service(selector: str = "{app: web}", ports: str = "[{port: 80}]", metadata: str = "{name: web}") -> str:
    return f"apiVersion: v1\nkind: Service\nmetadata: {metadata}\nspec: {{selector: {selector}, ports: {ports}}}\n"


def autoscaler(spec: str = "", version: str = "v2", metadata: str = "{name: web}", target: str = "apps/v1") -> str:
    more = f", {spec}" if spec else ""
    reference = f"scaleTargetRef: {{apiVersion: {target}, kind: Deployment, name: web}}"
    return (
        f"apiVersion: autoscaling/{version}\nkind: HorizontalPodAutoscaler\nmetadata: {metadata}\n"
        f"spec: {{{reference}, maxReplicas: 3{more}}}\n"
    )


def metric(name: str = "cpu", target: str = "{type: Utilization, averageUtilization: 70}", container: str = "") -> str:
    if container:
        source = (
            f"type: ContainerResource, containerResource: {{name: {name}, container: {container}, target: {target}}}"
        )
    else:
        source = f"type: Resource, resource: {{name: {name}, target: {target}}}"
    return f"metrics: [{{{source}}}]"


def container(name: str, resources: str = "{}", more: str = "") -> str:
    return f"{{name: {name}, image: nginx, resources: {resources}{more}}}"


CPU = "{requests: {cpu: 100m}}"
RESOURCE = f"{HPA} spec.metrics[0].resource.name"
OF_CONTAINER = f"{HPA} spec.metrics[0].containerResource.name"


@pytest.mark.parametrize(
    ("spec", "version", "expected"),
    [
        (metric(), "v2", [RESOURCE]),
        (metric("memory"), "v2", [RESOURCE]),
        (metric(target="{type: AverageValue, averageValue: 500m}"), "v2", []),
        (metric(container="web"), "v2", [OF_CONTAINER]),
        (metric(container="other"), "v2", []),
        ("", "v2", [f"{HPA} spec"]),
        ("", "v1", [f"{HPA} spec"]),
        ("targetCPUUtilizationPercentage: 80", "v1", [f"{HPA} spec.targetCPUUtilizationPercentage"]),
    ],
)
def test_what_an_autoscaler_asks_for(spec: str, version: str, expected: list[str]) -> None:
    assert warned(workload(), autoscaler(spec, version)) == expected
    assert warned(autoscaler(spec, version), workload()) == expected


@pytest.mark.parametrize(
    ("containers", "expected"),
    [
        (f"containers: [{container('web', CPU)}]", []),
        (f"containers: [{container('web', '{limits: {cpu: 1}}')}]", []),
        (f"containers: [{container('web', '{requests: {memory: 1Gi}}')}]", [RESOURCE]),
        (f"containers: [{container('web', CPU)}, {container('log')}]", [RESOURCE]),
        (f"containers: [{container('web', CPU)}], initContainers: [{container('migrate')}]", []),
        (
            f"containers: [{container('web', CPU)}], "
            f"initContainers: [{container('proxy', more=', restartPolicy: Always')}]",
            [RESOURCE],
        ),
        (f"containers: [{container('web')}], resources: {CPU}", []),
    ],
)
def test_containers_that_request(containers: str, expected: list[str]) -> None:
    assert warned(workload(spec=f"{{{containers}}}"), autoscaler(metric())) == expected


def test_of_one_container_the_others_do_not_count() -> None:
    two = workload(spec=f"{{containers: [{container('web', CPU)}, {container('log')}]}}")
    assert warned(two, autoscaler(metric(container="web"))) == []
    assert warned(two, autoscaler(metric(container="log"))) == [OF_CONTAINER]


LIMIT_RANGE = """\
apiVersion: v1
kind: LimitRange
metadata: {name: defaults}
spec: {limits: [{type: Container, defaultRequest: {cpu: 100m}}]}
"""


@pytest.mark.parametrize(
    "others",
    [
        [workload(metadata="{name: api}")],
        [workload(metadata="{name: web, namespace: shop}")],
        [workload(kind="StatefulSet", more="serviceName: web")],
        [workload(), workload()],
        [workload(), LIMIT_RANGE],
    ],
)
def test_an_autoscaler_whose_target_is_not_sure(others: list[str]) -> None:
    assert warned(autoscaler(metric()), *others) == []


def test_a_target_of_another_group() -> None:
    assert warned(workload(), autoscaler(metric(), target="example.com/v1")) == []


def test_the_selector_and_the_label_are_shown() -> None:
    text = stream(service("{app: web}"), workload("{app: website}"))
    (found,) = findings(text, path="all.yaml")
    assert (found.rule, found.field, covered(text, found)) == (SELECTS, "spec.selector.app", "web")
    assert found.span.line == 4
    assert [at.place.span.line for at in found.related] == [12]
    assert "app: website" in found.text.en


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


@pytest.mark.parametrize(
    ("name", "of_workload", "sure"),
    [
        ("web", "web", True),
        ("web-svc", "web-deployment", True),
        ("web", "api", False),
        ("my-service", "my-deployment", False),
        ("a-svc", "a-pod", False),
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
    rollout = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec: {}\n"
    objects = stream(service(), workload("{app: api}"), rollout)
    assert [finding.rule for finding in findings(objects, path="all.yaml")] == ["unknown-kind"]


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


def test_the_objects_of_a_list() -> None:
    items = [yaml.safe_load(text) for text in (service("{app: api}"), workload())]
    text = yaml.safe_dump({"apiVersion": "v1", "kind": "List", "items": items}, sort_keys=False)
    assert told(text, "all.yaml") == [(SELECTS, 10, "api")]


def test_a_block_at_its_lines_and_as_a_wrong_example() -> None:
    text = stream(service("{app: api}"), workload())
    assert told(f"# 标题\n\n{fenced(text)}") == [(SELECTS, 7, "api")]
    wrong = fenced(text, info=f'yaml expect="{SELECTS}"')
    assert told(f"# 标题\n\n{wrong}") == []


WRONG = service("{app: api}")


def page(*blocks: str) -> str:
    return "".join(f"{block}\n" for block in ("# 标题\n", *blocks))


def test_the_blocks_of_a_page_are_one_example() -> None:
    text = page(fenced(WRONG), "说明\n", fenced(workload()))
    assert told(text) == [(SELECTS, 7, "api")]
    (found,) = findings(text)
    assert [(at.place.path, at.place.span.line) for at in found.related] == [("page.md", 19)]
    assert told(page(fenced(workload()), fenced(autoscaler(metric())))) == [(HPA, 18, "cpu")]


def test_a_finding_of_a_stream_is_told_once() -> None:
    both = stream(WRONG, workload())
    assert [finding.rule for finding in findings(page(fenced(both), fenced(CONFIG_MAP)))] == [SELECTS]


def test_what_fails_by_itself_fails_beside_what_would_mend_it() -> None:
    both = fenced(stream(WRONG, workload()), info=f'yaml expect="{SELECTS}"')
    assert told(page(both, fenced(workload("{app: api}", metadata="{name: api}")))) == []


def test_a_wrong_example_beside_the_workload() -> None:
    marked = fenced(WRONG, info=f'yaml expect="{SELECTS}"')
    assert told(page(marked, fenced(workload()))) == []
    assert [rule for rule, _, _ in told(page(marked))] == ["expectation-not-met"]


@pytest.mark.parametrize(
    "info", ['yaml skip="以后再说"', 'yaml expect="service-selects-nothing"', 'yaml fragment="Pod"', "text"]
)
def test_marked_blocks_are_no_part_of_the_example(info: str) -> None:
    rest = fenced(workload(), info=info)
    assert SELECTS not in {finding.rule for finding in findings(page(fenced(WRONG), rest))}


def test_a_workload_that_is_shown_twice_is_not_sure() -> None:
    assert told(page(fenced(WRONG), fenced(workload()), fenced(workload("{app: web, tier: front}")))) == []
    assert told(page(fenced(WRONG), fenced(workload()), fenced(workload("{app: api}")))) == []


def broken(member: Member, group: Group) -> None:
    raise ZeroDivisionError(member.name)


def test_a_rule_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from kubefence.rules import registry

    tables = Tables(groups={"core.v1.Service": (broken,)})
    monkeypatch.setattr(registry, "groups", lambda definition: tables.groups.get(definition, ()))
    (found,) = findings(stream(service(), workload()), path="all.yaml")
    assert (found.rule, found.severity, found.span.line) == ("internal-error", Severity.ERROR, 1)
    assert "ZeroDivisionError: web" in found.text.en


ODD = ["null", "[]", "{}", "1", "text", "[null]", "[1, {}]", "{a: 1}"]


@pytest.mark.parametrize("odd", ODD)
def test_any_value_in_place_of_what_is_looked_at(odd: str) -> None:
    def all_found() -> list[Finding]:
        objects = (
            service(odd, odd),
            service(ports=f"[{odd}, {{port: 1, targetPort: {odd}}}]", metadata=odd),
            workload(odd, odd, metadata=odd),
            workload(spec=f"{{containers: {odd}, initContainers: [{odd}], resources: {odd}}}"),
            workload(spec=f"{{containers: [{{name: {odd}, ports: {odd}, resources: {{requests: {odd}}}}}]}}"),
            autoscaler(f"metrics: {odd}"),
            autoscaler(f"metrics: [{{type: Resource, resource: {odd}}}]"),
            autoscaler(metric(target=odd)),
            autoscaler(metadata=odd),
        )
        pairs = (stream(one, other) for one in objects for other in objects if one != other)
        return [found for pair in pairs for found in findings(pair, path="all.yaml")]

    assert "internal-error" not in {found.rule for found in all_found()}
