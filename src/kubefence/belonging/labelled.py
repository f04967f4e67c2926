"""Objects by their labels: each selector is asked once, however many objects have the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from kubefence.belonging.fields import met, steps
from kubefence.belonging.rows import PODS
from kubefence.belonging.shown import Shown
from kubefence.yamldoc.document import Path

_OWN: Path = ("metadata", "labels")
_SAY_NOTHING = frozenset(
    {"pdb", "netpol", "policy", "network", "monitor", "servicemonitor", "podmonitor", "svc", "service", "headless"}
    | {"deployment", "deploy", "statefulset", "sts", "pod", "metrics", "budget", "my", "test", "demo", "example"}
)
"""Words in names that only say of what kind the object is, or not even that."""
_SHORTEST = 3
"""Letters of what is left of a name that tells one object from another."""


class Labelled(NamedTuple):
    """An object that may be selected, by one set of labels: its own, or those of its Pods."""

    shown: Shown
    labels: Mapping[str, str]
    at: Path
    """Below which of its paths they stand: () for those of its own."""

    @property
    def labels_at(self) -> Path:
        """Where the labels stand, as far as that is written."""
        whole = (*self.at, *_OWN)
        return whole if self.shown.at(*whole) is not None else ()


class Selected:
    """What a selector selects."""

    def __init__(self, objects: Sequence[Labelled]) -> None:
        self.objects = objects
        self._named: dict[Sequence[str], frozenset[str]] = {}

    def named(self, patterns: Sequence[str]) -> frozenset[str]:
        """The texts that patterns lead to in what is selected."""
        if patterns not in self._named:
            self._named[patterns] = frozenset(self._names(patterns))
        return self._named[patterns]

    @cached_property
    def is_open(self) -> bool:
        """Whether something of it is left out."""
        return any(each.shown.document.gaps.open for each in self.objects)

    def _names(self, patterns: Sequence[str]) -> Iterator[str]:
        for each in self.objects:
            for pattern in patterns:
                for _, name in met(each.shown.at(*each.at), steps(pattern)):
                    if isinstance(name, str):
                        yield name


class Index:
    """Objects that may be selected."""

    def __init__(self, shown: Iterable[Shown], to: str) -> None:
        self._by_label: dict[tuple[str, str], list[Labelled]] = {}
        self._by_stem: dict[str, list[Labelled]] = {}
        self._asked: dict[tuple[str, tuple[tuple[str, str], ...]], Selected] = {}
        self.is_open = False
        """Whether something is left out of one of them, which may be a label, or a label is filled in by the reader."""
        for each in _labelled(shown, to):
            gaps = each.shown.document.gaps
            self.is_open |= bool(gaps.open) or not gaps.unknown.keys().isdisjoint((*each.labels, *each.labels.values()))
            self._by_stem.setdefault(stem(each.shown), []).append(each)
            for label in each.labels.items():
                self._by_label.setdefault(label, []).append(each)

    def selected(self, namespace: str, wanted: Mapping[str, str]) -> Selected:
        """Those that have all these labels, in any namespace where none is given."""
        asked = namespace, tuple(wanted.items())
        if asked not in self._asked:
            fewest = min((self._by_label.get(label, []) for label in wanted.items()), key=len)
            found = (each for each in fewest if wanted.items() <= each.labels.items())
            self._asked[asked] = Selected([each for each in found if _may_lie_in(each.shown, namespace)])
        return self._asked[asked]

    def called(self, like: str) -> Sequence[Labelled]:
        """Those whose names have this stem."""
        return self._by_stem.get(like, ()) if like else ()


def _labelled(shown: Iterable[Shown], to: str) -> Iterator[Labelled]:
    for each in shown:
        if to == PODS:
            for labels, at in zip(each.pods, each.pods_at, strict=True):
                yield Labelled(each, labels, at)
        elif each.kind == to:
            yield Labelled(each, each.labels, ())


def _may_lie_in(shown: Shown, namespace: str) -> bool:
    return not namespace or shown.namespace in ("", namespace)


def stem(shown: Shown) -> str:
    """The name of an object without words that say of what kind it is, "" where too little is left."""
    left = "-".join(word for word in shown.name.split("-") if word not in _SAY_NOTHING)
    return left if len(left) >= _SHORTEST else ""
