"""Files on their way through a run: what is still to be verified, and what is known."""

from __future__ import annotations

from typing import NamedTuple

from kubefence.engine import Page, Verifier
from kubefence.findings import PageReport


class Verified(NamedTuple):
    """A page that was verified, or a file that could not be read."""

    report: PageReport
    reads: frozenset[str] = frozenset()
    """Files that it included or looked for."""


Pending = Page | Verified
"""What is still to be verified, or is known."""


def by(verifier: Verifier, asked: Pending) -> Verified:
    """What a verifier says of a page; what is known is known."""
    return asked if isinstance(asked, Verified) else Verified(verifier.verify(asked), verifier.reads)
