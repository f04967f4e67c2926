"""The command: what it takes, what it prints, what it returns."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kubefence.edge import cli
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, indented

WARNING = fenced(f"cat <<EOF\n{CONFIG_MAP}data:\n  a: $HOME\nEOF", "bash")
"""Breaks ``shell-expansion``, which only warns, at line 8."""


class Outcome(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def spots(self) -> list[tuple[str, int, int, str]]:
        """Path, line, column and rule of every finding, from JSON."""
        return [(f["path"], f["line"], f["column"], f["rule"]) for f in json.loads(self.out)["findings"]]


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in an empty folder, in English, without a cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments: str, stdin: str | bytes = "") -> Outcome:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        try:
            status = cli.main([*arguments, "--no-cache"])
        except SystemExit as end:
            status = int(end.code or 0)
        return Outcome(status, *capsys.readouterr())

    return run


def write(name: str, text: str | bytes) -> Path:
    """A file below the working folder."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


# what is verified


def test_a_page_and_a_plain_manifest(run: Run) -> None:
    write("a.md", "文\n\n" + fenced(WRONG_CONFIG_MAP))
    write("b.yaml", f"{CONFIG_MAP}---\n{WRONG_CONFIG_MAP}")
    assert run("a.md", "b.yaml", "--format", "json").spots == [
        ("a.md", 8, 1, "unknown-field"),
        ("b.yaml", 10, 1, "unknown-field"),
    ]


def test_a_folder_with_all_that_is_below_it(run: Run) -> None:
    for name in ("docs/a.md", "docs/b/c.MD", "docs/b/d.yaml", "docs/b/e.yml", "docs/x.md/f.markdown"):
        write(name, WRONG_CONFIG_MAP if name.endswith("ml") else fenced(WRONG_CONFIG_MAP))
    for name in ("docs/.hidden.md", "docs/.git/a.md", "docs/node_modules/a.md", "docs/a.txt", "docs/a.py"):
        write(name, fenced(WRONG_CONFIG_MAP))
    outcome = run("docs", "--format", "json")
    assert [path for path, *_ in outcome.spots] == [
        "docs/a.md",
        "docs/b/c.MD",
        "docs/b/d.yaml",
        "docs/b/e.yml",
        "docs/x.md/f.markdown",
    ]
    assert outcome.status == 1


def test_a_file_is_verified_once_and_one_that_is_named_whatever_its_name(run: Run) -> None:
    write("docs/a.md", fenced(WRONG_CONFIG_MAP))
    write("docs/b.txt", fenced(WRONG_CONFIG_MAP))
    write("-a.md", fenced(WRONG_CONFIG_MAP))
    outcome = run("docs", "docs/a.md", str(Path("docs/a.md").absolute()), "docs/b.txt", "./-a.md", "--format", "json")
    assert [path for path, *_ in outcome.spots] == ["-a.md", "docs/a.md", "docs/b.txt"]


def test_without_a_path_the_pages_of_the_site(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("mkdocs.yml", "site_name: a\ndocs_dir: pages\n")
    write("pages/a.md", fenced(WRONG_CONFIG_MAP))
    write("other/b.md", fenced(WRONG_CONFIG_MAP))
    assert [path for path, *_ in run("--format", "json").spots] == ["pages/a.md"]
    monkeypatch.chdir("pages")
    assert [path for path, *_ in run("--format", "json").spots] == ["a.md"]


def test_paths_are_relative_to_the_working_folder(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write("part.md", fenced(WRONG_CONFIG_MAP))
    write("mkdocs.yml", "site_name: a\n")
    write("docs/a.md", '--8<-- "part.md"\n')
    (tmp_path / "here").mkdir()
    for folder, named, shown in [
        (".", str(tmp_path / "docs"), "part.md"),
        ("docs", "../docs/a.md", "../part.md"),
        ("here", "../docs", "../part.md"),
    ]:
        monkeypatch.chdir(tmp_path / folder)
        assert run(named, "--format", "json").spots == [(shown, 6, 1, "unknown-field")]


def test_standard_input_is_yaml_unless_it_has_another_name(run: Run) -> None:
    page = "文\n\n" + fenced(WRONG_CONFIG_MAP)
    assert run("-", "--format", "json", stdin=WRONG_CONFIG_MAP).spots == [("stdin.yaml", 5, 1, "unknown-field")]
    assert run("-", "--stdin-name", "docs/a.md", "--format", "json", stdin=page).spots == [
        ("docs/a.md", 8, 1, "unknown-field")
    ]
    assert run("-", "--stdin-name", "a.yml", "--format", "json", stdin=WRONG_CONFIG_MAP).spots == [
        ("a.yml", 5, 1, "unknown-field")
    ]


def test_standard_input_is_what_is_shown_of_it(run: Run) -> None:
    write("a.md", "# 别的内容\n" * 20)
    outcome = run("-", "--stdin-name", "a.md", stdin="文\n\n" + fenced(WRONG_CONFIG_MAP))
    assert "    8 | dat: {}\n      | ^^^\n" in outcome.out


def test_standard_input_is_read_as_the_site_that_its_name_lies_in(run: Run) -> None:
    write("site/mkdocs.yml", "markdown_extensions: [pymdownx.superfences]\n")
    page = "!!! note\n\n" + indented(fenced(WRONG_CONFIG_MAP), 4)
    assert run("-", "--stdin-name", "site/docs/a.md", stdin=page).status == 0
    assert run("-", "--stdin-name", "docs/a.md", stdin=page).status == 1


def test_standard_input_beside_files(run: Run) -> None:
    write("a.md", fenced(WRONG_CONFIG_MAP))
    outcome = run("a.md", "-", "--format", "json", stdin=WRONG_CONFIG_MAP)
    assert [path for path, *_ in outcome.spots] == ["a.md", "stdin.yaml"]


def test_a_range_of_versions(run: Run) -> None:
    write("a.yaml", WRONG_CONFIG_MAP)
    for written, versions in [("1.30", ["1.30"]), ("1.30-1.31", ["1.30", "1.31"]), (">=1.36", ["1.36", "1.37"])]:
        [finding] = json.loads(run("a.yaml", "--k8s", written, "--format", "json").out)["findings"]
        assert finding["versions"] == versions
    [finding] = json.loads(run("a.yaml", "--format", "json").out)["findings"]
    assert finding["versions"] == ["1.35", "1.36", "1.37"]


def test_extensions_of_the_site_decide_what_a_page_holds(run: Run) -> None:
    write("docs/a.md", "!!! note\n\n" + indented(fenced(WRONG_CONFIG_MAP), 4))
    write("mkdocs.yml", "markdown_extensions: [pymdownx.superfences]\n")
    assert run().status == 0
    write("mkdocs.yml", "markdown_extensions: [admonition, pymdownx.superfences]\n")
    assert run().status == 1
    write("other.yml", "docs_dir: docs\nmarkdown_extensions: [pymdownx.superfences]\n")
    assert run("docs", "--mkdocs", "other.yml").status == 0


# what comes out


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
    assert list(report) == ["findings", "summary"]
    first, second = report["findings"]
    assert first == {
        "path": "docs/a.md",
        "line": 10,
        "column": 3,
        "end_line": 10,
        "end_column": 4,
        "rule": "duplicate-key",
        "severity": "error",
        "message": "the key a is given twice; keep one",
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
    assert (summary["pages"], summary["findings"]) == (1, {"error": 1, "warning": 1})
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
    write("mkdocs.yml", "extra:\n  kubefence:\n    lang: zh\n")
    assert zh in run("a.md").out


def test_output_for_a_program_has_neither_colours_nor_a_bar(run: Run) -> None:
    for number in range(60):
        write(f"docs/{number}.md", fenced(WRONG_CONFIG_MAP))
    outcome = run("docs")
    assert "\x1b" not in outcome.out + outcome.err
    assert outcome.err == ""


# wrong usage


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "name a file or folder"),
        ([""], "'': no such file or folder"),
        (["nowhere.md"], "nowhere.md: no such file or folder"),
        (["a.md", "nowhere"], "nowhere: no such file or folder"),
        (["empty"], "there is no Markdown or YAML file in empty"),
        (["a.md", "--stdin-name", "b.md"], "--stdin-name needs the PATH -"),
        (["a.md", "--k8s", "1.20"], "there is no schema for Kubernetes 1.20; known are"),
        (["a.md", "--k8s", "latest"], "'latest' is not a version range"),
        (["a.md", "--lang", "fr"], "invalid choice: 'fr'"),
        (["a.md", "--format", "xml"], "invalid choice: 'xml'"),
        (["a.md", "--mkdocs", "nowhere.yml"], "nowhere.yml: no such file"),
        (["a.md", "--verbose"], "unrecognized arguments: --verbose"),
    ],
)
def test_wrong_usage(run: Run, arguments: Sequence[str], reason: str) -> None:
    write("a.md", fenced(WRONG_CONFIG_MAP))
    Path("empty").mkdir()
    outcome = run(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert reason in outcome.err
    assert "Traceback" not in outcome.err


def test_wrong_usage_is_told_in_chinese_too(run: Run) -> None:
    assert "没有这个文件或文件夹" in run("nowhere.md", "--lang", "zh").err
    write("a.md", "文\n")
    assert "没有 Kubernetes 1.20 的 schema" in run("a.md", "--k8s", "1.20", "--lang", "zh").err


def test_standard_input_that_is_closed(tmp_path: Path) -> None:
    command = ["sh", "-c", f"{sys.executable} -m kubefence.edge.cli - --lang en <&-"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kubefence: standard input is closed and cannot be read\n"


def test_an_error_of_the_command_itself(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", fenced(WRONG_CONFIG_MAP))
    monkeypatch.setattr(cli, "config_of", lambda *_, **__: 1 / 0)
    outcome = run("a.md")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "kubefence: internal error, please report it: ZeroDivisionError: division by zero\n"


def test_help(run: Run) -> None:
    outcome = run("--help")
    assert outcome.status == 0
    options = ("--k8s", "--lang", "--format", "--strict", "--stdin-name", "--mkdocs", "--no-lint", "--no-cache")
    for word in (
        *options,
        "fragment=",
        "expect=",
        "skip=",
        "exit status:",
        "examples:",
        "def_list, footnotes",
        "1.35-1.37",
        "zh",
        "github",
    ):
        assert word in outcome.out


def test_the_script_is_the_same_command(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    script = Path(__file__).parent.parent / "scripts" / "validate_manifests.py"
    command = [sys.executable, str(script), "a.md", "--no-cache", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert [finding["line"] for finding in json.loads(done.stdout)["findings"]] == [6]


def test_a_reader_that_leaves_ends_it_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(fenced(WRONG_CONFIG_MAP) * 800, encoding="utf-8")
    command = f"{sys.executable} -m kubefence.edge.cli a.md --no-cache --no-lint | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_a_terminal_that_cannot_show_everything(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    command = [sys.executable, "-m", "kubefence.edge.cli", "a.md", "--no-cache", "--lang", "zh"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"a.md:6:1: " in done.stdout
