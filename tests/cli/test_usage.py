"""The command: what it says of itself, and when it cannot start."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kubefence import __version__
from kubefence.config import OPTIONS
from kubefence.edge import run as run_of_command
from tests.helpers import WRONG_CONFIG_MAP, fenced

from .conftest import Run, write


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "name a file or folder"),
        ([""], "'': no such file or folder"),
        (["nowhere.md"], "nowhere.md: no such file or folder"),
        (["a.md", "nowhere"], "nowhere: no such file or folder"),
        (["empty"], "no Markdown, YAML or JSON file in empty"),
        (["a.md", "--stdin-name", "b.md"], "--stdin-name needs the PATH -"),
        (["a.md", "--k8s", "1.20"], "there is no schema for Kubernetes 1.20; known are"),
        (["a.md", "--k8s", "latest"], "'latest' is not a version range"),
        (["a.md", "--lang", "fr"], "invalid choice: 'fr'"),
        (["a.md", "--format", "xml"], "invalid choice: 'xml'"),
        (["a.md", "--mkdocs", "nowhere.yml"], "nowhere.yml: no such file"),
        (["a.md", "--config", "nowhere.toml"], "nowhere.toml: no such file"),
        (["a.md", "--verbose"], "unrecognized arguments: --verbose"),
        (["--no-cache", "site", "public", "--sources", "docs"], "options of kubefence site stand after it"),
        (["--k8s", "1.36", "site", "public", "--sources=docs"], "options of kubefence site stand after it"),
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


def test_a_name_that_the_system_does_not_take(run: Run) -> None:
    name = "a" * 5000 + ".yaml"
    outcome = run(name, "--lang", "en")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == f"kubefence: the system does not allow this: {name}: File name too long\n"


def test_an_error_of_the_command_itself(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", fenced(WRONG_CONFIG_MAP))
    monkeypatch.setattr(run_of_command, "config_of", lambda *_, **__: 1 / 0)
    outcome = run("a.md")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "kubefence: internal error, please report it: ZeroDivisionError: division by zero\n"


def test_what_a_configuration_file_says(run: Run) -> None:
    write("docs/a.md", "<b onclick='a'>b</b>\n\n" + fenced(WRONG_CONFIG_MAP))
    write("kubefence.toml", "page_rules = ['script-in-page']\nk8s = '1.30'\n")
    assert run("docs/a.md", "--format", "json").spots == [
        ("docs/a.md", 1, 4, "script-in-page"),
        ("docs/a.md", 8, 1, "unknown-field"),
    ]
    assert "(dat; 1.30)" in run("docs/a.md").out
    assert "(dat; 1.36)" in run("docs/a.md", "--k8s", "1.36").out
    write("other/pyproject.toml", "[tool.kubefence]\nlang = 'zh'\n")
    assert "没有名为 dat 的字段" in run("docs/a.md", "--config", "other/pyproject.toml").out


def test_a_configuration_file_with_a_slip(run: Run) -> None:
    write("a.md", fenced(WRONG_CONFIG_MAP))
    write("kubefence.toml", "k8s = '1.36'\nlanguage = 'zh'\n")
    outcome = run("a.md")
    assert (outcome.status, outcome.out) == (2, "")
    assert (
        outcome.err
        == f"kubefence: {Path.cwd()}/kubefence.toml:2:1: there is no option 'language'; did you mean lang?\n"
    )


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
        *OPTIONS,
    ):
        assert word in outcome.out


SCRIPT = Path(__file__).parents[2] / "scripts" / "validate_manifests.py"


@pytest.mark.parametrize("door", [[str(SCRIPT)], ["-m", "kubefence"]])
def test_another_door_to_the_same_command(tmp_path: Path, door: list[str]) -> None:
    (tmp_path / "a.md").write_text(fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    command = [sys.executable, *door, "a.md", "--no-cache", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert [finding["line"] for finding in json.loads(done.stdout)["findings"]] == [6]


def test_version(run: Run) -> None:
    outcome = run("--version")
    assert (outcome.status, outcome.out) == (0, f"kubefence {__version__}\n")
