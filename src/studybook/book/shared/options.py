"""What a reader chooses of the book."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader chooses."""

    paper: str = "a4"
    answers: str = "inline"
    large: bool = False
