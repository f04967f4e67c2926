"""The script that people call: it looks for a Python, and how it ends is said in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studybook.endings import INTERRUPTED

from .conftest import Command


def run(folder: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """The exit status of ``scripts/setup.sh``, and what it says."""
    done = subprocess.run(
        ["/bin/sh", folder / "scripts/setup.sh", *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.fixture
def clone(folder: Path, path: Path) -> Path:
    """The folder, with the tools that the script itself uses."""
    (path / "dirname").symlink_to(path / ".tools/dirname")
    return folder


@pytest.mark.parametrize(
    ("system", "said"),
    [
        ("Darwin", "Install it (brew install python@3.13)"),
        ("Linux", "Install it (sudo apt install python3 python3-venv"),
    ],
)
def test_no_python(clone: Path, command: Command, system: str, said: str) -> None:
    command("uname", f"echo {system}")
    command("python3", "[ $1 = --version ] && echo Python 3.9.2 || exit 1")
    (clone / ".venv/bin/python").unlink()
    status, text = run(clone)
    assert status == 1
    assert text.startswith("Python 3.11.5 to 3.14 is needed, found Python 3.9.2. ")
    assert said in text
    assert text.count("\n") == 1


def test_a_python_that_is_named_is_not_replaced_by_another(clone: Path, command: Command) -> None:
    command("python3", "exit 0")
    old = command("old", "exit 1")
    assert run(clone, PYTHON=str(old)) == (1, f"PYTHON is {old}, which is no Python 3.11.5 to 3.14.\n")


def test_the_environment_will_do_where_no_other_python_fits(clone: Path, command: Command, log: Path) -> None:
    command("python", folder=clone / ".venv/bin")
    assert run(clone, "serve") == (0, "")
    assert "python -I scripts/ready serve" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["everything"], ["site", "book"], ["--help"]], ids=str)
def test_usage(clone: Path, arguments: list[str]) -> None:
    status, text = run(clone, *arguments, PYTHON=sys.executable)
    assert status == 2
    assert text.startswith("usage: scripts/setup.sh [serve|site|book|lint|test]")


def test_it_stops_before_it_installs(clone: Path, log: Path) -> None:
    status, text = run(clone, "test", PYTHON=sys.executable, CHROME_PATH="/nowhere/chrome")
    assert (status, text) == (1, "CHROME_PATH is /nowhere/chrome, which is not a program\n")
    assert log.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("signal", ["INT", "TERM"])
def test_interrupted(clone: Path, command: Command, signal: str) -> None:
    command("python", f"kill -{signal} $PPID; exec sleep 600", clone / ".venv/bin")
    (clone.parent / "bin/sleep").symlink_to("/bin/sleep")
    status, text = run(clone, "serve", PYTHON=sys.executable)
    assert status == INTERRUPTED
    assert text.endswith("Installing pip\n\nStopped before it was done; run it again.\n")
    assert [entry.name for entry in (clone / ".cache").iterdir()] == ["setup.lock"]
