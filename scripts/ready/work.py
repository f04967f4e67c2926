"""The folder that is made ready: what has been done in it, one set-up at a time, commands with their output kept."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from studybook.endings import no_room

LINES = 15
"""Of what a command said, when it has failed."""
FULL = ("No space left on device", "ENOSPC", "Disk quota exceeded", "EDQUOT")


class Stop(Exception):
    """Set-up cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Tell whoever waits."""
    print(text, file=sys.stderr, flush=True)


@dataclass
class Work:
    """The folder, and where things are in it."""

    root: Path
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    inherited: tuple[int, ...] = ()
    """Descriptors for commands: they hold the lock as long as they run, should set-up be killed."""

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.venv / "bin" / "python"

    @property
    def modules(self) -> Path:
        """What comes from npm."""
        return self.root / "node_modules"

    @property
    def temporary(self) -> Path:
        """What nobody needs when set-up ends."""
        return self.root / ".cache" / "setup"

    def stamp(self, name: str) -> Path:
        """The file that says with which inputs a step has succeeded."""
        return self.venv / ".installed" / name

    def done(self, name: str, *inputs: Path) -> bool:
        """Whether a step has succeeded for these very inputs before."""
        stamp = self.stamp(name)
        return stamp.is_file() and stamp.read_text(encoding="utf-8").splitlines()[:1] == [digest(*inputs)]

    def mark(self, name: str, *inputs: Path, made: Sequence[str] = ()) -> None:
        """Remember that a step has succeeded, and what it has made."""
        stamp = self.stamp(name)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text("\n".join([digest(*inputs), *made]) + "\n", encoding="utf-8")

    def made(self, name: str) -> list[str]:
        """What a step has made when it last succeeded."""
        stamp = self.stamp(name)
        return stamp.read_text(encoding="utf-8").splitlines()[1:] if stamp.is_file() else []

    def install(self, what: str, *command: str | Path, cwd: Path | None = None, **environment: str) -> None:
        """Say what is installed, and run the command that does it; raises `Stop`."""
        say(f"Installing {what}")
        self.run(what, *command, cwd=cwd, **environment)

    def run(self, what: str, *command: str | Path, cwd: Path | None = None, **environment: str) -> None:
        """Run a command, quietly unless it fails; raises `Stop`."""
        passing = self.temporary / "tmp"
        passing.mkdir(parents=True, exist_ok=True)
        log = self.temporary / "log"
        with log.open("wb") as output:
            done = subprocess.run(
                command, cwd=cwd or self.root, env={**_clean(self.environment), "TMPDIR": str(passing), **environment},
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, pass_fds=self.inherited, check=False,
            )  # fmt: skip
        if done.returncode:
            raise Stop(why(what, log.read_text(encoding="utf-8", errors="replace")))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While no other set-up runs in this folder; the system lifts the lock when its holder is gone."""
        self.temporary.parent.mkdir(exist_ok=True)
        with (self.temporary.parent / "setup.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another set-up runs in this folder; waiting for it to end.")
                fcntl.flock(file, fcntl.LOCK_EX)
            self.inherited = (file.fileno(),)
            remove(self.temporary)
            try:
                yield
            finally:
                self.inherited = ()
                remove(self.temporary)


def digest(*inputs: Path) -> str:
    """Identity of what is in some files."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in inputs)).hexdigest()


def remove(path: Path) -> None:
    """Whatever is there, is there no more."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def _clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Nothing leads to packages of others, and no tool keeps a cache outside of this folder unless it is told where."""
    settings = dict(environment)
    settings.pop("PYTHONPATH", None)
    settings.pop("PYTHONHOME", None)
    if not settings.get("PIP_CACHE_DIR"):
        settings["PIP_NO_CACHE_DIR"] = "1"
    return {**settings, "NODE_DISABLE_COMPILE_CACHE": "1", "npm_config_update_notifier": "false"}


def why(what: str, said: str) -> str:
    """Why installing something failed, by what was said."""
    if any(sign in said for sign in FULL):
        return no_room()
    advice = f"Installing {what} failed; the message above says why. Check the network, then run this again."
    return "\n".join([*said.strip().splitlines()[-LINES:], advice])
