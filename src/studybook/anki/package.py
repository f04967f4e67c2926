"""The deck as Anki takes it in: a zip with a database, the same bytes for the same notes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

import genanki

from studybook.anki.model import model
from studybook.anki.notes import SPACE, Note

DATE = (1980, 1, 1, 0, 0, 0)
"""Of every file in the zip, which knows none before it."""


class Told(NamedTuple):
    """What is told of the deck as a whole."""

    title: str
    description: str
    """HTML."""
    moment: int
    """Seconds since 1970; Anki updates notes from the deck that is newer."""


def packed(told: Told, notes: Iterable[Note], media: Mapping[str, bytes]) -> bytes:
    """A deck with one below it for each chapter."""
    decks: dict[str, genanki.Deck] = {"": _deck(told.title, told.description)}
    kind = model()
    for number, note in enumerate(notes, 1):
        name = f"{told.title}::{one_level(note.chapter)}" if note.chapter else told.title
        deck = decks.setdefault(note.chapter, _deck(name))
        made = genanki.Note(kind, list(note.fields), tags=list(note.tags), guid=note.guid, due=number)
        deck.add_note(made)
    written = io.BytesIO()
    genanki.Package(list(decks.values())).write_to_file(written, timestamp=told.moment)
    return _zipped(written, media)


def one_level(name: str) -> str:
    """A name that is that of one deck; two colons would put another below it."""
    return re.sub("::+", ":", name)


def _deck(name: str, description: str = "") -> genanki.Deck:
    """A deck whose id follows from its name, by which Anki knows it again."""
    number = int.from_bytes(sha256(f"{SPACE}\0{name}".encode()).digest()[:4], "big")
    return genanki.Deck((1 << 32) + number, name, description)


def _zipped(written: io.BytesIO, media: Mapping[str, bytes]) -> bytes:
    """What genanki has written, in a zip without the time of day, and with images from memory."""
    target = io.BytesIO()
    names = sorted(media)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(target, "w") as archive:
        contents = {"collection.anki2": source.read("collection.anki2")}
        contents["media"] = json.dumps(dict(enumerate(names)), ensure_ascii=False).encode()
        contents |= {str(number): media[name] for number, name in enumerate(names)}
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()
