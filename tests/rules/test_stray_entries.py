"""What is wrong is found behind an entry of a list that is none, too: a check that meets one goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import yaml
from sound_samples import objects
from tests.helpers import verifier

from kubefence import Page
from kubefence.positions import Span
from kubefence.rules.engine import registry
from kubefence.rules.engine.model import Rule

STRAY: tuple[Any, ...] = (None, 5, "q", {})
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


def broken(values: list[Any], k8s: str = "") -> set[str]:
    """The rules that documents break."""
    text = "\n---\n".join(map(json.dumps, values))
    checked = verifier(k8s) if k8s else verifier()
    return {finding.rule for finding in checked.verify(Page("a.yaml", text, markdown=False)).findings}


WITH_LISTS = [rule for rule in registry.rules() if len([*lists(documents(rule))]) > 1]


@pytest.mark.parametrize("rule", WITH_LISTS, ids=lambda rule: rule.id)
def test_a_stray_entry_hides_nothing(rule: Rule) -> None:
    values = documents(rule)
    assert rule.id in broken(values, rule.k8s)
    for number, (name, _) in enumerate(lists(values)):
        for stray in STRAY if number and name != ALL_OF_IT.get(rule.id) else ():
            spoiled = deepcopy(values)
            [*lists(spoiled)][number][1].insert(0, stray)
            assert rule.id in broken(spoiled, rule.k8s), f"{stray!r} in {name}"


@pytest.mark.parametrize("sample", list(objects()), ids=lambda sample: sample["kind"])
def test_nor_that_another_stands_twice(sample: dict[str, Any]) -> None:
    for number, (name, entries) in enumerate(lists(sample)):
        if entries and isinstance(entries[0], dict):
            again = broken([with_more(sample, number, entries[0])])
            for stray in STRAY if again else ():
                assert again <= broken([with_more(sample, number, stray, entries[0])]), f"{stray!r} in {name}"


TWICE = ("ambiguous-port-name", "duplicate-entry", "duplicate-port", "hidden-variable", "repeated-host-alias")
ALONE = (
    "nodePort",
    "matchLabelExpressions",
    "tolerations[1]",
    "audience",
    "drivers[1].name",
    "forZones",
    "topologySpread",
)
"""What is told without the other, as there is only one more, or of which the first is the one that is named."""


@pytest.mark.parametrize("sample", list(objects()), ids=lambda sample: sample["kind"])
def test_what_stands_twice_refers_to_where_it_stood_first(sample: dict[str, Any]) -> None:
    for number, (_, entries) in enumerate(lists(sample)):
        if entries and isinstance(entries[0], dict):
            text = json.dumps(with_more(sample, number, entries[0]), indent=1)
            for finding in verifier().verify(Page("a.yaml", text, markdown=False)).findings:
                if finding.rule in TWICE and not any(part in finding.field for part in ALONE):
                    assert len(finding.related) == 1, finding.field
                    (first,) = finding.related
                    assert first.place.span < finding.span
                    here, there = stretch(text, finding.span), stretch(text, first.place.span)
                    assert here in there or there in here, finding.field


def stretch(text: str, span: Span) -> str:
    """What a span covers, without the indentation of its lines."""
    lines = text.splitlines()[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(map(str.strip, lines))


def with_more(sample: dict[str, Any], number: int, *entries: Any) -> dict[str, Any]:
    """The sample with more entries in one of its lists."""
    spoiled = deepcopy(sample)
    [*lists(spoiled)][number][1].extend(deepcopy(entries))
    return spoiled
