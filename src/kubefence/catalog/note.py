"""What there is to say of a rule that is not about a manifest."""

from __future__ import annotations

from typing import NamedTuple

from kubefence.findings import Severity, Text


class Note(NamedTuple):
    """Why there is such a rule, what to do, and a page that breaks it and no other, with the same page mended."""

    why: Text
    fix: Text
    wrong: str = ""
    """Empty where an example would be too long to be read, or is no text."""
    right: str = ""
    severity: Severity = Severity.ERROR
    file: str = "page.md"
    """What the example is called; one that is no ``.md`` holds manifests."""


def fenced(text: str, info: str = "yaml") -> str:
    """A block of a page."""
    return f"```{info}\n{text}```\n"


CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n"
