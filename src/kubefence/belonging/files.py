"""The files that a page speaks of: titles of its blocks, names in its text, what its commands write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from kubefence.belonging.slips import Slips

_FILE = re.compile(r"(?P<given>(?<!\S)(?:-f|--filename)[ =]*[\"']?)?(?<![\w./-])(?P<name>[\w./-]+\.(?:ya?ml|json))\b")
"""The name of a file, perhaps as one that a command is given."""
_ENDINGS: Mapping[str, str] = {".yaml": ".yml", ".yml": ".yaml"}
_KIND = "file"


class Files:
    """The names of files in a text, apart from those that only a command is given."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(_last(found["name"]) for found in _FILE.finditer(self._text) if not found["given"])

    @cached_property
    def _slips(self) -> Slips:
        return Slips((_KIND, name) for name in self._known)

    def knows(self, name: str) -> bool:
        """Whether the text speaks of a file of this name, in whatever folder."""
        return _last(name) in self._known

    def near(self, name: str) -> str | None:
        """The file that is meant where ``name`` is a slip of its name, None where none is."""
        last = _last(name)
        for ending, other in _ENDINGS.items():
            if last.endswith(ending) and last.removesuffix(ending) + other in self._known:
                return last.removesuffix(ending) + other
        return self._slips.near(_KIND, last)


def _last(name: str) -> str:
    return name.rpartition("/")[2]


NO_FILES = Files("")
