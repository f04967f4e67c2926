"""What is wrong is found behind an entry of a list that is none, too: a check that meets one goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import yaml
from tests.helpers import verifier

from kubefence import Page
from kubefence.rules.engine import registry
from kubefence.rules.engine.model import Rule

STRAY = (None, 5, "q", {})
ALL_OF_IT = {
    "costly-expression": "x-kubernetes-validations",  # what one may cost is asked of rules that can be read
    "label-key-in-selector": "matchLabelKeys",
    "request-without-device": "firstAvailable",  # there is something now
}
"""Rules that need the whole of a list to be right, and what it is called."""


def documents(rule: Rule) -> list[Any]:
    """The wrong example; none where it is no YAML, which is what is wrong with some."""
    try:
        return [json.loads(json.dumps(each, default=str)) for each in yaml.safe_load_all(rule.wrong)]
    except yaml.YAMLError:
        return []


def lists(value: Any, name: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list in it, with the name of the field that it is."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, key)
    elif isinstance(value, list):
        yield name, value
        for item in value:
            yield from lists(item)


def found(rule: Rule, values: list[Any]) -> bool:
    text = "\n---\n".join(map(json.dumps, values))
    checked = verifier(rule.k8s) if rule.k8s else verifier()
    return rule.id in {finding.rule for finding in checked.verify(Page("a.yaml", text, markdown=False)).findings}


WITH_LISTS = [rule for rule in registry.rules() if len([*lists(documents(rule))]) > 1]


@pytest.mark.parametrize("rule", WITH_LISTS, ids=lambda rule: rule.id)
def test_a_stray_entry_hides_nothing(rule: Rule) -> None:
    values = documents(rule)
    assert found(rule, values)
    for number, (name, _) in enumerate(lists(values)):
        for stray in STRAY if number and name != ALL_OF_IT.get(rule.id) else ():
            spoiled = deepcopy(values)
            [*lists(spoiled)][number][1].insert(0, stray)
            assert found(rule, spoiled), f"{stray!r} in {name}"
