"""The package as a release builds it."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path
from typing import NamedTuple

from trial.environment import ROOT, Tools


class Package(NamedTuple):
    """What would be published."""

    wheel: Path
    source: Path
    """The source distribution, unpacked."""
    repository: Path
    """A repository with one commit, of which both are made."""


_SOMEBODY = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com")


def built(folder: Path, tools: Tools) -> Package:
    """Build what is in this repository, committed or not, without writing into it."""
    copied = folder / "repository"
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        path = copied / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():  # else it has been removed, and that is not committed
            path.write_bytes((ROOT / name).read_bytes())
    for command in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "as it is")):
        tools.must("git", *_SOMEBODY, *command, cwd=copied)
    tools.must(tools.python, "-m", "build", "--no-isolation", "--outdir", folder / "dist", cwd=copied)
    [wheel], [archive] = (folder / "dist").glob("*.whl"), (folder / "dist").glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(folder / "source", filter="data")
    [source] = (folder / "source").iterdir()
    return Package(wheel, source, copied)
