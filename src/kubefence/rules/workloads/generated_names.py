"""Names that the server completes (``names.SimpleNameGenerator``)."""

from __future__ import annotations

from kubefence.rules.engine.model import Site

ADDED, LONGEST_BASE = 5, 58
"""The random characters that follow generateName, and how much of it is kept before them."""


def name_length(metadata: Site) -> int:
    """How long the name is, or will be once the server has completed generateName."""
    name, base = metadata.text("name"), metadata.text("generateName")
    return len(name) if name or not base else min(len(base), LONGEST_BASE) + ADDED
