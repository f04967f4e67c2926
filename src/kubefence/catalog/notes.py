"""All notes, by the id of their rule. They are read when a rule is explained, and not before."""

from __future__ import annotations

from collections.abc import Mapping

from kubefence.catalog import of_commands, of_custom, of_fences, of_formats, of_sites, of_text
from kubefence.catalog.note import Note

NOTES: Mapping[str, Note] = (
    of_text.NOTES | of_custom.NOTES | of_commands.NOTES | of_fences.NOTES | of_formats.NOTES | of_sites.NOTES
)
