"""The option ``exclude``: files that are left out, by patterns that count from the folder of the configuration."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kubefence.config import Config
from kubefence.findings import Text
from kubefence.patterns import compiled


class Excluded:
    """What is left out."""

    def __init__(self, config: Config) -> None:
        self._spec = compiled(config.exclude) if config.exclude else None
        self._folder = home(config)
        self.files: list[Path] = []
        """What has been left out so far."""

    def has(self, file: Path) -> bool:
        """Whether a file is left out; those outside of the folder never are."""
        if self._spec is None:
            return False
        try:
            name = Path(os.path.relpath(os.path.abspath(file), self._folder)).as_posix()
        except ValueError:  # another drive
            return False
        return not name.startswith("../") and self._spec.match_file(name)

    def without(self, files: Iterable[Path]) -> list[Path]:
        """The files that are not left out."""
        kept: list[Path] = []
        for file in files:
            (self.files if self.has(file) else kept).append(file)
        return kept

    @property
    def notes(self) -> tuple[Text, ...]:
        """That something was left out, if it was."""
        count = len(self.files)
        if not count:
            return ()
        many = f"{count} files were" if count > 1 else "1 file was"
        return (Text(f"按 exclude 排除了 {count} 个文件", f"{many} left out, as exclude says"),)


def home(config: Config) -> str:
    """The folder that names of files in a configuration count from."""
    return os.path.dirname(os.path.abspath(config.file)) if config.file else os.getcwd()
