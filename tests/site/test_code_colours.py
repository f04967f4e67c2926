"""Code can be read: every token colour on every background that a block or a line of it can have, 4.5:1 or more."""

from __future__ import annotations

import re

import pytest

from tests.site.sheets import SCHEMES, Colour, Scheme, contrast, rules

ENOUGH = 4.5
"""WCAG 2, success criterion 1.4.3, for text of any size."""
TOKEN = re.compile(r"\.highlight (\.\w+)")
LINK = re.compile(r"\.md-typeset a(?::focus|:hover)? code")
BLOCK = "var(--md-code-bg-color)"


def _of_tokens(prop: str) -> dict[str, str]:
    """Value of this property for each class of Pygments that a rule names."""
    return {m[1]: rule.value for rule in rules() if rule.name == prop and (m := TOKEN.fullmatch(rule.selector))}


def _texts() -> dict[str, str]:
    links = {rule.selector: rule.value for rule in rules() if rule.name == "color" and LINK.fullmatch(rule.selector)}
    return {"code": "var(--md-code-fg-color)", **_of_tokens("color"), **links}


def _backgrounds(scheme: Scheme) -> dict[str, Colour]:
    block = scheme.colour(BLOCK)
    lines = {name: scheme.colour(value).over(block) for name, value in _of_tokens("background-color").items()}
    return {"block": block, **lines}


def test_the_sheets_are_understood() -> None:
    """The classes that the theme colours are found; without them the test below would say nothing."""
    assert {".k", ".nt", ".s", ".c1", ".mi", ".p", ".gp"} <= set(_of_tokens("color"))
    assert {".hll", ".gd", ".gi"} <= set(_of_tokens("background-color"))
    assert any("a" in name and "code" in name for name in _texts() if " code" in name)


def test_contrast_is_that_of_wcag() -> None:
    black, white = Colour(0, 0, 0, 1), Colour(1, 1, 1, 1)
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(Colour(0x3F / 255, 0x6E / 255, 0xC6 / 255, 1), Colour(0xE3 / 255, 0xEA / 255, 0xF6 / 255, 1)) == (
        pytest.approx(4.07, abs=0.01)
    )


@pytest.mark.parametrize("name", SCHEMES)
def test_code_is_readable_on_every_background(name: str) -> None:
    scheme = Scheme(name)
    pale = [
        f"{text} on {place}: {ratio:.2f}"
        for place, below in _backgrounds(scheme).items()
        for text, value in _texts().items()
        if (ratio := contrast(scheme.colour(value).over(below), below)) < ENOUGH
    ]
    assert pale == []
