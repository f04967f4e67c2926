"""Definitions of custom resources that the tests of them share."""

from kubefence import Config, Page, verify

HEAD = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
NAMES = "{plural: orders, kind: Order}"
VERSION = "{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}"
SCHEMA = "spec.versions[0].schema.openAPIV3Schema"
A = f"{SCHEMA}.properties.a"


def judged(text: str) -> set[str]:
    """What is found, as "rule field"."""
    report = verify([Page("x.yaml", text, markdown=False)], Config(lint=None))
    return {f"{finding.rule} {finding.field}" for finding in report.findings}


def crd(spec: str = "", *, group: str = "shop.example.com", names: str = NAMES, versions: str = f"[{VERSION}]") -> str:
    body = f"spec: {{group: {group}, scope: Namespaced, names: {names}, versions: {versions}{spec}}}\n"
    return f"{HEAD}metadata: {{name: orders.{group}}}\n{body}"


def schema(text: str, more: str = "") -> str:
    return crd(versions=f"[{{name: v1, served: true, storage: true, schema: {{openAPIV3Schema: {text}}}{more}}}]")


def field(text: str) -> str:
    return schema(f"{{type: object, properties: {{a: {text}}}}}")
