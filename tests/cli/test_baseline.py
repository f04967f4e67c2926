"""The baseline: what is wrong today is not told, what is new is, and what is mended drops out."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

from .conftest import Run, write
from .test_accepted import configured, notes, rules

NAME = "kubefence-baseline.json"
UNNAMED = "apiVersion: v1\nkind: ConfigMap\n"
STYLE = CONFIG_MAP + "data: {a:  b}\n"


@pytest.fixture
def started(run: Run) -> Run:
    """A tree with two mistakes in its baseline."""
    write("docs/a.md", "文\n\n" + fenced(WRONG_CONFIG_MAP))
    write("docs/b.yaml", UNNAMED)
    configured(baseline=NAME, yamllint=False)
    outcome = run("docs", "--write-baseline", "--lang", "en")
    assert outcome.status == 0
    assert f"note: 2 findings are in {NAME} and not told" in outcome.out
    return run


def new(run: Run, *arguments: str) -> list[tuple[str, str]]:
    """What is told of the tree."""
    return [(path, rule) for path, rule, _ in rules(run(*(arguments or ("docs",)), "--format", "json"))]


def test_what_is_in_it_is_not_told(started: Run) -> None:
    assert started("docs").status == 0
    assert new(started) == []


def test_it_lists_file_rule_and_fingerprint_one_a_line(started: Run) -> None:
    text = Path(NAME).read_text("utf-8")
    content = json.loads(text)
    assert {path: list(each) for path, each in content["sources"].items()} == {
        "docs/a.md": ["unknown-field"],
        "docs/b.yaml": ["missing-field"],
    }
    assert text.count("\n") == 17
    assert started("docs", "--write-baseline").status == 0
    assert Path(NAME).read_text("utf-8") == text


def test_lines_may_move(started: Run) -> None:
    write("docs/a.md", "文\n\n更多\n\n" + fenced(CONFIG_MAP) + "\n" + fenced(WRONG_CONFIG_MAP))
    assert new(started) == []


def test_a_new_mistake_is_told_and_only_that(started: Run) -> None:
    write("docs/a.md", "文\n\n" + fenced(WRONG_CONFIG_MAP + "dta: {}\n"))
    outcome = started("docs", "--format", "json")
    assert outcome.status == 1
    assert outcome.spots == [("docs/a.md", 9, 1, "unknown-field")]
    write("docs/c.yaml", WRONG_CONFIG_MAP)
    assert new(started) == [("docs/a.md", "unknown-field"), ("docs/c.yaml", "unknown-field")]


def test_of_mistakes_that_are_alike_the_new_one_is_told(started: Run) -> None:
    """The same line elsewhere in the file: what is around it tells which one was there."""
    other = WRONG_CONFIG_MAP.replace("web", "other")
    write("docs/a.md", fenced(other) + "\n文\n\n" + fenced(WRONG_CONFIG_MAP))
    assert started("docs", "--format", "json").spots == [("docs/a.md", 6, 1, "unknown-field")]


def test_another_rule_at_the_same_line_is_new(started: Run) -> None:
    write("docs/a.md", "文\n\n" + fenced(WRONG_CONFIG_MAP.replace("dat: {}", "data: []")))
    assert new(started) == [("docs/a.md", "wrong-type")]


def test_what_is_mended_is_told_and_dropped(started: Run) -> None:
    write("docs/a.md", fenced(CONFIG_MAP))
    outcome = started("docs", "--format", "json")
    assert (outcome.status, outcome.spots) == (0, [])
    gone = f"1 entry of {NAME} no longer occurs (docs/a.md unknown-field): remove that with --write-baseline"
    assert notes(outcome) == [f"1 finding is in {NAME} and not told", gone]
    started("docs", "--write-baseline")
    assert list(json.loads(Path(NAME).read_text("utf-8"))["sources"]) == ["docs/b.yaml"]
    write("docs/a.md", "文\n\n" + fenced(WRONG_CONFIG_MAP))
    assert new(started) == [("docs/a.md", "unknown-field")]


def test_what_a_run_does_not_look_at_is_neither_gone_nor_dropped(started: Run) -> None:
    outcome = started("docs/b.yaml", "--format", "json")
    assert notes(outcome) == [f"1 finding is in {NAME} and not told"]
    started("docs/b.yaml", "--write-baseline")
    assert new(started) == []
    Path("docs/a.md").unlink()
    assert any("no longer occurs (docs/a.md" in note for note in notes(started("docs/b.yaml", "--format", "json")))


def test_warnings_are_in_it_and_notes_are_not(run: Run) -> None:
    write("a.md", fenced(STYLE) + "\n" + fenced("a: b\n"))
    configured(baseline=NAME)
    run("a.md", "--write-baseline")
    outcome = run("a.md", "--format", "json", "--strict")
    assert ("a.md", "not-identified", "error") in rules(outcome)
    assert [(rule, level) for _, rule, level in rules(run("a.md", "--format", "json"))] == [("not-identified", "note")]


def test_what_was_not_looked_at_cannot_be_in_it(run: Run) -> None:
    write("a.yaml", b"\0")
    configured(baseline=NAME)
    assert run("a.yaml", "--write-baseline").status == 1
    assert new(run, "a.yaml") == [("a.yaml", "not-utf8")]


def test_it_counts_from_its_own_folder(started: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("docs")
    assert new(started, ".") == []
    write("a.md", fenced(CONFIG_MAP))
    started(".", "--write-baseline")
    assert list(json.loads(Path("..", NAME).read_text("utf-8"))["sources"]) == ["docs/b.yaml"]


def test_what_a_page_includes_is_told_of_the_page(run: Run) -> None:
    for name in ("a", "b"):
        write(f"docs/{name}.md", '```yaml\n--8<-- "part.txt"\n```\n')
    write("part.txt", WRONG_CONFIG_MAP)
    write("mkdocs.yml", "markdown_extensions: [pymdownx.superfences, pymdownx.snippets]\n")
    configured(baseline=NAME)
    run("docs", "--write-baseline")
    assert new(run) == new(run, "docs/a.md") == []
    write("docs/c.md", '```yaml\n--8<-- "part.txt"\n```\n')
    assert new(run) == [("part.txt", "unknown-field")]


BAD: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"{", "this is no baseline of kubefence (Expecting property name"),
    "no UTF-8": (b"\xff", "this is no baseline of kubefence ('utf-8' codec"),
    "of others": (b'{"version": 1}', 'this is no baseline of kubefence (no "kubefence-baseline": 1)'),
    "of another form": (b'{"kubefence-baseline": 2}', "this is no baseline"),
    "a list": (b"[]", "this is no baseline"),
    "broken inside": (b'{"kubefence-baseline": 1, "sources": {"a": {"b": 1}}}', "(sources: {path: {rule"),
    "deep": (b"[" * 100_000, "this is no baseline"),
}


@pytest.mark.parametrize(("data", "told"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("option", [(), ("--write-baseline",)])
def test_a_file_that_is_no_baseline_is_never_written_over(run: Run, data: bytes, told: str, option: Any) -> None:
    write("a.yaml", CONFIG_MAP)
    write(NAME, data)
    configured(baseline=NAME)
    outcome = run("a.yaml", "--lang", "en", *option)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"kubefence: {NAME}: ")
    assert told in outcome.err
    assert Path(NAME).read_bytes() == data
    assert "不是 kubefence 的基线" in run("a.yaml", "--lang", "zh").err


def test_a_baseline_that_is_not_there(run: Run) -> None:
    write("a.yaml", CONFIG_MAP)
    configured(baseline=NAME)
    outcome = run("a.yaml", "--lang", "en")
    assert outcome.err.startswith(f"kubefence: {NAME}: there is no such baseline; write it with --write-baseline")
    Path(NAME).mkdir()
    assert "not a regular file" in run("a.yaml", "--lang", "en").err


def test_a_baseline_that_no_option_names(run: Run) -> None:
    write("a.yaml", CONFIG_MAP)
    outcome = run("a.yaml", "--lang", "en", "--write-baseline")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("kubefence: no file is named for the baseline; write baseline =")


def test_a_baseline_that_cannot_be_written(run: Run) -> None:
    write("a.yaml", CONFIG_MAP)
    configured(baseline="gone/b.json")
    outcome = run("a.yaml", "--lang", "en", "--write-baseline")
    assert outcome.err == "kubefence: gone/b.json: cannot be written: No such file or directory\n"
