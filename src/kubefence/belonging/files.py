"""The files that a page speaks of: titles of its blocks, names in its text, what its commands write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from kubefence.belonging.slips import Slips

_FILE = re.compile(r"(?P<given>(?<!\S)(?:-f|--filename)[ =]*[\"']?)?(?<![\w./-])(?P<name>[\w./-]+\.(?:ya?ml|json))\b")
"""The name of a file, perhaps as one that a command is given."""
_ENDINGS: Mapping[str, str] = {".yaml": ".yml", ".yml": ".yaml"}
_OF_KUSTOMIZE = frozenset({"kustomization.yaml", "kustomization.yml"})
_KIND = "file"
_LONGEST = 256
"""Letters of the path of a file."""


class Files:
    """The names of files in a text, apart from those that only a command is given."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(_last(found["name"]) for found in _FILE.finditer(self._text) if not found["given"])

    @cached_property
    def folders(self) -> Sequence[str]:
        """The folders that have a kustomization file, of those that the text gives a name."""
        names = (found["name"] for found in _FILE.finditer(self._text) if not found["given"])
        split = (name.rpartition("/") for name in names if len(name) <= _LONGEST)
        return sorted({folder for folder, _, last in split if folder and last in _OF_KUSTOMIZE})

    def has_folder(self, name: str) -> bool:
        """Whether one of these folders is meant, seen from whatever folder above it."""
        return name in self._ends

    def near_folder(self, name: str) -> str | None:
        """The folder that is meant where ``name`` is a slip of its name, None where none is."""
        return self._slips_of_folders.near(_KIND, name)

    @cached_property
    def _ends(self) -> frozenset[str]:
        parts = (folder.split("/") for folder in self.folders)
        return frozenset("/".join(each[start:]) for each in parts for start in range(len(each)))

    @cached_property
    def _slips_of_folders(self) -> Slips:
        return Slips((_KIND, folder) for folder in self.folders)

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
