"""Hooks of pre-commit: those that others can name, and those of this repository."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

ROOT = Path(__file__).parents[2]
MANIFEST, CONFIG = ".pre-commit-hooks.yaml", ".pre-commit-config.yaml"


def hooks() -> dict[str, dict[str, Any]]:
    """What others can name."""
    return {hook["id"]: hook for hook in yaml.safe_load((ROOT / MANIFEST).read_text(encoding="utf-8"))}


def ours() -> dict[str, dict[str, Any]]:
    [repository] = yaml.safe_load((ROOT / CONFIG).read_text(encoding="utf-8"))["repos"]
    assert repository["repo"] == "local", "nothing is loaded"
    return {hook["id"]: hook for hook in repository["hooks"]}


def pre_commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", *arguments]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(folder / ".git" / "pre-commit"), "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("command", "file"), [("validate-manifest", MANIFEST), ("validate-config", CONFIG)])
def test_their_form_is_right(tmp_path: Path, command: str, file: str) -> None:
    done = pre_commit(tmp_path, command, str(ROOT / file))
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_they_start_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {hook["entry"].split()[0] for hook in hooks().values()} <= project["scripts"].keys()
    for hook in ours().values():
        program, *arguments = hook["entry"].split()
        assert (Path(sys.prefix) / program.removeprefix(".venv/")).exists(), program
        assert [name for name in arguments if name.endswith(".py") and not (ROOT / name).exists()] == []


def test_the_extras_that_they_install_are_there() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for hook in hooks().values():
        [wanted] = hook["additional_dependencies"]
        assert wanted == ".[" + ",".join(sorted(set(extras) - {"all", "fast"})) + "]"


def test_this_repository_uses_what_it_offers() -> None:
    offered, used = hooks()["kubefence"], ours()["kubefence"]
    assert {name: offered[name] for name in ("types", "require_serial")} == {
        name: used[name] for name in ("types", "require_serial")
    }


@pytest.fixture
def repository(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Makes a repository with one hook and some files, all of which are to be committed."""

    def make(hook: dict[str, Any]) -> Path:
        (tmp_path / ".venv").symlink_to(sys.prefix)
        (tmp_path / CONFIG).write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}))
        for name, text in {
            "docs/wrong.md": fenced(WRONG_CONFIG_MAP),
            "docs/right.md": fenced(CONFIG_MAP),
            "docs/notes.txt": WRONG_CONFIG_MAP,
            "deploy/web.yaml": WRONG_CONFIG_MAP,
            "settings.yaml": "a: 1\n",
            "wrong.py": "import os\n",
        }.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for command in (["init", "--quiet"], ["add", "docs", "deploy", "settings.yaml", "wrong.py", CONFIG]):
            subprocess.run(["git", *command], cwd=tmp_path, check=True)
        return tmp_path

    return make


def offered(name: str, **changed: str) -> dict[str, Any]:
    """A hook as others get it, with the kubefence that is here."""
    arguments = ["-m", "kubefence", "--lang", "en"]
    here = {key: value for key, value in hooks()[name].items() if key != "additional_dependencies"}
    return {**here, "language": "system", "entry": sys.executable, "args": arguments, **changed}


@pytest.mark.parametrize(
    ("hook", "told"),
    [
        (offered("kubefence"), ["docs/wrong.md:6:1: error: "]),
        (offered("kubefence-manifests", files="^deploy/"), ["deploy/web.yaml:5:1: error: "]),
    ],
    ids=["Markdown", "manifests"],
)
def test_a_mistake_keeps_a_commit_back(
    repository: Callable[[dict[str, Any]], Path], hook: dict[str, Any], told: list[str]
) -> None:
    done = pre_commit(repository(hook), "run", "--color", "never")
    assert done.returncode == 1
    assert [line[: len(told[0])] for line in done.stdout.splitlines() if ": error: " in line] == told


def test_which_files_are_manifests_has_to_be_said(repository: Callable[[dict[str, Any]], Path]) -> None:
    done = pre_commit(repository(offered("kubefence-manifests")), "run", "--color", "never")
    assert done.returncode == 0
    assert "no files to check" in done.stdout


def test_a_hook_of_this_repository(repository: Callable[[dict[str, Any]], Path]) -> None:
    done = pre_commit(repository(ours()["ruff"]), "run", "--color", "never")
    assert done.returncode == 1
    assert "`os` imported but unused" in done.stdout
