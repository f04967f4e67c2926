"""What a configuration accepts: files that are left out, and rules that weigh less."""

import json
from typing import Any

import pytest

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

from .conftest import Outcome, Run, write

STYLE = CONFIG_MAP + "data: {a:  b}\n"


def toml(value: Any) -> str:
    """Texts, lists of them and what is no text are alike in JSON; tables are not."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {json.dumps(each)}" for name, each in value.items()) + "}"
    return json.dumps(value)


def configured(**options: Any) -> None:
    write("kubefence.toml", "".join(f"{name} = {toml(value)}\n" for name, value in options.items()))


def rules(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(f["path"], f["rule"], f["severity"]) for f in json.loads(outcome.out)["findings"]]


def notes(outcome: Outcome) -> list[str]:
    return [str(note) for note in json.loads(outcome.out)["notes"]]


# What is left out


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ([], ["a.md", "charts/x/templates/t.yaml", "charts/x/values.yaml", "docs/a.md"]),
        (["charts/*/templates/"], ["a.md", "charts/x/values.yaml", "docs/a.md"]),
        (["a.md"], ["charts/x/templates/t.yaml", "charts/x/values.yaml"]),
        (["/a.md"], ["charts/x/templates/t.yaml", "charts/x/values.yaml", "docs/a.md"]),
        (["charts", "!charts/x/values.yaml"], ["a.md", "charts/x/values.yaml", "docs/a.md"]),
        (["charts/**", "!charts/*/", "!values.yaml"], ["a.md", "charts/x/values.yaml", "docs/a.md"]),
        (["**/*.md"], ["charts/x/templates/t.yaml", "charts/x/values.yaml"]),
    ],
)
def test_files_are_left_out_by_patterns(run: Run, patterns: list[str], left: list[str]) -> None:
    for name in ("a.md", "docs/a.md"):
        write(name, fenced(WRONG_CONFIG_MAP))
    for name in ("charts/x/templates/t.yaml", "charts/x/values.yaml"):
        write(name, WRONG_CONFIG_MAP)
    configured(exclude=patterns)
    outcome = run(".", "--format", "json", "--no-lint")
    assert [path for path, *_ in outcome.spots] == left
    many = "1 file was" if len(left) == 3 else f"{4 - len(left)} files were"
    assert notes(outcome) == ([f"{many} left out, as exclude says"] if len(left) < 4 else [])


def test_patterns_count_from_the_configuration(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("docs/in/a.yaml", WRONG_CONFIG_MAP)
    write("other/a.yaml", WRONG_CONFIG_MAP)
    configured(exclude=["/docs/in"])
    monkeypatch.chdir("docs")
    assert run(".", "--format", "json").spots == []
    assert [path for path, *_ in run("../other", "--format", "json", "--config", "../kubefence.toml").spots] == [
        "../other/a.yaml"
    ]


def test_a_file_that_is_named_is_left_out_too_for_hooks_name_them_all(run: Run) -> None:
    write("a.yaml", WRONG_CONFIG_MAP)
    configured(exclude=["a.yaml"])
    outcome = run("a.yaml", "--lang", "zh")
    assert outcome.status == 0
    assert "提示: 按 exclude 排除了 1 个文件" in outcome.out


def test_what_is_left_out_is_not_even_read(run: Run) -> None:
    write("a.yaml", b"\0\1\2")
    write("b.md", "文\n")
    assert run(".", "--format", "json").spots == [("a.yaml", 1, 1, "not-utf8")]
    configured(exclude=["a.yaml"])
    assert run(".", "--format", "json").spots == []


# What is verified without a PATH


def test_paths_of_the_configuration(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("docs/a.md", fenced(WRONG_CONFIG_MAP))
    write("examples/b.yaml", WRONG_CONFIG_MAP)
    write("c.yaml", WRONG_CONFIG_MAP)
    configured(paths=["docs", "examples/b.yaml"])
    assert [path for path, *_ in run("--format", "json").spots] == ["docs/a.md", "examples/b.yaml"]
    assert [path for path, *_ in run("c.yaml", "--format", "json").spots] == ["c.yaml"]
    monkeypatch.chdir("docs")
    assert [path for path, *_ in run("--format", "json").spots] == ["../examples/b.yaml", "a.md"]


def test_a_path_of_the_configuration_that_is_not_there(run: Run) -> None:
    configured(paths=["gone"])
    outcome = run("--lang", "en")
    assert (outcome.status, outcome.err) == (2, "kubefence: gone: no such file or folder\n")


# How severe


@pytest.mark.parametrize(
    ("level", "status", "found"),
    [
        ("error", 1, [("a.yaml", "unknown-field", "error")]),
        ("warning", 0, [("a.yaml", "unknown-field", "warning")]),
        ("note", 0, [("a.yaml", "unknown-field", "note")]),
        ("off", 0, []),
    ],
)
def test_a_rule_is_as_severe_as_it_says(run: Run, level: str, status: int, found: list[Any]) -> None:
    write("a.yaml", WRONG_CONFIG_MAP)
    configured(severity={"unknown-field": level})
    outcome = run("a.yaml", "--format", "json")
    assert (outcome.status, rules(outcome)) == (status, found)


def test_style_may_be_an_error(run: Run) -> None:
    write("a.yaml", STYLE)
    configured(severity={"yamllint:colons": "error"})
    assert rules(run("a.yaml", "--format", "json")) == [("a.yaml", "yamllint:colons", "error")]


def test_a_wrong_example_still_has_to_be_wrong(run: Run) -> None:
    configured(severity={"unknown-field": "off"})
    write("a.md", fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-field"'))
    assert run("a.md").status == 0
    write("a.md", fenced(CONFIG_MAP, 'yaml expect="unknown-field"'))
    assert [rule for *_, rule in run("a.md", "--format", "json").spots] == ["expectation-not-met"]


@pytest.mark.parametrize(
    ("severity", "told"),
    [
        ({"unknown-feld": "off"}, ":1:12: there is no rule 'unknown-feld'; did you mean unknown-field?"),
        (
            {"unknown-field": "of"},
            "severity.unknown-field: there is no 'of'; there are error, warning, note, off; did",
        ),
        ({"internal-error": "off"}, ":1:12: internal-error is about what was not looked at, so its severity is fixed"),
        ({"unknown-field": True}, "severity.unknown-field: this has to be one of error, warning, note, off"),
        (["unknown-field"], ":1:12: severity: this has to be a mapping of rules to one of"),
    ],
)
def test_what_is_wrong_with_severities(run: Run, severity: Any, told: str) -> None:
    write("a.yaml", CONFIG_MAP)
    configured(severity=severity)
    outcome = run("a.yaml", "--lang", "en")
    assert (outcome.status, outcome.out) == (2, "")
    assert told in outcome.err


def test_a_rule_that_there_is_not_is_told_at_its_line(run: Run) -> None:
    write("a.yaml", CONFIG_MAP)
    write("kubefence.toml", '[severity]\nunknown-field = "off"\n"yamlint:colons" = "off"\n')
    assert "kubefence.toml:3:1: there is no rule 'yamlint:colons'" in run("a.yaml", "--lang", "en").err
