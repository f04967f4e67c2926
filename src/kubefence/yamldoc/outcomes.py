"""What comes of a text: a document, or why there is none."""

from __future__ import annotations

from typing import NamedTuple

from kubefence.yamldoc.document import Document
from kubefence.yamldoc.limits import Excess, Oversized
from kubefence.yamldoc.stream import Lost, Refused


class Unreadable(NamedTuple):
    """A part of a text that is not YAML: where (0-based), what the parser said, and the line at which it begins."""

    line: int
    column: int
    problem: str
    begin: int


class Tangled(NamedTuple):
    """Aliases that cannot be unfolded: where, and the reason of the `Bomb`."""

    line: int
    column: int
    reason: str


class Broken(NamedTuple):
    """A text that is no JSON, where it should be: where, the reason of `NotJson`, and whether it is YAML."""

    line: int
    column: int
    reason: str
    readable: bool = False


Item = Document | Unreadable | Excess | Oversized | Tangled | Lost | Refused | Broken
