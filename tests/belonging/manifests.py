"""Objects that belong together, and what is found where they do not."""

from __future__ import annotations

from functools import cache

from kubefence import Config, Finding, Page, Verifier
from tests.helpers import covered, fenced

RULES = {"missing-object", "missing-key", "missing-port", "missing-listener", "selector-without-match"}
RULES |= {"duplicate-object", "unused-external", "malformed-external"}


@cache
def verifier(strict: bool) -> Verifier:
    return Verifier(Config(lint=None, strict=strict, external=("Secret/of-the-site",)))


def findings(text: str, *, strict: bool = False, path: str = "page.md") -> list[Finding]:
    """What is found on a page; any rule of another room fails the test."""
    found = list(verifier(strict).verify(Page(path, text, markdown=path.endswith(".md"))).findings)
    assert {finding.rule for finding in found} <= RULES, found
    return found


def told(text: str, *, strict: bool = False, path: str = "page.md") -> list[tuple[str, str, int, str]]:
    """Rule, severity, line and the stretch of text of each finding."""
    return [
        (finding.rule, str(finding.severity), finding.span.line, covered(text, finding))
        for finding in findings(text, strict=strict, path=path)
    ]


def page(*objects: str) -> str:
    """A page with a block for each object."""
    return "\n".join(["# 标题\n", *map(fenced, objects)])


def line_of(text: str, part: str) -> int:
    """The first line of a text that has this in it."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if part in line)


def config_map(data: str = "{color: blue}", metadata: str = "{name: settings}") -> str:
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata: {metadata}\ndata: {data}\n"


def pod(env: str = "", volumes: str = "", metadata: str = "{name: web}", more: str = "") -> str:
    """A Pod whose container is given variables, and which has volumes."""
    mounts = ", volumeMounts: [{name: v, mountPath: /v}]" if volumes else ""
    container = f"{{name: web, image: nginx, env: [{env}]{mounts}}}"
    return (
        f"apiVersion: v1\nkind: Pod\nmetadata: {metadata}\nspec:\n  containers: [{container}]\n"
        + (f"  volumes: [{{name: v, {volumes}}}]\n" if volumes else "")
        + (f"  {more}\n" if more else "")
    )


def variable(name: str = "settings", key: str = "color", source: str = "configMapKeyRef", more: str = "") -> str:
    return f"{{name: COLOR, valueFrom: {{{source}: {{name: {name}, key: {key}{more}}}}}}}"


def service(name: str = "web", labels: str = "{app: web}", ports: str = "[{name: http, port: 80}]") -> str:
    return (
        f"apiVersion: v1\nkind: Service\nmetadata: {{name: {name}, labels: {labels}}}\n"
        f"spec: {{selector: {{app: web}}, ports: {ports}}}\n"
    )


def ingress(port: str = "number: 80", name: str = "web", more: str = "") -> str:
    backend = f"defaultBackend: {{service: {{name: {name}, port: {{{port}}}}}}}"
    return f"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{name: web}}\nspec: {{{backend}{more}}}\n"


def deployment(labels: str = "{app: web}", name: str = "web", ports: str = "") -> str:
    declared = f", ports: {ports}" if ports else ""
    return (
        f"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}}}\nspec:\n"
        f"  selector: {{matchLabels: {labels}}}\n  template:\n    metadata: {{labels: {labels}}}\n"
        f"    spec: {{containers: [{{name: web, image: nginx{declared}}}]}}\n"
    )
