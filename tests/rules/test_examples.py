"""Every rule is what its documentation says: its wrong example breaks it and nothing else, its right one is clean."""

import pytest

from kubefence.rules.engine import registry
from kubefence.rules.engine.model import Rule
from kubefence.testing import assert_right_example, assert_wrong_example

RULES = registry.rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_wrong_example_breaks_exactly_its_rule(rule: Rule) -> None:
    assert_wrong_example(rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_right_example_is_clean(rule: Rule) -> None:
    assert_right_example(rule)


def test_nothing_is_left_to_write() -> None:
    """``make rule`` starts one with marks where its texts belong."""
    assert [rule.id for rule in RULES if "待写" in repr(rule)] == []


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
