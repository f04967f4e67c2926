"""Runs the command in an empty folder."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kubefence.edge import cli


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
