"""One set-up at a time in a folder, whatever becomes of the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ready.work import Work

from .conftest import ROOT

HOLDER = """
import subprocess, sys
sys.path[:0] = ["scripts", "src"]
from pathlib import Path
from ready.work import Work
work = Work(Path(sys.argv[1]))
with work.alone():
    print("held", flush=True)
    {then}
"""


def holder(folder: Path, then: str) -> subprocess.Popen[str]:
    """Another set-up, which holds the lock when this returns."""
    line = [sys.executable, "-c", HOLDER.format(then=then), str(folder)]
    process = subprocess.Popen(line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_one_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = holder(tmp_path, "sys.stdin.read()")
    asked = threading.Event()

    def second() -> None:
        asked.set()
        with Work(tmp_path).alone():
            order.append("second")

    order: list[str] = []
    waiting = threading.Thread(target=second)
    waiting.start()
    asked.wait()
    order.append("first")
    first.communicate("")
    waiting.join()
    assert order == ["first", "second"]
    assert first.returncode == 0


def test_it_says_for_what_it_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = holder(tmp_path, "sys.stdin.read()")
    waiting = threading.Thread(target=lambda: Work(tmp_path).alone().__enter__())
    waiting.start()
    said = ""
    while "waiting" not in said:
        said += capsys.readouterr().err
    first.communicate("")
    waiting.join()
    assert said == "Another set-up runs in this folder; waiting for it to end.\n"


def test_one_that_was_killed_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = holder(tmp_path, "sys.stdin.read()")
    first.kill()
    first.communicate()
    (tmp_path / ".cache/setup/npm-site").mkdir(parents=True)
    with Work(tmp_path).alone():
        assert not (tmp_path / ".cache/setup").exists()
    assert capsys.readouterr().err == ""


def test_a_command_of_one_that_was_killed_is_waited_for(tmp_path: Path) -> None:
    """It still writes."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    then = f"work.run('it', 'sh', '-c', 'echo $$ > {pipe}; exec sleep 600')"
    first = holder(tmp_path, then)
    command = int(pipe.read_text(encoding="utf-8"))
    first.kill()
    first.communicate()
    order: list[str] = []

    def second() -> None:
        with Work(tmp_path).alone():
            order.append("second")

    waiting = threading.Thread(target=second)
    waiting.start()
    order.append("command")
    os.kill(command, signal.SIGKILL)
    waiting.join()
    assert order == ["command", "second"]
