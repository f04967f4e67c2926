"""What is asked of a manifest, and the answer of the engine."""

from __future__ import annotations

from typing import NamedTuple


class Candidate(NamedTuple):
    """A manifest that can be asked about."""

    id: str
    text: str
    about: str = ""
    """The rule that it is an example of, if it is one."""
    mended: str = ""
    """The same as it would be taken, where it is not."""
    page: str = ""
    """The page that it stands on, by its name."""
    why: str = ""
    """What there is to say of it beside what the engine says."""
    source: str = ""
    """Where that is said officially."""


class Found(NamedTuple):
    """A sentence of the engine."""

    rule: str
    refused: bool
    """Else it is only a warning."""
    line: int
    last: int
    field: str
    text: str


class Change(NamedTuple):
    """A line of two versions of a text: of both (blank), of the first alone (-), of the second alone (+)."""

    sign: str
    line: str


class Manifest(NamedTuple):
    """A manifest with its answer."""

    candidate: Candidate
    found: tuple[Found, ...]
    lines: tuple[int, ...]
    """Those that are right when asked where the mistake is; empty where it is taken."""
    changes: tuple[Change, ...]
    """What makes it right, with a line around each change."""

    @property
    def taken(self) -> bool:
        """Whether the API server takes it."""
        return not any(found.refused for found in self.found)
