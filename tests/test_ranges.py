"""The fence option ``k8s``: a block for some versions alone, beside those of its page."""

from __future__ import annotations

import pytest

from kubefence import Config, Page, Verifier
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, findings, rules

NEW = """\
apiVersion: storagemigration.k8s.io/v1
kind: StorageVersionMigration
metadata:
  name: secrets
spec:
  resource: {group: "", resource: secrets}
"""
"""What only 1.37 and later serve."""


@pytest.mark.parametrize("markdown", ["mkdocs", "commonmark"])
def test_a_block_can_be_for_some_versions_alone(markdown: str) -> None:
    page, config = fenced(NEW, 'yaml k8s=">=1.37"'), Config(k8s="1.35-1.37", lint=None, markdown=markdown)
    assert [finding.rule for finding in Verifier(config).verify(Page("a.md", page)).findings] == []
    page = fenced(NEW)
    assert [finding.rule for finding in Verifier(config).verify(Page("a.md", page)).findings] == ["unknown-kind"]


def test_it_is_wrong_where_it_is_wrong_in_these_versions() -> None:
    [found] = findings(fenced(WRONG_CONFIG_MAP, 'yaml k8s=">=1.37"'), k8s="1.35-1.37")
    assert (found.rule, [str(version) for version in found.versions]) == ("unknown-field", ["1.37"])


def test_a_command_can_be_for_some_versions_alone() -> None:
    command = "kubectl apply -f - <<'EOF'\n" + NEW + "EOF\n"
    assert findings(fenced(command, 'bash k8s=">=1.37"'), k8s="1.35-1.37") == []
    assert rules(fenced(command, "bash"), k8s="1.35-1.37") == ["unknown-kind"]


@pytest.mark.parametrize(
    ("option", "rule", "said"),
    [
        ('k8s=">=1.36"', "unused-range", "this block passes in 1.35–1.37; remove the k8s"),
        ('k8s="newest"', "invalid-range", "is not a version range"),
        ('k8s="1.99"', "invalid-range", "no schema for Kubernetes 1.99"),
        ('k8s=""', "option-without-text", "k8s needs a text"),
        ('k8s="1.37" skip="because"', "conflicting-options", "write either skip or k8s, not both"),
    ],
)
def test_a_range_that_helps_nobody_is_told_at_the_fence(option: str, rule: str, said: str) -> None:
    [found] = findings(fenced(CONFIG_MAP, f"yaml {option}"), k8s="1.35-1.37")
    assert (found.rule, found.span.line) == (rule, 1)
    assert said in found.text.en


def test_a_range_beside_that_of_its_page_counts_more() -> None:
    page = '---\nk8s: "1.35-1.36"\n---\n\n' + fenced(NEW, 'yaml k8s="1.37"')
    assert findings(page) == []
