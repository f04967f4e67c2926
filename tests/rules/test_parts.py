"""Each field of a sound object is sound by itself, as a fragment: what it goes with may stand elsewhere.

The samples are those that the verdicts are made of; what lies in each is taken out and shown alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sound_samples import objects
from tests.helpers import fenced, findings

OPEN = ("openAPIV3Schema",)
"""What the schema leaves open somewhere below: there fragments have no type."""


def parts(value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """The path of each mapping, and each field of it."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from parts(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield path, name, inner
            if name.isidentifier() and name not in OPEN:
                yield from parts(inner, f"{path}.{name}")


@pytest.mark.parametrize("sample", list(objects()), ids=lambda sample: sample["kind"])
def test_each_field_alone(sample: dict[str, Any]) -> None:
    whole = f"{sample['apiVersion']}/{sample['kind']}"
    for path, name, value in parts({name: sample[name] for name in sample.keys() - {"apiVersion", "kind"}}, whole):
        if path != whole:
            block = fenced(json.dumps({name: value}), f'yaml fragment="{path}"')
            found = [f"{finding.rule} {finding.field}" for finding in findings(block, k8s="1.37")]
            assert found == [], f"{path}: {block}"
