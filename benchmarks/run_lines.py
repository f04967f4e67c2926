"""The package coverage, which says what lines run; a script of that name beside this would be found first."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

_HERE = str(Path(__file__).resolve().parent)
sys.path[:] = [*(path for path in sys.path if path != _HERE), _HERE]
_package: Any = importlib.import_module("coverage")


class Lines(Protocol):
    """What has been recorded (``coverage.CoverageData``)."""

    def read(self) -> None:
        """Read the file."""

    def contexts_by_lineno(self, filename: str) -> dict[int, list[str]]:
        """Which tests ran a line of a file."""


class Recorder(Protocol):
    """What records (``coverage.Coverage``)."""

    def collect(self) -> AbstractContextManager[None]:
        """Record as long as the block runs."""

    def switch_context(self, new_context: str) -> None:
        """Say which test runs from now on."""

    def save(self) -> None:
        """Write the file."""


def lines(file: str) -> Lines:
    """What is recorded in a file."""
    found: Lines = _package.CoverageData(file)
    return found


def recorder(file: str, packages: Sequence[str]) -> Recorder:
    """One that records the lines of some packages."""
    found: Recorder = _package.Coverage(data_file=file, source_pkgs=packages, config_file=False)
    return found
