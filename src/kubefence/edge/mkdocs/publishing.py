"""The site changes all at once or not at all.

A build writes into a folder of its own beside ``site_dir``. Only when MkDocs has ended without any
error, strict mode included, does that folder take the place of the old one.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig


class Publishing:
    """One run of MkDocs, from its start to its end."""

    def __init__(self, *, builds: bool, dirty: bool) -> None:
        """Only a build that starts from nothing is published this way."""
        self._publishing = builds and not dirty
        self._config: MkDocsConfig | None = None
        self._target = Path()
        self._complete = False

    def lead(self, config: MkDocsConfig) -> None:
        """Lead the build into a folder beside the one that it is for."""
        target = Path(config.site_dir)
        if not self._publishing or target.parent == Path(tempfile.gettempdir()):
            return  # `mkdocs serve --clean` calls itself a build, into a temporary folder
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(target)
        self._config, self._target, self._complete = config, target, False
        config.site_dir = str(_beside(target, "new"))

    def written(self) -> None:
        """All files are written. MkDocs can still fail: strict mode counts warnings after this."""
        self._complete = True

    def failed(self) -> None:
        """The build has failed after all."""
        self._complete = False

    def end(self) -> None:
        """Swap the folders, or throw the new one away."""
        if self._config is None:
            return
        made = Path(self._config.site_dir)
        self._config.site_dir = str(self._target)
        if self._complete and sys.exc_info()[1] is None:
            _swap(made, self._target)
        else:
            shutil.rmtree(made, ignore_errors=True)


def _swap(made: Path, target: Path) -> None:
    old = _beside(target, "old")
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path, state: str) -> Path:
    return target.with_name(f".{target.name}.{state}.{os.getpid()}")


def _remove_leftovers(target: Path) -> None:
    """Folders of builds that were killed; those of builds that still run stay."""
    for folder in target.parent.glob(f".{target.name}.*.*"):
        process = folder.name.rpartition(".")[2]
        if process.isdigit() and not _runs(int(process)):
            if folder.name.startswith(f".{target.name}.old.") and not target.exists():
                folder.rename(target)
            else:
                shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()
