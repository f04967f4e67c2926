"""Tests of rules: that each is what its documentation says. kubefence tests its own rules with this.

For instance, with pytest::

    @pytest.mark.parametrize("rule", TABLES.rules, ids=lambda rule: rule.id)
    def test_rule(rule):
        assert_rule(rule, TABLES)

All functions raise `AssertionError` with what was found, and what `kubefence.verify` raises for tables that cannot
be used. ``tables`` are those that are not built in.
"""

from __future__ import annotations

from kubefence.config import DEFAULT_RANGE, Config
from kubefence.engine import Page, verify
from kubefence.findings import Finding
from kubefence.rules.engine.model import Rule, Tables

__all__ = ["assert_right_example", "assert_rule", "assert_wrong_example", "findings_in"]


def findings_in(manifests: str, *tables: Tables, k8s: str = DEFAULT_RANGE) -> list[Finding]:
    """What is found in a text of YAML, style aside."""
    page = Page("example.yaml", manifests, markdown=False)
    return verify([page], Config(k8s=k8s, lint=None), tables).findings


def assert_rule(rule: Rule, *tables: Tables) -> None:
    """The wrong example breaks exactly this rule, with its severity, and the right one none."""
    assert_wrong_example(rule, *tables)
    assert_right_example(rule, *tables)


def assert_wrong_example(rule: Rule, *tables: Tables) -> None:
    """The wrong example breaks this rule and no other, and what is found is as severe as the rule says."""
    found = findings_in(rule.wrong, *tables, k8s=rule.k8s or DEFAULT_RANGE)
    if {finding.rule for finding in found} != {rule.id}:
        raise AssertionError(f"the wrong example has to break {rule.id} and nothing else; {_listed(found)}")
    if any(finding.severity != rule.severity for finding in found):
        raise AssertionError(
            f"the wrong example has to break {rule.id} with a severity of {rule.severity}; {_listed(found)}"
        )


def assert_right_example(rule: Rule, *tables: Tables) -> None:
    """Nothing is found in the right example."""
    found = findings_in(rule.right, *tables, k8s=rule.k8s or DEFAULT_RANGE)
    if found:
        raise AssertionError(f"the right example of {rule.id} has to be without findings; {_listed(found)}")


def _listed(findings: list[Finding]) -> str:
    lines = [f"  {f.span.line}:{f.span.column}: {f.severity}: {f.text.en} [{f.rule}] ({f.field})" for f in findings]
    return "\n".join(["found was", *lines]) if lines else "nothing was found"
