"""Which format a document has that is no object of the API, and what is said of one that nothing is known about."""

from __future__ import annotations

from typing import NamedTuple

from kubefence.findings import Severity, Text
from kubefence.foreign.declared import Declared
from kubefence.foreign.forms import FORMS, Form
from kubefence.foreign.shapes import shaped_like
from kubefence.problems import Anchor, Problem
from kubefence.schema import strangers
from kubefence.yamldoc.document import Json, Path


class Foreign(NamedTuple):
    """A document of a known format."""

    form: Form
    said: Text
    """What it is, in more words where its kind says more than its format."""
    declared: bool = False
    """Whether somebody has said so, who knows then what is not checked."""


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


def as_declared(value: Json, declared: Declared, *, manifest: bool) -> Foreign | Problem | None:
    """What a document is of which somebody says what it is; ``manifest``: its kind is one of the API.

    None for a manifest, a problem where its fence says one thing and the document another.
    """
    if declared.form is None:
        return None
    found = recognised(value)
    if found and found.form is declared.form:
        return found._replace(declared=declared.surely)
    if not (found or manifest):
        return Foreign(declared.form, declared.form.said, declared.surely)
    if not declared.at_fence:
        return found
    what = found.said if found else Text("Kubernetes 清单", "a manifest of Kubernetes")
    return Problem(
        "wrong-format",
        ("kind",),
        Text(
            f'代码块写着 format="{declared.form.name}"，内容却是{what.zh}',
            f'the fence says format="{declared.form.name}", but this is {what.en}',
        ),
    )


def is_foreign(value: Json, declared: Declared | None) -> bool:
    """Whether a document counts as one of another format: it is known as one, or said to be and without a head."""
    if declared is None or recognised(value):
        return recognised(value) is not None and not (declared and declared.form is None)
    return declared.form is not None and not (isinstance(value, dict) and "kind" in value)


def unchecked(foreign: Foreign, path: Path) -> Problem:
    """That there is nothing to check a document with but the rules of YAML."""
    text = Text(
        f"这是{foreign.said.zh}，没有模式可对照，只核对了 YAML 本身",
        f"this is {foreign.said.en}: there is nothing to check it with, so only its YAML was checked",
    )
    return Problem("unchecked-format", path, text, Anchor.KEY, Severity.NOTE)
