"""``--changed-since``: the files that are not as they were in a revision of git, and pages that include one.

What counts is the state of the files as they lie there, committed or not, and new ones; what has changed on the other
side since both parted does not. Where a file changed that configures the run, every file is concerned.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from kubefence.errors import LocalizedError

_INCLUDES = "-8<-"
"""What stands in every page that includes another file."""


class NoRevision(LocalizedError):
    """There is nothing to compare with."""


class Changed:
    """What has changed since a revision."""

    def __init__(self, files: frozenset[str], everything: bool = False) -> None:
        self._files, self._everything = files, everything

    def has(self, file: Path | str) -> bool:
        """Whether a file is not as it was."""
        return self._everything or os.path.realpath(file) in self._files

    def may_concern(self, file: Path, text: str) -> bool:
        """Whether a page has to be looked at: it has changed, or includes something."""
        return self.has(file) or _INCLUDES in text

    def concerns(self, file: Path, reads: Iterable[str]) -> bool:
        """Whether a page, or something that it includes, has changed."""
        return self.has(file) or any(map(self.has, reads))


def since(revision: str, folder: Path, settings: Iterable[Path | str]) -> Changed:
    """What has changed since a revision of the repository around a folder; raises `NoRevision`.

    ``settings`` are the files that configure the run.
    """
    top = _git(folder, "rev-parse", "--show-toplevel", otherwise=_no_repository(folder)).rstrip("\n")
    named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(folder, *named, otherwise=_no_revision(revision)).strip()
    parted = _git(folder, "merge-base", commit, "HEAD", otherwise=None).strip() or commit
    differing = _git(folder, *_DIFFERING, parted, "--", otherwise=_no_revision(revision))
    new = _git(Path(top), "ls-files", "--others", "--exclude-standard", "-z", otherwise=_no_repository(folder))
    names = (name for name in (*differing.split("\0"), *new.split("\0")) if name)
    found = Changed(frozenset(os.path.realpath(os.path.join(top, name)) for name in names))
    return Changed(frozenset(), everything=True) if any(map(found.has, settings)) else found


_DIFFERING = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "-z")


def _git(folder: Path, *arguments: str, otherwise: LocalizedError | None) -> str:
    """What git says in a folder, whose names may be any bytes; raises the error where it fails, if there is one."""
    try:
        done = subprocess.run([*_GIT, str(folder), *arguments], capture_output=True, check=False, env=_env())
    except OSError as error:
        reason = error.strerror or error
        raise NoRevision(
            f"--changed-since 需要 git，无法运行它（{reason}）",
            f"--changed-since needs git, which cannot be run: {reason}",
        ) from error
    if done.returncode and otherwise is not None:
        raise otherwise
    return "" if done.returncode else os.fsdecode(done.stdout)


_GIT = ("git", "-c", "core.fsmonitor=false", "-C")
"""What only looks needs no program beside git itself, which a repository may name."""


def _env() -> dict[str, str]:
    """Of the repository that a hook runs for, only what concerns the folder itself is passed on."""
    return {name: value for name, value in os.environ.items() if name not in _OF_HOOKS} | {"LC_ALL": "C"}


_OF_HOOKS: Sequence[str] = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


def _no_repository(folder: Path) -> NoRevision:
    return NoRevision(
        f"{folder} 不在 git 仓库里，--changed-since 没有可以比较的",
        f"{folder} lies in no git repository: --changed-since has nothing to compare with",
    )


def _no_revision(revision: str) -> NoRevision:
    return NoRevision(
        f"--changed-since：git 仓库里没有 {revision!r:.60} 这个版本；浅克隆要先取来它",
        f"--changed-since: the git repository has no revision {revision!r:.60}; a shallow clone has to fetch it first",
    )
