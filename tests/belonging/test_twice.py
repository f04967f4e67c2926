"""The same object twice in one stream, and many of one name."""

from __future__ import annotations

import pytest

from tests.belonging.manifests import config_map, findings, page, pod, told, variable
from tests.helpers import rules

TWICE = f"{config_map()}---\n{config_map('{color: red}')}"


def test_the_same_object_twice_in_a_block() -> None:
    text = page(TWICE)
    assert told(text) == [("duplicate-object", "warning", 11, "settings")]
    (found,) = findings(text)
    assert "is there before (line 6)" in found.text.en
    assert [at.place.span.line for at in found.related] == [6]
    assert told(TWICE, path="all.yaml") == [("duplicate-object", "warning", 8, "settings")]


@pytest.mark.parametrize(
    "second",
    [
        config_map(metadata="{name: other}"),
        config_map(metadata="{name: settings, namespace: other}"),
        "apiVersion: v1\nkind: Secret\nmetadata: {name: settings}\n",
    ],
)
def test_two_objects(second: str) -> None:
    assert told(page(f"{config_map()}---\n{second}")) == []


@pytest.mark.parametrize("version", ["v2", "{}", "[v1]"])
def test_another_version_of_the_api_is_another_version(version: str) -> None:
    found = rules(page(f"{config_map()}---\n{config_map().replace('v1', version)}"))
    assert {"duplicate-object", "internal-error"}.isdisjoint(found)


def test_versions_in_several_blocks() -> None:
    assert told(page(config_map(), config_map("{color: red}"))) == []


def test_five_hundred_of_one_name() -> None:
    many = "---\n".join(config_map(f"{{color: 'n{number}'}}") for number in range(500))
    found = told(page(many, pod(variable(key="colour"))))
    assert [each[0] for each in found] == ["duplicate-object"] * 499 + ["missing-key"]
