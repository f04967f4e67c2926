"""The steps of ``action.yml``, run as a runner of GitHub runs those of a composite action."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
"""How a runner starts ``shell: bash``."""
_EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")


class Action:
    """The action in a folder, with what a workflow gives to it."""

    def __init__(self, folder: Path, **inputs: str) -> None:
        self._action: dict[str, Any] = yaml.safe_load((folder / "action.yml").read_text(encoding="utf-8"))
        declared = self._action["inputs"]
        if unknown := inputs.keys() - set(declared):
            raise KeyError(f"the action has no input {', '.join(sorted(unknown))}")
        self._known = {f"inputs.{name}": inputs.get(name, each["default"]) for name, each in declared.items()}
        self._known["github.action_path"] = str(folder)

    @property
    def inputs(self) -> list[str]:
        """The names of what a workflow may give."""
        return list(self._action["inputs"])

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps as they are written."""
        steps: list[dict[str, Any]] = self._action["runs"]["steps"]
        return steps

    def run(self, number: int, workspace: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one step in the folder that a workflow has checked out."""
        step = self.steps[number]
        given = {name: self._value(text) for name, text in step["env"].items()}
        if _EXPRESSION.search(step["run"]):
            raise ValueError("an expression in a script lets whoever writes its value write the script")
        return subprocess.run(
            [*BASH, step["run"]], cwd=workspace, env={**os.environ, **environment, **given},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def _value(self, text: str) -> str:
        return evaluated(text, self._known)


def evaluated(text: str, known: Mapping[str, str]) -> str:
    """A text with its expressions replaced; raises KeyError for one that is not known."""
    return _EXPRESSION.sub(lambda found: known[found[1]], text)
