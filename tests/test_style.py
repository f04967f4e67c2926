"""Style: the configuration that ships with kubefence, and those of users."""

from __future__ import annotations

from pathlib import Path

import pytest
from yamllint.config import YamlLintConfig

from kubefence.checks.lint import BASES, DefaultStyle, Linter
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


def test_a_style_reads_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found would depend on the working folder, and the cache would not know of it."""
    (tmp_path / "other.yml").write_text("rules: {colons: enable}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for named in ("other.yml", "gone.yml", ".", "[default]", "1", "null"):
        with pytest.raises(BadStyle, match="no other file is read"):
            Linter(f"extends: {named}\n")


def test_which_files_it_is_not_about_is_left_out() -> None:
    left_out = "ignore-from-file: gone.txt"
    style = Linter(f"{left_out}\nrules:\n  colons: {{{left_out}, max-spaces-after: 1}}\n")
    assert [finding.rule for finding in style.check("a:   1\n", FileMap("a.yaml"))] == ["yamllint:colons"]


@pytest.mark.parametrize("base", BASES)
def test_a_style_may_extend_those_of_yamllint(base: str) -> None:
    found = Linter(f"extends: {base}\nrules: {{document-start: disable}}\n").check("a:   1\n", FileMap("a.yaml"))
    assert [finding.rule for finding in found] == ["yamllint:colons"]


@pytest.mark.parametrize("style", ["[", "- a", "rules: 1", "a: 2026-99-99", "? [a]\n: b", "[" * 5000])
def test_a_style_that_is_none_is_refused(style: str) -> None:
    with pytest.raises(BadStyle):
        Linter(style)


@pytest.mark.parametrize("comment", ["# yamllint disable-file", "# yamllint disable", "# yamllint disable rule:colons"])
def test_comments_silence_nothing(comment: str) -> None:
    """Only the options of a fence loosen anything, and those ask for a reason."""
    found = Linter(DEFAULT_LINT).check(f"{comment}\na:   1  # yamllint disable-line\n", FileMap("a.yaml"))
    assert [(finding.rule, finding.span.line) for finding in found] == [("yamllint:colons", 2)]
