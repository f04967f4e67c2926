"""Style: the configuration that ships with kubefence, and those of users."""

from __future__ import annotations

import pytest
from yamllint.config import YamlLintConfig

from kubefence.checks.lint import DefaultStyle, Linter
from kubefence.config import DEFAULT_LINT
from kubefence.errors import BadStyle
from kubefence.positions import FileMap


def test_the_default_style_is_what_yamllint_makes_of_it() -> None:
    ours, theirs = DefaultStyle(), YamlLintConfig(DEFAULT_LINT)
    assert ours.rules == theirs.rules
    assert ours.enabled_rules(None) == theirs.enabled_rules(None)


@pytest.mark.parametrize("style", [DEFAULT_LINT, DEFAULT_LINT + "# of a user\n"])
def test_both_ways_to_read_a_style_find_the_same(style: str) -> None:
    found = Linter(style).check("a:   1\nb: yes\n", FileMap("a.yaml"))
    assert [(finding.rule, finding.span.line) for finding in found] == [("yamllint:colons", 1), ("yamllint:truthy", 2)]


def test_a_style_with_an_unknown_rule_is_refused() -> None:
    with pytest.raises(BadStyle, match="nothing"):
        Linter("rules: {nothing: enable}\n")


@pytest.mark.parametrize("comment", ["# yamllint disable-file", "# yamllint disable", "# yamllint disable rule:colons"])
def test_comments_silence_nothing(comment: str) -> None:
    """Only the options of a fence loosen anything, and those ask for a reason."""
    found = Linter(DEFAULT_LINT).check(f"{comment}\na:   1  # yamllint disable-line\n", FileMap("a.yaml"))
    assert [(finding.rule, finding.span.line) for finding in found] == [("yamllint:colons", 2)]
