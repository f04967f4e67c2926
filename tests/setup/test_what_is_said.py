"""What the Makefile, the workflows and the READMEs say of set-up is so."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from ready.goals import GOALS, NPM, PYTHON, USAGE

from .conftest import ROOT

CALLERS = [ROOT / "Makefile", ROOT / ".ci/run", *(ROOT / ".github/workflows").glob("*.yml")]


@pytest.mark.parametrize("path", CALLERS, ids=lambda path: path.name)
def test_goals_that_are_called_are_there(path: Path) -> None:
    calls = re.findall(r"scripts/setup\.sh (\$\(if [^,]*,\w+,\w+\)|\w+)", path.read_text(encoding="utf-8"))
    called = set(chain.from_iterable(re.findall(r"[a-z]+", call.replace("$(if", "")) for call in calls))
    assert called <= GOALS.keys()


def test_the_makefile_calls_all_of_them() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [goal for goal in GOALS if not re.search(rf"scripts/setup\.sh .*\b{goal}\b", text)] == []


def test_usage_tells_all_of_them() -> None:
    assert re.findall(r"^  (\w+)  ", USAGE, re.MULTILINE) == list(GOALS)
    assert f"[{'|'.join(GOALS)}]" in USAGE
    told = re.findall(r"^#   scripts/setup\.sh (\w+)", (ROOT / "scripts/setup.sh").read_text("utf-8"), re.MULTILINE)
    assert told == list(GOALS)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("goal", ["serve", "test"])
def test_how_much_is_loaded(name: str, goal: str) -> None:
    parts = [PYTHON[GOALS[goal].python], *(NPM[part] for part in GOALS[goal].npm)]
    text = (ROOT / name).read_text(encoding="utf-8")
    loads, fills = sum(part.loads for part in parts), sum(part.fills for part in parts)
    assert re.search(rf"\b{loads} MB.{{1,30}}\b{fills} MB", text), (loads, fills)
