"""Which topics that are asked elsewhere have an answer here: the count, and the table that it is made of."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import loaded_script

ROOT = Path(__file__).parents[2]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    package = sys.modules.get("coverage")  # which others are measured with
    found = loaded_script("coverage", "benchmarks")
    monkeypatch.delitem(sys.modules, "coverage")
    if package is not None:
        monkeypatch.setitem(sys.modules, "coverage", package)
    return found


def test_a_topic_counts_where_its_answer_is_there(script: ModuleType) -> None:
    table = {
        "answered": {"dns": {"names": 10, "records": 2}, "gone": {"old": 1}},
        "missing": {"rafts": 3},
        "beyond": {"terraform": {"frequency": 4, "reason": "another tool"}},
    }
    found = script.coverage(table, frozenset({"dns"}))
    assert found.answered == {"names": 10, "records": 2}
    assert found.missing == {"rafts": 3, "old": 1}
    assert found.beyond == {"terraform": 4}
    assert found.unknown == ("gone",)
    assert found.share == 50


def test_the_table_names_what_is_there_and_each_topic_once(script: ModuleType) -> None:
    table = tomllib.loads(script.ASKED.read_text(encoding="utf-8"))
    assert script.coverage(table, script.answers(ROOT)).unknown == ()
    topics = [topic for rows in table["answered"].values() for topic in rows] + [*table["missing"], *table["beyond"]]
    assert len(topics) == len(set(topics))
    assert all(row["reason"] for row in table["beyond"].values())


@pytest.mark.parametrize(
    ("missing", "code"),
    [('"a" = 2', 0), ('"a" = 3', 1), ('"a" = 2\n"b" = 1', 1)],
    ids=["enough", "asked often", "too few"],
)
def test_the_command(
    script: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    missing: str,
    code: int,
) -> None:
    topics = "\n".join(f'"topic {number}" = 1' for number in range(19))
    asked = tmp_path / "asked.toml"
    asked.write_text(f"[answered.dns]\n{topics}\n[missing]\n{missing}\n[beyond]\n", encoding="utf-8")
    monkeypatch.setattr(script, "ASKED", asked)
    monkeypatch.setattr(script, "answers", lambda _: frozenset({"dns"}))
    monkeypatch.setattr(sys, "argv", ["coverage.py"])
    assert script.main() == code
    assert "19 of 2" in capsys.readouterr().out
