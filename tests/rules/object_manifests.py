"""Objects that are little more than their metadata, and what is found in them."""

from kubefence import Config, Page, verify


def judged(text: str, k8s: str = "1.36") -> set[str]:
    """What is found, as "rule field"."""
    report = verify([Page("x.yaml", text, markdown=False)], Config(k8s=k8s, lint=None))
    return {f"{finding.rule} {finding.field}" for finding in report.findings}


def config_map(metadata: str = "name: a", more: str = "") -> str:
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{{metadata}}}\n{more}\n"


LONG = "a" * 64
