"""One schema laid over those of several versions: never laxer than any of them, and no stricter than it must be."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from kubefence.schema.pack import builtin
from kubefence.schema.shared import strictest
from kubefence.schema.validate import Schemas
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Json


def closed(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def schema(definition: dict[str, Any], **others: dict[str, Any]) -> dict[str, Any]:
    return {"$ref": "#/$defs/Top", "$defs": {"Top": definition, **others}}


TEXT, NUMBER, INNER = {"type": "string"}, {"type": "integer"}, {"$ref": "#/$defs/Inner"}
OLD = schema(closed({"name": TEXT, "size": {"enum": ["s", "m"]}}))
NEW = schema(
    closed({"name": TEXT, "size": {"enum": ["m", "l"]}, "more": INNER}, ("name",)), Inner=closed({"a": NUMBER})
)


@pytest.mark.parametrize(
    ("value", "accepted"),
    [
        ({"name": "a"}, True),
        ({"name": "a", "size": "m"}, True),
        ({"name": "a", "size": "s"}, False),
        ({"name": "a", "size": "l"}, False),
        ({"name": "a", "more": {"a": 1}}, False),
        ({}, False),
        ({"name": 1}, False),
    ],
)
def test_only_what_all_accept_is_accepted(value: Any, accepted: bool) -> None:
    assert jsonschema_rs.is_valid(strictest([OLD, NEW]), value) is accepted
    assert accepted is all(jsonschema_rs.is_valid(one, value) for one in (OLD, NEW))


def test_objects_that_are_open_keep_the_fields_that_only_one_knows() -> None:
    one = schema({"type": "object", "properties": {"a": TEXT}})
    other = schema({"type": "object", "properties": {"b": NUMBER}})
    assert jsonschema_rs.is_valid(strictest([one, other]), {"a": "x", "b": 1})
    assert not jsonschema_rs.is_valid(strictest([one, other]), {"a": "x", "b": "y"})


def test_a_field_that_only_some_versions_have_is_told_for_the_others() -> None:
    versions = tuple(map(parse_version, ("1.27", "1.28", "1.36")))
    container: Json = {"name": "a", "image": "b", "restartPolicy": "Always"}
    pod: Json = {
        "apiVersion": "v1",
        "kind": "Pod",
        "spec": {"containers": [{"name": "c"}], "initContainers": [container]},
    }
    found = list(Schemas(builtin()).check(pod, versions, {"$ref": "#/$defs/io.k8s.api.core.v1.Pod"}))
    assert [(where, problem.rule) for where, problem in found] == [(versions[:1], "unknown-field")]
