"""The names of other objects in an object: what is named, where, and what of it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from kubefence.belonging.fields import met, steps
from kubefence.belonging.links import LINKS
from kubefence.belonging.rows import PODS, Link
from kubefence.belonging.shown import Shown
from kubefence.belonging.targets import CLUSTER
from kubefence.rules.engine.group import at
from kubefence.yamldoc.document import Path

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?")
"""What may be the name of an object; anything else is a placeholder, or a mistake of its own."""


class Reference(NamedTuple):
    """A field of an object that names another one."""

    holder: Shown
    path: Path
    """In the document of the holder."""
    kind: str
    group: str
    """That of the kind, "" where any will do."""
    name: str
    namespace: str
    """Where the object has to be; "" where that is not said."""
    link: Link

    @property
    def said(self) -> str:
        """``ConfigMap web``."""
        return f"{self.kind} {self.name}"

    @property
    def optional(self) -> bool:
        """Whether it may be missing."""
        return bool(self.beside("optional") is True)

    @property
    def around(self) -> Path:
        """The path of the mapping that has the name."""
        return self.path[:-1]

    def beside(self, field: str) -> Any:
        """The value of a field beside the name, None where there is none."""
        return at(self.holder.document.value, (*self.around, field))


def references(shown: Shown) -> Iterator[Reference]:
    """All names of other objects in an object."""
    for link in _links().get(shown.kind, ()):
        if fits(link.of, shown.group):
            yield from _named(shown, link, ())
    for pod in shown.pods_at:
        for link in _links()[PODS]:
            yield from _named(shown, link, (*pod, "spec"))


def _named(shown: Shown, link: Link, base: Path) -> Iterator[Reference]:
    for path, name in met(shown.at(*base), steps(link.at), (*shown.path, *base)):
        if isinstance(name, str) and is_name(name) and name not in shown.document.gaps.unknown:
            found = _reference(shown, path, name, link)
            if found.kind:
                yield found


def _reference(shown: Shown, path: Path, name: str, link: Link) -> Reference:
    kind, _, group = link.to.partition(".")
    found = Reference(shown, path, kind, group, name, shown.namespace, link)
    said = found.beside(link.kind) if link.kind else None
    namespace = found.beside("namespace")
    if isinstance(said, str):
        found = found._replace(kind=said, group=group if said == kind else "")
    if link.wide and found.beside(link.wide) is True:
        found = found._replace(kind=f"Cluster{kind}")
    if found.kind in CLUSTER:
        return found._replace(namespace="")
    return found._replace(namespace=namespace) if isinstance(namespace, str) else found


def is_name(text: str) -> bool:
    """Whether a text may be the name of an object."""
    return _NAME.fullmatch(text) is not None


def fits(named: str, group: str) -> bool:
    """Whether a kind of this group is meant by a name with or without one."""
    wanted = named.partition(".")[2]
    return not wanted or wanted == group


@cache
def _links() -> Mapping[str, Sequence[Link]]:
    found: dict[str, list[Link]] = {}
    for link in LINKS:
        found.setdefault(link.of.partition(".")[0], []).append(link)
    return found
