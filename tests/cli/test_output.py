"""The command: what it prints, and what it returns."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kubefence.report.formats import FORMATS
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

from .conftest import Run, write

WARNING = fenced(f"cat <<EOF\n{CONFIG_MAP}data:\n  a: $HOME\nEOF", "bash")
"""Breaks ``shell-expansion``, which only warns, at line 8."""


@pytest.mark.parametrize(
    ("text", "strict", "status"),
    [
        (fenced(CONFIG_MAP), False, 0),
        (fenced(CONFIG_MAP), True, 0),
        (WARNING, False, 0),
        (WARNING, True, 1),
        (fenced(WRONG_CONFIG_MAP), False, 1),
        ("文\n", True, 0),
    ],
)
def test_status(run: Run, text: str, strict: bool, status: int) -> None:
    write("a.md", text)
    assert run("a.md", *(["--strict"] if strict else [])).status == status


def test_json(run: Run) -> None:
    write("docs/a.md", "文\n\n" + fenced(CONFIG_MAP + "data:\n  a: 1\n  a: b\n") + WARNING + fenced("a: b", "text"))
    outcome = run("docs", "--format", "json", "--no-lint")
    report: dict[str, Any] = json.loads(outcome.out)
    assert list(report) == ["findings", "notes", "summary"]
    first, second = report["findings"]
    assert first == {
        "path": "docs/a.md",
        "line": 10,
        "column": 3,
        "end_line": 10,
        "end_column": 4,
        "rule": "duplicate-key",
        "severity": "error",
        "message": "the key a is given twice; keep one, alternatives need an example each",
        "field": "a",
        "versions": [],
        "related": [
            {
                "path": "docs/a.md",
                "line": 9,
                "column": 3,
                "end_line": 9,
                "end_column": 4,
                "message": "it is already here",
            }
        ],
    }
    assert (second["rule"], second["severity"], second["line"]) == ("shell-expansion", "warning", 19)
    summary = report["summary"]
    assert list(summary) == ["pages", "blocks", "findings", "seconds"]
    assert (summary["pages"], summary["findings"]) == (1, {"error": 1, "warning": 1, "note": 0})
    assert summary["blocks"] == {"command": 1, "manifest": 1, "other": 1}
    assert isinstance(summary["seconds"], float)


def test_github(run: Run) -> None:
    write("a.md", fenced(WRONG_CONFIG_MAP))
    outcome = run("a.md", "--format", "github")
    assert outcome.out == (
        "::error file=a.md,line=6,endLine=6,title=unknown-field,col=1,endColumn=3::"
        "there is no field dat; did you mean data? (dat; 1.35–1.37)\n"
    )
    assert outcome.status == 1


def test_text(run: Run) -> None:
    write("a.md", fenced(WRONG_CONFIG_MAP))
    outcome = run("a.md")
    first, *excerpt, summary = outcome.out.splitlines()
    assert first == "a.md:6:1: error: there is no field dat; did you mean data? [unknown-field] (dat; 1.35–1.37)"
    assert excerpt == ["    6 | dat: {}", "      | ^^^"]
    assert summary.startswith("1 error, 0 warnings; 1 file (1 manifest), ")


def test_messages_in_both_languages(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", fenced(WRONG_CONFIG_MAP))
    en, zh = "there is no field dat; did you mean data?", "没有名为 dat 的字段；是不是 data？"
    assert en in run("a.md", "--lang", "en").out
    assert zh in run("a.md", "--lang", "zh").out
    assert zh in run("a.md", "--lang", "zh", "--format", "json").out
    assert zh in run("a.md", "--lang", "zh", "--format", "github").out
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert zh in run("a.md").out
    assert en in run("a.md", "--lang", "en").out
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert en in run("a.md").out
    write("mkdocs.yml", "theme: {name: material, language: zh}\n")
    assert zh in run("a.md").out
    write("mkdocs.yml", "theme: {name: material, language: zh}\nplugins: [kubefence: {lang: en}]\n")
    assert en in run("a.md").out


def test_output_for_a_program_has_neither_colours_nor_a_bar(run: Run) -> None:
    for number in range(60):
        write(f"docs/{number}.md", fenced(WRONG_CONFIG_MAP))
    outcome = run("docs")
    assert "\x1b" not in outcome.out + outcome.err
    assert outcome.err == ""


def test_a_reader_that_leaves_ends_it_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(fenced(WRONG_CONFIG_MAP) * 800, encoding="utf-8")
    command = f"{sys.executable} -m kubefence.edge.cli a.md --no-cache --no-lint | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("form", FORMATS)
def test_a_disk_that_is_full_is_no_mistake_of_the_command(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.md").write_text(fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    command = f"{sys.executable} -m kubefence.edge.cli a.md --no-cache --lang en --format {form} >/dev/full"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kubefence: the system does not allow this: No space left on device\n"


def test_a_terminal_that_cannot_show_everything(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    command = [sys.executable, "-m", "kubefence.edge.cli", "a.md", "--no-cache", "--lang", "zh"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"a.md:6:1: " in done.stdout
