"""Pods with one container, and what is found in them."""

from textwrap import indent

from kubefence import Config, Page, verify

BASE = "name: app\nimage: registry.example.com/app:1.0.0\n"
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n"
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


def mount(text: str) -> str:
    return "volumeMounts:\n" + indent(text, "  ")
