"""The objects that a page shows, by what they are and what they are called: commands and other objects refer to them.

Nothing here says whether that is right. A block that is marked as wrong or partial shows its object all the same, so
whoever asks for a name finds it; what it holds is told only of objects that are shown as they are to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from kubefence.belonging.by_label import ByLabel
from kubefence.belonging.labelled import Index
from kubefence.belonging.made import Made, made_of, without_ordinal
from kubefence.belonging.shown import Shown, objects_of
from kubefence.belonging.slips import Slips
from kubefence.commands.resources import plural
from kubefence.yamldoc.document import Document

_MANY = 64
"""Objects of one name that are looked at: who has more of them on a page means none of them."""


class PageObjects:
    """The objects of a page. They are looked up once, when first asked for.

    ``made`` are those that its commands make.
    """

    def __init__(self, shown: Iterable[Shown], made: Iterable[Made] = ()) -> None:
        self._given, self._given_made = shown, made
        self._indexes: dict[str, Index] = {}

    @cached_property
    def shown(self) -> Sequence[Shown]:
        """All of them, in the order of the page."""
        return tuple(self._given)

    @cached_property
    def _by_kind(self) -> Mapping[str, Mapping[str, Sequence[Shown]]]:
        found: dict[str, dict[str, list[Shown]]] = {}
        for each in self.shown:
            found.setdefault(each.kind, {}).setdefault(each.name, []).append(each)
        return found

    @cached_property
    def _made(self) -> Mapping[tuple[str, str], Sequence[Made]]:
        """What is there without a manifest: commands make it, or controllers do so of what is shown."""
        found: dict[tuple[str, str], list[Made]] = {}
        for each in (*self._given_made, *(made for shown in self.shown for made in made_of(shown))):
            found.setdefault((each.kind, each.name), []).append(each)
        return found

    @cached_property
    def _slips(self) -> Slips:
        return Slips((*((each.kind, each.name) for each in self.shown), *self._made))

    @property
    def kinds(self) -> Iterable[str]:
        """The kinds that are shown."""
        return self._by_kind.keys()

    def of_kind(self, kind: str) -> Iterator[Shown]:
        """The objects of a kind."""
        for objects in self._by_kind.get(kind, {}).values():
            yield from objects

    def names(self, kind: str) -> Iterable[str]:
        """The names of all objects of a kind."""
        return self._by_kind.get(kind, {}).keys()

    @cached_property
    def all_names(self) -> AbstractSet[str]:
        """The names of all objects, and of those that are made."""
        return frozenset((*(each.name for each in self.shown), *(name for _, name in self._made)))

    @cached_property
    def by_word(self) -> Mapping[str, str]:
        """The kinds that are shown by what a command calls them."""
        return {word: kind for kind in self.kinds for word in (kind.lower(), plural(kind))}

    @cached_property
    def with_pods(self) -> Mapping[str, Sequence[Shown]]:
        """What has Pods, by its name."""
        found: dict[str, list[Shown]] = {}
        for each in self.shown:
            if each.pods:
                found.setdefault(each.name, []).append(each)
        return found

    @cached_property
    def by_label(self) -> ByLabel:
        """The objects by the labels that they have, or that their Pods have."""
        return ByLabel((each, labels) for each in self.shown for labels in (each.labels, *each.pods))

    def called(self, kind: str, name: str, namespace: str = "") -> Sequence[Shown]:
        """The objects of a kind and name; of a ``namespace`` those that may lie in it."""
        found = self._by_kind.get(kind, {}).get(name, ())
        if not namespace:
            return found
        return [each for each in found if each.namespace in ("", namespace)]

    def some(self, kind: str, name: str, namespace: str = "") -> Sequence[Shown]:
        """The same, of very many the first."""
        found = self._by_kind.get(kind, {}).get(name, ())
        return [each for each in found[:_MANY] if not namespace or each.namespace in ("", namespace)]

    def made(self, kind: str, name: str) -> Sequence[Made]:
        """What commands, or controllers, make of this kind and name; of very much the first."""
        found = self._made.get((kind, name)) or self._made.get((kind, without_ordinal(name)), ())
        return found[:_MANY]

    def of(self, document: Document) -> Sequence[Shown]:
        """The objects of a document; of one that is not among those of the page too."""
        return self._by_document.get(id(document)) or tuple(objects_of(document))

    @cached_property
    def _by_document(self) -> Mapping[int, Sequence[Shown]]:
        found: dict[int, list[Shown]] = {}
        for each in self.shown:
            found.setdefault(id(each.document), []).append(each)
        return found

    def is_vague(self, kind: str) -> bool:
        """Whether some object of a kind has a name that the reader fills in."""
        return kind in self._vague

    @cached_property
    def _vague(self) -> frozenset[str]:
        return frozenset(each.kind for each in self.shown if each.name in each.document.gaps.unknown)

    def index(self, to: str) -> Index:
        """What is shown as it is to be, by the labels of a kind or of Pods."""
        if to not in self._indexes:
            self._indexes[to] = Index((each for each in self.shown if each.right), to)
        return self._indexes[to]

    def near(self, kind: str, name: str) -> Shown | Made | None:
        """The object of this kind that is meant where ``name`` is a slip of the pen, None where none is near.

        Names that differ in nothing but numbers are those of different objects.
        """
        near = self._slips.near(kind, name)
        if near is None:
            return None
        found: Sequence[Shown | Made] = self.some(kind, near) or self.made(kind, near)
        return found[0] if found else None
