"""The action: its steps, run as a runner runs them, with a kubefence that is there already."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.helpers import WRONG_CONFIG_MAP, fenced
from trial.action import Action

ROOT = Path(__file__).parents[2]
INSTALL, CHECK = 0, 1
ERROR = "::error file=docs/a.md,line=6,endLine=6,title=unknown-field,"
LOGGING = """#!/bin/sh
echo "$@" >> "{log}"
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi
"""


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository with a site, one page of which has a wrong example."""
    folder = tmp_path / "workspace"
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    (folder / "docs" / "a.md").write_text(fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    (folder / "docs" / "with blank.md").write_text("文\n", encoding="utf-8")
    return folder


@pytest.fixture
def runner(tmp_path: Path) -> str:
    """The folder of a runner in which the first step has been done."""
    kubefence = f'#!/bin/sh\nexec "{sys.executable}" -m kubefence --lang en "$@"\n'
    return str(program(tmp_path / "runner" / "kubefence" / "bin" / "kubefence", kubefence).parents[2])


@pytest.mark.parametrize(
    ("inputs", "package"),
    [({}, f"{ROOT}[all]"), ({"version": "0.1.0"}, "kubefence[all]==0.1.0")],
    ids=["of the action itself", "published"],
)
def test_what_is_installed(tmp_path: Path, inputs: dict[str, str], package: str) -> None:
    log = tmp_path / "log"
    python = program(tmp_path / "bin" / "python", LOGGING.format(log=log))
    done = Action(ROOT, python=str(python), **inputs).run(INSTALL, tmp_path, RUNNER_TEMP=str(tmp_path / "a b"))
    assert (done.returncode, done.stderr) == (0, "")
    made, installed = log.read_text(encoding="utf-8").splitlines()
    assert made == f"-m venv {tmp_path}/a b/kubefence"
    assert installed == f"-m pip install --quiet --disable-pip-version-check {package}"


@pytest.mark.parametrize("paths", ["", "docs", "docs/with blank.md\ndocs/a.md\n", "\ndocs\n"])
def test_findings_stand_beside_their_lines_and_fail(workspace: Path, runner: str, paths: str) -> None:
    done = Action(ROOT, paths=paths).run(CHECK, workspace, RUNNER_TEMP=runner)
    assert done.returncode == 1, done.stderr
    [line] = [line for line in done.stdout.splitlines() if line.startswith("::error")]
    assert line.startswith(ERROR)
    assert not (workspace / ".cache").exists()


@pytest.mark.parametrize(
    ("inputs", "status"),
    [({"paths": "docs/with blank.md"}, 0), ({"paths": "--version"}, 2), ({"paths": "docs", "k8s": "1.20"}, 2)],
    ids=["nothing wrong", "no option", "versions that are not there"],
)
def test_how_it_ends(workspace: Path, runner: str, inputs: dict[str, str], status: int) -> None:
    assert Action(ROOT, **inputs).run(CHECK, workspace, RUNNER_TEMP=runner).returncode == status


@pytest.mark.parametrize(("strict", "status"), [("false", 0), ("true", 1)])
def test_warnings(workspace: Path, runner: str, strict: str, status: int) -> None:
    page = "```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata: {a: b,c: d}\n```\n"
    (workspace / "docs" / "a.md").write_text(page, encoding="utf-8")
    done = Action(ROOT, strict=strict).run(CHECK, workspace, RUNNER_TEMP=runner)
    assert "::warning" in done.stdout
    assert done.returncode == status


def test_the_format(workspace: Path, runner: str) -> None:
    done = Action(ROOT, format="text").run(CHECK, workspace, RUNNER_TEMP=runner)
    assert done.stdout.startswith("docs/a.md:6:1: error: ")


def test_every_input_is_used() -> None:
    action = Action(ROOT)
    used = re.findall(r"inputs\.([\w-]+)", " ".join(text for step in action.steps for text in step["env"].values()))
    assert sorted(used) == sorted(action.inputs)


def test_what_a_workflow_gives_by_a_wrong_name_is_told() -> None:
    with pytest.raises(KeyError, match="the action has no input path"):
        Action(ROOT, path="docs")
