"""All notes, by the id of their rule. They are read when a rule is explained, and not before."""

from __future__ import annotations

from collections.abc import Mapping

from kubefence.catalog import (
    of_belonging,
    of_commands,
    of_comments,
    of_custom,
    of_fences,
    of_formats,
    of_sites,
    of_text,
)
from kubefence.catalog.note import Note

_PARTS = (of_text, of_custom, of_commands, of_comments, of_fences, of_belonging, of_formats, of_sites)
NOTES: Mapping[str, Note] = {name: note for part in _PARTS for name, note in part.NOTES.items()}
