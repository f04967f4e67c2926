"""Whatever stands where a name, a key, a port or a label is looked for: nothing fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from kubefence.belonging.belonging import alone
from kubefence.checks.syntax import read
from kubefence.positions import FileMap
from tests.belonging.manifests import RULES, config_map, deployment, ingress, pod, service, variable
from tests.belonging.test_labels import budget, monitor

OBJECTS = [
    yaml.safe_load(text)
    for text in (
        config_map(),
        pod(variable(), volumes="secret: {secretName: a, items: [{key: a, path: a}]}"),
        service(),
        ingress(),
        deployment(ports="[{name: http, containerPort: 80}]"),
        budget("{app: api}"),
        monitor("{app: web}"),
        "{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: a}, spec: {secretName: a}}",
        "{apiVersion: v1, kind: ConfigMapList, items: [{metadata: {name: settings}, data: {a: b}}]}",
    )
]
ODD = [None, [], {}, 1, True, "text", "<name>", [None], [1, {}], {"a": 1}]


def changed(value: Any) -> Iterator[Any]:
    """The value with something odd instead of each of its parts."""
    yield from ODD
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        for other in changed(inner):
            yield {**value, key: other} if isinstance(value, dict) else [*value[:key], other, *value[key + 1 :]]


@pytest.mark.parametrize("number", range(len(OBJECTS)))
def test_any_value_in_place_of_what_is_looked_at(number: int) -> None:
    others = [each for each in OBJECTS if each is not OBJECTS[number]]
    for odd in changed(OBJECTS[number]):
        text = "\n---\n".join(map(json.dumps, [odd, *others]))
        assert {finding.rule for finding in alone(read(text, FileMap("all.yaml")).objects)} <= RULES
