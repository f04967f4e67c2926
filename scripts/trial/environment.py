"""Empty environments of Python, and what is installed into them: packages at the versions that a lock names."""

from __future__ import annotations

import os
import re
import subprocess
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "trial.txt"
"""The versions that are tried, of all that adopters have."""
TOOLS = (ROOT / "requirements" / "build.txt", ROOT / "requirements" / "release.txt")
"""What a release is built with, a newer pip than Python brings among it."""
_PINNED = re.compile(r"^[\w.-]+==[^\\\n]+", re.MULTILINE)
_PIP = ("install", "--quiet", "--disable-pip-version-check", "--no-compile", "--root-user-action", "ignore")


class Failed(Exception):
    """A command that had to succeed did not; the text has what it said."""


class Environment:
    """A virtual environment with nothing in it."""

    def __init__(self, folder: Path, *, with_pip: bool = False) -> None:
        self.folder = folder
        venv.create(folder, with_pip=with_pip, symlinks=True)

    @property
    def python(self) -> str:
        """Its interpreter."""
        return str(self.folder / "bin" / "python")

    def run(self, *command: str | Path, cwd: Path | None = None, **given: str) -> subprocess.CompletedProcess[str]:
        """Run a command with the programs of this environment first on the path, and nothing of the caller's."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        clean["PATH"] = f"{self.folder / 'bin'}{os.pathsep}{clean['PATH']}"
        return subprocess.run(
            [str(word) for word in command], cwd=cwd or self.folder, env={**clean, **given},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def must(self, *command: str | Path, cwd: Path | None = None, **given: str) -> str:
        """Run a command that has to succeed; its output. Raises `Failed`."""
        done = self.run(*command, cwd=cwd, **given)
        if done.returncode:
            raise Failed(said(command, done))
        return done.stdout


class Tools(Environment):
    """What builds packages, and installs them into other environments."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, with_pip=True)
        files = [word for file in TOOLS for word in ("--requirement", file)]
        self.must(self.python, "-m", "pip", *_PIP, "--require-hashes", *files)
        self._constraints = folder / "constraints.txt"
        self._constraints.write_text("\n".join(_PINNED.findall(LOCK.read_text(encoding="utf-8"))), encoding="utf-8")

    def environment(self, folder: Path, *packages: str | Path) -> Environment:
        """An environment with nothing but these packages, and what they need, at the versions of `LOCK`."""
        made = Environment(folder)
        pip = (self.python, "-m", "pip", "--python", made.python, *_PIP)
        self.must(*pip, "--constraint", self._constraints, *packages)
        return made


def said(command: Sequence[str | Path], done: subprocess.CompletedProcess[str]) -> str:
    """A command, how it ended and what it said."""
    line = " ".join(map(str, command))
    return f"$ {line}\nexit status {done.returncode}\n{done.stdout}{done.stderr}".rstrip()
