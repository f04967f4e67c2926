"""Rules that are not about manifests are explained as well; their examples are what they are said to be."""

import pytest

from kubefence import Config, Page, catalog, verify
from kubefence.catalog import (
    of_belonging,
    of_commands,
    of_comments,
    of_custom,
    of_fences,
    of_formats,
    of_sites,
    of_text,
)
from kubefence.catalog.note import Note
from kubefence.catalog.notes import NOTES
from kubefence.html.rules import RULES

EXAMPLES = {name: note for name, note in NOTES.items() if note.wrong}
NO_EXAMPLES = {
    "alias-bomb",  # long
    "too-large",
    "too-deep",
    "include-bomb",
    "too-intricate",
    "barred-snippet",  # of files, folders, sites and installations
    "not-checked",
    "not-utf8",
    "unreadable-file",
    "barred-file",
    "extension-left-out",
    "no-blocks",
    "unsafe-manifest-name",
    "same-manifest-name",
    "missing-report-page",
    "internal-error",
}


def found(note: Note, text: str) -> set[tuple[str, str]]:
    config = Config(lint=None, page_rules=RULES)
    page = Page(note.file, text, markdown=note.file.endswith(".md"))
    return {(finding.rule, finding.severity) for finding in verify([page], config).findings}


def test_every_rule_has_one_note() -> None:
    assert set(NOTES) == set(catalog.RULES)
    parts = (of_belonging, of_commands, of_comments, of_custom, of_fences, of_formats, of_sites, of_text)
    assert len(NOTES) == sum(len(part.NOTES) for part in parts)


def test_every_rule_has_examples_where_they_can_be_shown() -> None:
    assert set(NOTES) - set(EXAMPLES) == NO_EXAMPLES
    assert all(bool(note.right) == bool(note.wrong) for note in NOTES.values())


@pytest.mark.parametrize(("name", "note"), EXAMPLES.items(), ids=EXAMPLES)
def test_the_wrong_example_breaks_exactly_its_rule(name: str, note: Note) -> None:
    assert found(note, note.wrong) == {(name, note.severity)}


@pytest.mark.parametrize("note", EXAMPLES.values(), ids=EXAMPLES)
def test_the_right_example_is_clean(note: Note) -> None:
    assert found(note, note.right) == set()
