"""What is wrong with a command, where in its text."""

from __future__ import annotations

from typing import NamedTuple

from kubefence.findings import Severity, Text


class Stretch(NamedTuple):
    """A part of a text: lines and columns in code points from 0, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Fault(NamedTuple):
    """One mistake in a command."""

    rule: str
    place: Stretch
    text: Text
    severity: Severity = Severity.ERROR
