"""A check with triggers may be left out where none of them is written: there it would find nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.manifests import KINDS, NEWEST, manifest, spoiled

from kubefence.positions import FileMap
from kubefence.problems import Problem
from kubefence.rules.engine import plan, registry
from kubefence.rules.engine.model import Check, Root, Site, Triggered, when
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.rules.engine.walk import Walker
from kubefence.schema.navigate import short_name
from kubefence.schema.pack import REF, builtin
from kubefence.yamldoc.document import Document
from kubefence.yamldoc.load import load

PACK = builtin()


def always(check: Check, _: tuple[str, ...]) -> tuple[Check, ...]:
    return (check.check if isinstance(check, Triggered) else check,)


def walked(values: list[Any]) -> list[list[Problem]]:
    walker = Walker(PACK, NEWEST, Rulebook(PACK))
    return [
        walker.problems(value, {"$ref": REF + PACK.kinds[kind(value)]}, (), whole=whole)
        for value in values
        for whole in (True, False)
    ]


def kind(value: Any) -> str:
    return f"{value.get('apiVersion')}/{value.get('kind')}" if isinstance(value, dict) else ""


def compare(values: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    found = walked(values)
    monkeypatch.setattr(plan, "_due", always)
    assert found == walked(values)


def examples() -> Iterator[Any]:
    for rule in registry.rules():
        for text in (rule.wrong, rule.right):
            documents = (part for part in load(text, FileMap("")) if isinstance(part, Document))
            yield from (part.value for part in documents if kind(part.value) in KINDS)


def test_examples_of_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    values = list(examples())
    assert len(values) > len(registry.rules())
    compare(values, monkeypatch)


@pytest.mark.parametrize("part", range(6))
def test_manifests_of_every_kind_whole_and_spoiled(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    values = [
        spoiled(manifest(name, seed), seed, times) for name in KINDS[part::6] for seed in range(4) for times in (0, 3)
    ]
    compare([value for value in values if kind(value) in KINDS], monkeypatch)


def test_where_one_check_calls_another_it_need_not_ask_what_triggers_that() -> None:
    site = Site({}, (), "core.v1.Pod", Root({}, "core.v1.Pod"), None)
    problem = site.problem("invalid-value", "spec", "", "")
    check = when("spec")(lambda _: iter([problem]))
    assert list(check(site)) == [problem]


def test_triggers_are_fields() -> None:
    seen = 0
    for name in {name for version in PACK.versions for name in PACK.names(version)}:
        fields = {
            field for version in PACK.living(name) for field in PACK.definition(version, name).get("properties", {})
        }
        for check in registry.checks(short_name(name)):
            if isinstance(check, Triggered):
                seen += 1
                assert check.fields & fields, (name, check.check)
    assert seen > 10
