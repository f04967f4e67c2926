"""Names of languages: which mean YAML, however they are written."""

from __future__ import annotations

import pytest
from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.lexers.data import YamlLexer

from kubefence.blocks import folded, is_yaml, options_of
from tests.helpers import WRONG_CONFIG_MAP, fenced, rules

YAML = "# a\nkey: &a [b, 'c']\nother:\n  - d: |\n      e\n"


@pytest.mark.parametrize("language", ["yaml", "yml", "YAML", "Yml", "ｙａｍｌ", "ＹＭＬ", "yaml+jinja", "salt", "SLS"])
def test_a_manifest_in_a_language_that_is_yaml_is_checked(language: str) -> None:
    assert is_yaml(language)
    assert rules(fenced(WRONG_CONFIG_MAP, language)) == ["unknown-field"]


@pytest.mark.parametrize("language", ["", "json", "text", "yaml-", "helm", "jinja", "ya", "toml"])
def test_others_are_not(language: str) -> None:
    assert not is_yaml(language)


def test_whatever_pygments_colours_like_yaml_is_yaml() -> None:
    """Found out by colouring, while the names come from the table of Pygments."""
    expected = list(YamlLexer().get_tokens(YAML))
    aliases = [names for _, names, _, _ in get_all_lexers(plugins=False) if names]
    alike = {
        name for names in aliases if list(get_lexer_by_name(names[0]).get_tokens(YAML)) == expected for name in names
    }
    assert alike >= {"yaml", "yml", "yaml+jinja"}
    assert {name for names in aliases for name in names if is_yaml(name)} == alike


@pytest.mark.parametrize(("language", "name"), [("Bash", "bash"), ("ｂａｓｈ", "bash"), ("STRASSE", "strasse")])
def test_names_are_compared_in_any_case_and_width(language: str, name: str) -> None:
    assert folded(language) == name


def test_what_is_not_checked_has_one_option() -> None:
    assert options_of("ＹＡＭＬ") == options_of("console")
    assert {"fragment", "expect", "skip"} <= set(options_of("console"))
    assert options_of("go") == options_of("") == ("skip",)
