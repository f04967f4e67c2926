"""The browser that is used: one way to find it, for whoever asks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studybook import browsers
from studybook.browsers import BrowserError, environment, find

from .conftest import ROOT

Command = Callable[..., Path]


@pytest.fixture(autouse=True)
def no_apps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor those of a Mac."""
    monkeypatch.setattr(browsers, "MAC_APPS", ())


def test_the_named_one_comes_first(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    command("google-chrome")
    mine = command("mine")
    monkeypatch.setenv("CHROME_PATH", str(mine))
    assert find(own=None) == mine


def test_then_those_of_the_system_in_their_order(command: Command) -> None:
    chromium = command("chromium")
    assert find(own=None) == chromium
    chrome = command("google-chrome")
    assert find(own=None) == chrome


def test_then_that_of_set_up(command: Command, tmp_path: Path) -> None:
    own = command("own").rename(tmp_path / "own")
    assert find(own=own) == own


def test_one_that_does_not_run_is_passed_over(command: Command) -> None:
    """As the package of Ubuntu where its snap is missing."""
    broken = command("chromium", "echo 'requires the chromium snap to be installed' >&2; exit 10")
    with pytest.raises(BrowserError, match=rf"{broken} does not run: requires the chromium snap"):
        find(own=None)
    edge = command("microsoft-edge")
    assert find(own=None) == edge


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("exit 3", "it ends with status 3"),
        ("echo; echo ' no library '; exit 127", "no library"),
        ("kill -9 $$", "it ends with status -9"),
    ],
)
def test_why_a_named_one_does_not_run(command: Command, monkeypatch: pytest.MonkeyPatch, does: str, said: str) -> None:
    broken = command("mine", does)
    monkeypatch.setenv("CHROME_PATH", str(broken))
    with pytest.raises(BrowserError, match=f"CHROME_PATH is {broken}, which does not run: {said}"):
        find(own=None)


def test_a_name_that_is_no_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROME_PATH", str(path))
    with pytest.raises(BrowserError, match="which is not a program"):
        find(own=None)


@pytest.mark.parametrize(
    ("system", "said"), [("Darwin", "brew install"), ("Linux", "apt install"), ("X", "apt install")]
)
def test_none_is_said_with_what_to_do(path: Path, monkeypatch: pytest.MonkeyPatch, system: str, said: str) -> None:
    monkeypatch.setattr(browsers, "system", lambda: system)
    with pytest.raises(BrowserError, match=f"no Chromium, Chrome or Edge was found here; install one .*{said}"):
        find(own=None)


def test_what_it_keeps_is_kept_in_a_folder_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    made = environment(tmp_path)
    assert {made["XDG_CONFIG_HOME"], made["XDG_CACHE_HOME"]} == {f"{tmp_path}/config", f"{tmp_path}/cache"}


def test_it_is_found_before_anything_is_installed() -> None:
    """By set-up, whose Python has the standard library and nothing else."""
    code = "import sys; sys.path[:0] = ['src', 'scripts']; import ready.main, studybook.browsers"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], cwd=ROOT, check=True)
