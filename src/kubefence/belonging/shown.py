"""An object that a page shows: what it is, what it is called, where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kubefence.positions import Place
from kubefence.rules.engine.group import at
from kubefence.yamldoc.document import Document, Json, Path

_LIST = "List"
_TEMPLATES: Sequence[Path] = (("spec", "template"), ("spec", "jobTemplate", "spec", "template"))
"""Where objects of whatever kind, custom ones too, have the template of their Pods."""


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
    pods_at: Sequence[Path]
    """Where in the object the templates of those Pods stand; () for a Pod."""
    document: Document
    path: Path
    """Where in the document it begins."""
    right: bool = True
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
    version, pods = value.get("apiVersion"), tuple(_pods(value, kind))
    yield Shown(
        kind=kind,
        group=version.rpartition("/")[0] if isinstance(version, str) else "",
        name=name,
        namespace=namespace if isinstance(namespace, str) else "",
        labels=_labels(value, ()),
        pods=tuple(_labels(value, pod) for pod in pods),
        pods_at=pods,
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


def _pods(value: Json, kind: str) -> Iterator[Path]:
    """Where a Pod, or the template of Pods, stands in an object."""
    if kind == "Pod":
        yield ()
    yield from (path for path in _TEMPLATES if isinstance(at(value, path), dict))


def _labels(value: Json, path: Path) -> Mapping[str, str]:
    found = at(value, (*path, "metadata", "labels"))
    given = found.items() if isinstance(found, dict) else ()
    return {key: label for key, label in given if isinstance(key, str) and isinstance(label, str)}
