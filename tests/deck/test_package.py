"""The same notes are the same bytes, whenever and wherever they are packed."""

from __future__ import annotations

import io
import json
import random
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

from .small import IDS, deck, notes

ROOT = Path(__file__).parents[2]
AGAIN = "import sys; from tests.deck.small import deck, notes; sys.stdout.buffer.write(deck(notes()))"


def test_two_runs_give_the_same_bytes() -> None:
    """Another process, with another order of sets, in another zone of time."""
    environment = {"PYTHONHASHSEED": str(random.randrange(2**32)), "TZ": "Asia/Shanghai", "PYTHONPATH": "src"}
    done = subprocess.run([sys.executable, "-c", AGAIN], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert done.stdout == deck(notes())


def test_the_zip_has_no_time_of_day() -> None:
    with zipfile.ZipFile(io.BytesIO(deck(notes()))) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert json.loads(archive.read("media")) == {}


def test_ids_of_decks_and_of_the_note_type_stay(tmp_path: Path) -> None:
    found = []
    for moment in (1_700_000_000, 1_800_000_000):
        with zipfile.ZipFile(io.BytesIO(deck(notes(), moment))) as archive:
            archive.extract("collection.anki2", tmp_path)
        with sqlite3.connect(tmp_path / "collection.anki2") as database:
            decks, models = map(json.loads, database.execute("select decks, models from col").fetchone())
            found.append([{number: deck["name"] for number, deck in decks.items()}, list(models)])
            times = database.execute("select count(*), min(mod), max(mod) from notes").fetchone()
            assert times == (len(IDS), moment, moment)
        database.close()
    assert found[0] == found[1]
    assert found[0][1] == ["1764460801"], "another one would be another note type for everybody"
