"""What the rules say of thousands of small inputs is what is written down; ``scripts/update_verdicts.py`` writes it.

A difference is no mistake by itself: it is what a change of the rules does. Look at it, and keep it if it is meant.
"""

from pathlib import Path

import pytest
from tests.helpers import findings, loaded_script

loaded_script("generated")
SCRIPT = loaded_script("update_verdicts")
TABLES = SCRIPT.tables_of_verdicts()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_verdicts(path: Path) -> None:
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    assert TABLES[path]().splitlines() == known.splitlines(), "run scripts/update_verdicts.py and look at what changes"


def test_there_are_no_other_tables() -> None:
    assert set(SCRIPT.there()) <= TABLES.keys()


@pytest.mark.parametrize("path", sorted(SCRIPT.SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_samples_are_sound(path: Path) -> None:
    found = findings(path.read_text(encoding="utf-8"), path.name)
    assert [f"{finding.span.line}: {finding.rule} {finding.field}" for finding in found] == []
