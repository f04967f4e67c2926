"""Which HTML an author may write: elements and attributes, with what the configuration adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kubefence.errors import Unusable

_ENTRY = re.compile(r"(?P<tag>\*|[a-z][a-z0-9-]*)(?:\[(?P<attributes>[a-z0-9:_ -]+)\])?")
_EVERYWHERE = "*"
DEFAULT = """
*[class id title lang role align width height markdown]
a[href name hreflang target rel download type] abbr b blockquote[cite] br caption cite code col[span] colgroup[span]
dd del[cite datetime] details[open name] dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
img[src srcset sizes alt loading decoding] ins[cite datetime] kbd li[value] mark
ol[start reversed type] p q[cite] rp rt ruby s small span strong sub summary sup
table tbody td[colspan rowspan headers] tfoot th[colspan rowspan headers scope abbr] thead time[datetime] tr
u ul var wbr
"""
"""What lays out text. No ``pre``: code stands in fences, where it is checked."""
_FREE = re.compile(r"aria-[a-z]+|data-(?!md-|clipboard)[a-z0-9-]+")
"""Attributes that any element may have: they say something about it, but not to the theme's scripts."""


class BadEntry(Unusable):
    """What the configuration adds is not of the form ``element`` or ``element[attribute attribute]``."""

    def __init__(self, entry: object) -> None:
        super().__init__(
            f"allow_html 的每一项写成 元素 或 元素[属性 属性]（小写），{entry!r} 不是",
            f"allow_html lists element or element[attribute attribute], in lower case; {entry!r} is not one",
        )


class Allowed(NamedTuple):
    """The elements, each with its attributes."""

    elements: Mapping[str, frozenset[str]]

    def element(self, tag: str) -> bool:
        """Whether an author may write this element."""
        return tag in self.elements

    def attribute(self, tag: str, name: str) -> bool:
        """Whether it may have this attribute."""
        named = self.elements.get(tag, frozenset()) | self.elements[_EVERYWHERE]
        return name in named or _FREE.fullmatch(name) is not None


def allowed(more: Iterable[str] = ()) -> Allowed:
    """The allow-list with the entries of the configuration; raises `BadEntry` with the first that is none."""
    found: dict[str, frozenset[str]] = {}
    for entry in (*(match[0] for match in _ENTRY.finditer(DEFAULT)), *more):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            raise BadEntry(entry)
        found[match["tag"]] = found.get(match["tag"], frozenset()) | set((match["attributes"] or "").split())
    return Allowed(found)
