"""Which format a document has that is no object of the API, and what is said of one that nothing is known about."""

from __future__ import annotations

from typing import NamedTuple

from kubefence.checks.foreign.forms import FORMS, Form
from kubefence.checks.foreign.shapes import shaped_like
from kubefence.findings import Severity, Text
from kubefence.problems import Anchor, Problem
from kubefence.schema import strangers
from kubefence.yamldoc.document import Json, Path


class Foreign(NamedTuple):
    """A document of a known format."""

    form: Form
    said: Text
    """What it is, in more words where its kind says more than its format."""


def recognised(value: Json) -> Foreign | None:
    """What a document is, by its apiVersion and kind or by its keys; None for what may be a manifest."""
    if not isinstance(value, dict):
        return None
    api_version, kind = value.get("apiVersion"), value.get("kind")
    if isinstance(api_version, str) and isinstance(kind, str):
        stranger = strangers.known(api_version, kind)
        return Foreign(FORMS[stranger.format], stranger.text) if stranger else None
    name = shaped_like(value) if kind is None else None
    return Foreign(FORMS[name], FORMS[name].said) if name else None


def unchecked(foreign: Foreign, path: Path) -> Problem:
    """That there is nothing to check a document with but the rules of YAML."""
    text = Text(
        f"这是{foreign.said.zh}，没有模式可对照，只核对了 YAML 本身",
        f"this is {foreign.said.en}: there is nothing to check it with, so only its YAML was checked",
    )
    return Problem("unchecked-format", path, text, Anchor.KEY, Severity.NOTE)
