"""Names that the prose of a page writes as code exist, and the table of those that no other table has is in use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studybook.claims import fields, names, prose, vocabulary

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("matchLabelKeys", ""),
        ("matchLabelKey", "there is no field, kind or value matchLabelKey; did you mean matchLabelKeys?"),
        ("TopologySpreadConstraint", ""),
        ("HTTPRoute", ""),
        ("StatefullSet", "there is no field, kind or value StatefullSet; did you mean StatefulSet?"),
        ("kubectl drain --ignore-daemonsets", ""),
        ("--ignore-daemonset", "there is no flag --ignore-daemonset; did you mean --ignore-daemonsets?"),
        ("spec.template.spec.containers[].resources.limits", ""),
        ("status.conditions[0].reason", ""),
        ("metadata.annotations", ""),
        ("spec.template.containers", "there is no way to a field spec.template.containers"),
        ("spec.replica", "there is no way to a field spec.replica"),
        ("kubectl rollout undo", ""),
        ("kubectl get pods", ""),
        ("kubectl rollout rollback", "there is no command kubectl rollout rollback"),
        ("kubectl crate", "there is no command kubectl crate; did you mean create?"),
        ("helm upgrade --install", ""),
        ("example.com/someThing", ""),
        ("two words", ""),
    ],
)
def test_a_name_in_prose(code: str, told: str) -> None:
    found = [text.en for _, text in names.problems(f"一句话。\n\n用 `{code}` 写。\n")]
    assert found if told else not found
    assert all(text.startswith(told) for text in found)


def test_it_is_told_by_line_and_what_an_example_shows_is_its_own() -> None:
    page = "---\ntitle: `noSuchField`\n---\n\n`noSuchField`\n\n```yaml\nmyField: 1\n```\n\n`myField` ``noOtherField``\n"
    assert [line for line, _ in names.problems(page)] == [5, 11]


def test_only_prose_is_read() -> None:
    page = "---\ntitle: x\n---\na\n````text\n```\nb\n````\n> ```yaml\n> c\n> ```\nd\n"
    assert list(prose.lines(page)) == [(4, "a"), (12, "d")]


def test_what_no_table_has_is_on_a_page() -> None:
    texts = [path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")]
    pages = "\n".join(texts)
    said = {code for text in texts for _, code in prose.code(text)}
    found = {word for code in said for word in re.findall(r"[\w-]+", code)}
    for group in vocabulary.groups():
        assert group.reason
        assert group.source
        assert not {word for word in group.words if word not in found}, group.reason
        assert not {flag for flag in group.flags if f"--{flag}" not in pages}, group.reason
        assert not {way for way in group.ways if way not in pages}, group.reason
        assert not {command for command in group.commands if command not in pages}, group.reason
        assert not group.words & vocabulary.tabled(), group.reason
        assert not group.flags & vocabulary.tabled_flags(), group.reason
        assert not {way for way in group.ways if fields.exists(way)}, group.reason
