"""Every rule is what its documentation says: its wrong example breaks it and nothing else, its right one is clean."""

import pytest

from kubefence import Config, Page, Severity, verify
from kubefence.rules import registry
from kubefence.rules.model import Rule

RULES = registry.rules()


def found(text: str) -> list[str]:
    report = verify([Page("example.yaml", text, markdown=False)], Config(lint=None))
    return [f"{finding.rule} {finding.field}: {finding.text.en}" for finding in report.findings]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_wrong_example_breaks_exactly_its_rule(rule: Rule) -> None:
    assert {line.split()[0] for line in found(rule.wrong)} == {rule.id}, found(rule.wrong)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_right_example_is_clean(rule: Rule) -> None:
    assert found(rule.right) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_severity_is_what_the_finding_has(rule: Rule) -> None:
    report = verify([Page("example.yaml", rule.wrong, markdown=False)], Config(lint=None))
    assert {finding.severity for finding in report.findings} <= {rule.severity, Severity.ERROR}


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
