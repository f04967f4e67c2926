"""The virtual environment and the packages in it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

from ready.goals import PYTHON, larger_sets
from ready.work import Stop, Work, remove, say, why

INSTALL = ("-I", "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", "--no-build-isolation")
"""As everywhere: nothing that no lock names, and bytecode only of what is used, by whoever uses it first."""
LOCKED = ("--require-hashes", "--root-user-action", "ignore")


def requirements(work: Work, name: str) -> Path:
    """The lock of a set of packages."""
    return work.root / "requirements" / f"{name}.txt"


def check() -> None:
    """Raise `Stop` where this Python cannot make virtual environments."""
    if not importlib.util.find_spec("ensurepip"):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(
            "Python cannot make virtual environments here. Install its venv module: "
            f"sudo apt install python{version}-venv"
        )


def has_venv(work: Work) -> bool:
    """Whether the environment is there, and its Python; its programs know the folder that they were made in."""
    return os.access(work.python, os.X_OK) and work.made("venv") in ([], [str(work.root)])


def make_venv(work: Work) -> None:
    """Make the environment anew; raises `Stop`."""
    remove(work.venv)
    say(f"Making {work.venv.name} with Python {'.'.join(map(str, sys.version_info[:3]))}")
    try:
        venv.create(work.venv, with_pip=True, symlinks=True)
    except subprocess.CalledProcessError as error:
        remove(work.venv)
        raise Stop(why("the virtual environment", (error.output or b"").decode(errors="replace"))) from error
    except BaseException:
        remove(work.venv)
        raise
    work.mark("venv", made=[str(work.root)])


def is_done(work: Work, name: str) -> bool:
    """Whether a set of packages is installed, or one that holds it."""
    return any(work.done(one, requirements(work, one)) for one in larger_sets(name))


def install(work: Work, name: str) -> None:
    """Install a set of packages, and remove what nobody uses of them; raises `Stop`."""
    tools, wanted = requirements(work, "build"), requirements(work, name)
    if not work.done("build", tools):
        work.install("pip", work.python, *INSTALL, *LOCKED, "--requirement", tools)
        work.mark("build", tools)
    work.install(PYTHON[name].what, work.python, *INSTALL, *LOCKED, "--requirement", wanted)
    (packages,) = (work.venv / "lib").glob("python*/site-packages")
    for file in unused(packages, requirements(work, "unused").read_text(encoding="utf-8")):
        file.unlink()
    work.mark(name, wanted)


def unused(packages: Path, patterns: str) -> list[Path]:
    """The files that the lines of ``requirements/unused.txt`` name."""
    found = []
    for line in patterns.splitlines():
        words = line.partition("#")[0].split()
        if not words:
            continue
        files = [path for path in packages.glob(words[0]) if path.is_file()]
        kept = [word.removeprefix("!") for word in words[1:]]
        found += [path for path in files if not any(path.match(pattern) for pattern in kept)]
    return found


def project_inputs(work: Work) -> tuple[Path, ...]:
    """What decides how this project itself is installed."""
    return work.root / "pyproject.toml", work.root / "setup.py"


def install_project(work: Work) -> None:
    """Install this project, as it stands in its folder; raises `Stop`."""
    work.install("this project", work.python, *INSTALL, "--root-user-action", "ignore", "--editable", work.root)
    work.mark("project", *project_inputs(work))
