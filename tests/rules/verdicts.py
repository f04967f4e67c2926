"""What kubefence finds in a text, in a form that reads well in a table."""

from kubefence import Config, Page, verify


def judged(text: str, k8s: str = "1.36") -> set[str]:
    """What is found, as "rule field". That a version of the API is off by default is tested by itself."""
    report = verify([Page("x.yaml", text, markdown=False)], Config(k8s=k8s, lint=None))
    return {f"{finding.rule} {finding.field}" for finding in report.findings if finding.rule != "off-by-default"}
