"""The objects that a page shows, by what they are and what they are called: commands and other objects refer to them.

Nothing here says whether that is right. A block that is marked as wrong or partial shows its object all the same, so
whoever asks for a name finds it; what it holds is told only of objects that are shown as they are to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from kubefence.nearest import nearest
from kubefence.positions import Place
from kubefence.rules.engine.group import at
from kubefence.yamldoc.document import Document, Json, Path

_LIST = "List"
_TEMPLATES: Sequence[Path] = (("spec", "template"), ("spec", "jobTemplate", "spec", "template"))
"""Where objects of whatever kind, custom ones too, have the template of their Pods."""
_NEAR = 0.75
"""How alike two names are of which one is taken for a slip of the other (see `kubefence.nearest`)."""


class Shown(NamedTuple):
    """An object in a manifest of a page."""

    kind: str
    group: str
    """The API group as it is written: "" for the core group."""
    name: str
    namespace: str
    """The namespace that it names; "" leaves it to the one who applies it."""
    labels: Mapping[str, str]
    pods: Sequence[Mapping[str, str]]
    """The labels of the Pods that it makes; of a Pod its own."""
    document: Document
    path: Path
    """Where in the document it begins."""
    right: bool
    """Whether it is shown as it is to be: no wrong example, no patch, no part, no output."""

    @property
    def place(self) -> Place:
        """Where its name stands."""
        return self.document.value_place((*self.path, "metadata", "name"))

    @property
    def said(self) -> str:
        """``ConfigMap web``."""
        return f"{self.kind} {self.name}"

    def at(self, *path: str | int) -> Any:
        """The value at a path below the object, None where there is none."""
        return at(self.document.value, (*self.path, *path))


class PageObjects:
    """The objects of a page. They are looked up once, when first asked for."""

    def __init__(self, shown: Iterable[Shown]) -> None:
        self._given = shown

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

    @property
    def kinds(self) -> Iterable[str]:
        """The kinds that are shown."""
        return self._by_kind.keys()

    def names(self, kind: str) -> Iterable[str]:
        """The names of all objects of a kind."""
        return self._by_kind.get(kind, {}).keys()

    def called(self, kind: str, name: str, namespace: str = "") -> Sequence[Shown]:
        """The objects of a kind and name; of a ``namespace`` those that may lie in it."""
        found = self._by_kind.get(kind, {}).get(name, ())
        if not namespace:
            return found
        return [each for each in found if each.namespace in ("", namespace)]

    def near(self, kind: str, name: str) -> str | None:
        """The name of an object of this kind that is meant where ``name`` is a slip, None where none is near."""
        return nearest(name, list(self.names(kind)), _NEAR)

    def labelled(self, wanted: Mapping[str, str]) -> Iterator[Shown]:
        """The objects that have all these labels themselves, or make Pods that have them."""
        for each in self.shown:
            if any(wanted.items() <= labels.items() for labels in (each.labels, *each.pods)):
                yield each


def objects_of(document: Document, *, right: bool = True) -> Iterator[Shown]:
    """The objects that a document shows: itself, or the items of a list, if they say what they are."""
    yield from _objects(document, document.value, (), right)


def _objects(document: Document, value: Json, path: Path, right: bool) -> Iterator[Shown]:
    kind = at(value, ("kind",))
    if not isinstance(value, dict) or not isinstance(kind, str):
        return
    items = value.get("items")
    if kind.endswith(_LIST) and isinstance(items, list):
        for index, item in enumerate(items):
            yield from _objects(document, _completed(item, value), (*path, "items", index), right)
        return
    name, namespace = (at(value, ("metadata", field)) for field in ("name", "namespace"))
    if not isinstance(name, str):
        return
    version = value.get("apiVersion")
    yield Shown(
        kind=kind,
        group=version.rpartition("/")[0] if isinstance(version, str) else "",
        name=name,
        namespace=namespace if isinstance(namespace, str) else "",
        labels=_labels(value, ()),
        pods=tuple(_pods(value, kind)),
        document=document,
        path=path,
        right=right,
    )


def _completed(item: Json, holder: Mapping[str, Json]) -> Json:
    """An item with the kind of its list, where it says none itself."""
    kind = str(holder["kind"]).removesuffix(_LIST)
    if not kind or not isinstance(item, dict) or "kind" in item:
        return item
    return {"apiVersion": holder.get("apiVersion"), "kind": kind, **item}


def _pods(value: Json, kind: str) -> Iterator[Mapping[str, str]]:
    if kind == "Pod":
        yield _labels(value, ())
    for path in _TEMPLATES:
        if isinstance(at(value, path), dict):
            yield _labels(value, path)


def _labels(value: Json, path: Path) -> Mapping[str, str]:
    found = at(value, (*path, "metadata", "labels"))
    given = found.items() if isinstance(found, dict) else ()
    return {key: label for key, label in given if isinstance(key, str) and isinstance(label, str)}
