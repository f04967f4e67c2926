"""What is kept of a CRD, and that parts that several kinds have are stored once."""

from __future__ import annotations

from pathlib import Path
from subprocess import run
from typing import Any

import pytest

from kubefence.schema.custom import carried
from tests.custom_resources import crd
from tests.helpers import loaded_script

facts = loaded_script("custom_facts")
script = loaded_script("update_custom")


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        ({"type": "string", "description": "a", "pattern": "^a$", "default": "a"}, {"type": "string"}),
        ({"type": "string", "enum": ["a"], "format": "date"}, {"type": "string", "enum": ["a"], "format": "date"}),
        ({"type": "integer", "minimum": 0, "nullable": False}, {"type": "integer", "minimum": 0}),
        (
            {"required": ["a", "b"], "properties": {"a": {"default": 1}, "b": {}}},
            {"required": ["b"], "properties": {"a": {}, "b": {}}},
        ),
        ({"x-kubernetes-list-type": "atomic"}, {}),
        (
            {"x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["a"]},
            {"x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["a"]},
        ),
        ({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}),
        ({"oneOf": [{"required": ["a"]}, {"pattern": "a"}]}, {}),
        ({"not": {"properties": {"a": {"pattern": "a"}}}}, {}),
        ({"anyOf": [{"pattern": "a"}, {"enum": ["b"]}]}, {}),
        ({"allOf": [{"pattern": "a"}, {"maxLength": 3}]}, {"allOf": [{"maxLength": 3}]}),
        ({"additionalProperties": True}, {"additionalProperties": True}),
    ],
)
def test_facts_are_kept_and_nothing_becomes_stricter(schema: dict[str, Any], kept: dict[str, Any]) -> None:
    assert facts.reduced_schema(schema) == kept


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one repository of one CRD."""
    repository = tmp_path / "a+b"
    (repository / "crds").mkdir(parents=True)
    part = "{type: object, properties: {first: {type: string, maxLength: 10}, second: {type: string, maxLength: 12}}}"
    schema = f"type: object\nproperties: {{one: {part}, other: {part}}}"
    (repository / "crds" / "a.yaml").write_text(crd(schema, status=True), encoding="utf-8")
    who = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "a"], ["tag", "v1"]):
        run(["git", *command], cwd=repository, check=True)
    return tmp_path


def made(folder: Path, monkeypatch: pytest.MonkeyPatch, *paths: str) -> dict[str, str]:
    monkeypatch.setattr(script, "SOURCES", (script.Source("a/b", "v1", paths or ("crds/*.yaml",)),))
    return {path.name: text for path, text in script.made_of(folder).items()}


def test_parts_that_are_alike_are_stored_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = made(folder, monkeypatch)
    assert "a/b v1" in files["NOTICE"]
    shared, whole = files["kinds.jsonl"].splitlines()
    assert shared.count("maxLength") == 2
    assert whole.count('{"$":0}') == 2
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(carried, "DATA", tmp_path)
    for cached in (carried.find, carried._index, carried._lines, carried._line):
        cached.cache_clear()
    try:
        custom = carried.find("space.example.com/v1", "Rocket")
        assert custom is not None
        assert (custom.cluster, custom.status, custom.carried, custom.asks_more) == (False, True, "a/b v1", False)
        fields = custom.schema["properties"]["spec"]["properties"]
        assert (
            fields["one"]
            == fields["other"]
            == {
                "type": "object",
                "properties": {
                    name: {"type": "string", "maxLength": most} for name, most in (("first", 10), ("second", 12))
                },
            }
        )
    finally:
        for cached in (carried.find, carried._index, carried._lines, carried._line):
            cached.cache_clear()


def test_a_source_that_has_no_such_file_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(script.Unread, match=r"v1 has no file other/\*\.yaml"):
        made(folder, monkeypatch, "other/*.yaml")
    monkeypatch.setattr(script, "SOURCES", (script.Source("a/b", "v2", ("crds/*.yaml",)),))
    with pytest.raises(script.Unread, match="a\\+b"):
        script.made_of(folder)
