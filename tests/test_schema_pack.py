"""The pack of schemas: made from the pinned package, the same bytes each time, small, and with its notice."""

import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from kubefence.config import DEFAULT_RANGE
from kubefence.schema.pack import builtin
from kubefence.versions import Version, select
from tests.helpers import loaded_script


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return loaded_script("update_schemas")


def test_regenerating_it_gives_the_same_bytes(script: ModuleType) -> None:
    made = script.generate()
    assert made == script.generate()
    for name, text in made.items():
        assert (script.DATA / name).read_bytes() == text.encode(), f"{name} differs; run scripts/update_schemas.py"
    assert {path.name for path in script.DATA.iterdir()} == set(made)


def test_it_names_its_source_and_carries_its_notice(script: ModuleType) -> None:
    assert builtin().source == "kubernetes-validate 1.37.0"
    notice = (script.DATA / "NOTICE").read_text(encoding="utf-8")
    assert "kubernetes-validate 1.37.0" in notice
    assert "Apache License" in notice


def test_versions() -> None:
    assert {Version(1, minor) for minor in range(30, 38)} <= set(builtin().versions)
    assert select(DEFAULT_RANGE, builtin().versions) == tuple(Version(1, minor) for minor in (35, 36, 37))


def keys(schema: Any, names: bool = False) -> Iterator[str]:
    """The keywords of a schema, not the names of the fields that it describes."""
    if isinstance(schema, list):
        for item in schema:
            yield from keys(item)
    elif isinstance(schema, dict):
        if not names:
            yield from schema
        for key, inner in schema.items():
            yield from keys(inner, names=key == "properties" and not names)


def test_descriptions_are_stripped(script: ModuleType) -> None:
    lines = (script.DATA / "definitions.jsonl").read_text(encoding="utf-8").splitlines()
    assert "description" not in {key for line in lines for key in keys(json.loads(line))}


def test_every_object_is_closed_to_unknown_fields() -> None:
    pack, version = builtin(), builtin().versions[-1]
    loose = [
        name
        for name in pack.names(version)
        if "properties" in (schema := pack.definition(version, name))
        and schema.get("additionalProperties") is not False
    ]
    assert all(name.endswith((".JSONSchemaProps", ".JSON")) for name in loose), loose
