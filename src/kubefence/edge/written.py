"""Options as somebody has written them, and the way back to where they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from kubefence.yamldoc.document import Path as Steps

Place = Callable[[Steps, bool], tuple[Path, str]]
"""Path of an option, and whether its name is meant, to the file and ``:line:column`` in it, "" for none."""


class Written(NamedTuple):
    """Options, and where they are written."""

    file: Path
    given: Any
    place: Place

    @property
    def folder(self) -> Path:
        """Where files are looked for that an option names."""
        return self.file.parent
