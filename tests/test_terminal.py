"""On a terminal, and only there: colours, and a progress bar for long work."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from kubefence.edge.output import LONG
from tests.helpers import WRONG_CONFIG_MAP, fenced

ESCAPE = "\x1b["
BAR = "━"


class Shown(NamedTuple):
    out: str
    err: str


def read(terminal: int) -> str:
    parts = []
    try:
        while part := os.read(terminal, 65536):
            parts.append(part)
    except OSError:  # what Linux says when the other end is closed
        pass
    os.close(terminal)
    return b"".join(parts).decode()


def shown(folder: Path, files: int, *, out: bool = False, err: bool = False, **environment: str) -> Shown:
    """What the command writes with its output, or its errors, connected to a terminal."""
    for number in range(files):
        (folder / f"{number}.md").write_text(fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    screen, end = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    process = subprocess.Popen(
        [sys.executable, "-m", "kubefence.edge.cli", ".", "--no-cache", "--no-lint", "--lang", "en"],
        cwd=folder,
        stdout=end if out else subprocess.PIPE,
        stderr=end if err else subprocess.PIPE,
        env={**variables, "TERM": "xterm-256color", "COLUMNS": "200", **environment},
    )
    os.close(end)
    on_screen = read(screen)
    piped = [part.decode() if part else "" for part in process.communicate()]
    assert process.returncode == 1
    return Shown(on_screen if out else piped[0], on_screen if err else piped[1])


def test_colours_on_a_terminal(tmp_path: Path) -> None:
    page = shown(tmp_path, 1, out=True).out
    assert f"{ESCAPE}1;31merror" in page
    assert f"{ESCAPE}36m[unknown-field]" in page


def test_the_text_is_the_same_without_the_colours(tmp_path: Path) -> None:
    plain = shown(tmp_path, 1).out
    assert ESCAPE not in plain
    [line] = [line for line in plain.splitlines() if "unknown-field" in line]
    assert line == shown(tmp_path, 1, out=True, NO_COLOR="1").out.splitlines()[0]


def test_no_colours_where_none_are_wanted(tmp_path: Path) -> None:
    assert ESCAPE not in shown(tmp_path, 1, out=True, NO_COLOR="1").out


def test_a_progress_bar_for_long_work(tmp_path: Path) -> None:
    page = shown(tmp_path, LONG, err=True)
    assert BAR in page.err
    assert BAR not in page.out
    assert ESCAPE not in page.out


def test_no_progress_bar_for_short_work(tmp_path: Path) -> None:
    assert shown(tmp_path, LONG - 1, err=True).err == ""


def test_no_progress_bar_without_a_terminal(tmp_path: Path) -> None:
    assert shown(tmp_path, LONG, out=True).err == ""
