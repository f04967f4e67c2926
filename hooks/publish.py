"""MkDocs hook: the site changes all at once or not at all.

A build writes into a folder of its own beside ``site_dir``. Only when MkDocs has ended without any
error, strict mode included, does that folder take the place of the old one.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


class _Run:
    """What one run of MkDocs knows."""

    publishing = False
    config: MkDocsConfig | None = None
    target: Path
    complete = False


run = _Run()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Only a build that starts from nothing is published this way."""
    run.publishing = command != "serve" and not dirty
    run.config, run.complete = None, False


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Lead the build into a folder beside the one that it is for."""
    target = Path(config.site_dir)
    if not run.publishing or target.parent == Path(tempfile.gettempdir()):
        return  # `mkdocs serve --clean` calls itself a build, into a temporary folder
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(target)
    run.config, run.target, run.complete = config, target, False
    config.site_dir = str(_beside(target, "new"))


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """All files are written. MkDocs can still fail: strict mode counts warnings after this."""
    run.complete = True


def on_build_error(error: Exception) -> None:
    """The build has failed after all."""
    run.complete = False


def on_shutdown() -> None:
    """Swap the folders, or throw the new one away."""
    if run.config is None:
        return
    made = Path(run.config.site_dir)
    run.config.site_dir = str(run.target)
    if run.complete and sys.exc_info()[1] is None:
        _swap(made, run.target)
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
