"""Objects by their labels: which has some of them, and which has all but for a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kubefence.belonging.shown import Shown
from kubefence.belonging.slips import Slips


class ByLabel:
    """Sets of labels, each with the object that has it."""

    def __init__(self, given: Iterable[tuple[Shown, Mapping[str, str]]]) -> None:
        self._holders: list[Shown] = []
        self._having: dict[tuple[str, str], set[int]] = {}
        for number, (shown, labels) in enumerate(given):
            self._holders.append(shown)
            for pair in labels.items():
                self._having.setdefault(pair, set()).add(number)
        self._slips = Slips(self._having)

    def first(self, wanted: Mapping[str, str]) -> Shown | None:
        """The first object that has all these labels, None where none has."""
        having = (self._having.get(pair, set()) for pair in wanted.items())
        found: list[set[int]] = sorted(having, key=len)
        common = found[0].intersection(*found[1:]) if found else ()
        return self._holders[min(common)] if common else None

    def near(self, wanted: Mapping[str, str]) -> tuple[Shown, Mapping[str, str]] | None:
        """The object that is meant where one of the values is a slip, and the labels that are."""
        for key, value in wanted.items():
            known = self._slips.near(key, value)
            meant = {**wanted, key: known} if known is not None else {}
            shown = self.first(meant)
            if shown is not None:
                return shown, meant
        return None
