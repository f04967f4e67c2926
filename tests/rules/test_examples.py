"""Every rule is what its documentation says: its wrong example breaks it and nothing else, its right one is clean."""

import pytest

from kubefence import Config, Finding, Page, Severity, verify
from kubefence.config import DEFAULT_RANGE
from kubefence.rules.engine import registry
from kubefence.rules.engine.model import Rule

RULES = registry.rules()


def findings(rule: Rule, text: str) -> list[Finding]:
    config = Config(lint=None, k8s=rule.k8s or DEFAULT_RANGE)
    return verify([Page("example.yaml", text, markdown=False)], config).findings


def found(rule: Rule, text: str) -> list[str]:
    return [f"{finding.rule} {finding.field}: {finding.text.en}" for finding in findings(rule, text)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_wrong_example_breaks_exactly_its_rule(rule: Rule) -> None:
    assert {line.split()[0] for line in found(rule, rule.wrong)} == {rule.id}, found(rule, rule.wrong)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_right_example_is_clean(rule: Rule) -> None:
    assert found(rule, rule.right) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_severity_is_what_the_finding_has(rule: Rule) -> None:
    assert {finding.severity for finding in findings(rule, rule.wrong)} <= {rule.severity, Severity.ERROR}


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
