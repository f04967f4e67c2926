"""Files of CRDs, as whoever reads files hands them over."""

from __future__ import annotations

from typing import NamedTuple


class Given(NamedTuple):
    """A file of CRDs."""

    path: str
    """What errors call it."""
    text: str
    named: bool = True
    """Whether the configuration names it; what only lies in the tree is judged as any other manifest there."""
    on_page: bool = False
    """Whether it is shown on a page, to the other pages of which it says what nothing else does."""
