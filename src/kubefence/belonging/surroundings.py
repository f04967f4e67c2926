"""What an object stands among: its block, its page, and what is said to lie elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from kubefence.belonging.files import NO_FILES, Files
from kubefence.belonging.labelled import Index
from kubefence.belonging.made import Made
from kubefence.belonging.outside import NOTHING, Outside
from kubefence.belonging.page_objects import PageObjects
from kubefence.belonging.shown import Shown


class Beside(NamedTuple):
    """What a block stands beside."""

    page: PageObjects
    outside: Outside = NOTHING
    complete: bool = False
    """Whether all that is named has to be there, or be said to lie elsewhere."""
    files: Files = NO_FILES
    """The files that the page speaks of."""
    to_follow: bool = True
    """Whether a reader is to follow the block; one that is wrong on purpose may name what there is not."""


class Around:
    """What the objects of a block stand among. Of wrong examples only those of the same block count."""

    def __init__(self, block: Sequence[Shown], beside: Beside) -> None:
        self.page, self.outside = beside.page, beside.outside
        self.complete, self.to_follow = beside.complete, beside.to_follow
        self._block = block
        self._indexes: dict[str, Index] = {}

    def counts(self, other: Shown | Made) -> bool:
        """Whether what another object holds is meant to be right, or wrong together with this block."""
        return isinstance(other, Made) or other.right or id(other.document) in self._own

    def indexes(self, shown: Shown, to: str) -> Sequence[Index]:
        """The objects of a kind by their labels: those of the page, those of the block first where it is wrong."""
        of_page = self.page.index(to)
        if shown.right:
            return (of_page,)
        if to not in self._indexes:
            self._indexes[to] = Index(self._block, to)
        return self._indexes[to], of_page

    @cached_property
    def _own(self) -> frozenset[int]:
        return frozenset(id(each.document) for each in self._block)
