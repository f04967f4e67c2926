"""Streams of objects that belong together, and what is found in them."""

from tests.helpers import findings

from kubefence import Severity

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
