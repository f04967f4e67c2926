"""Lists of objects, taken apart as kubectl takes them apart: each item is created by itself.

In a list of one kind (``ConfigMapList``) an item without ``apiVersion`` and ``kind`` gets those of the list
(``decodeToList`` in ``apimachinery/pkg/apis/meta/v1/unstructured``); in a ``List`` it has none and is refused.
"""

from __future__ import annotations

from typing import NamedTuple

from kubefence.findings import Text
from kubefence.problems import Anchor, Problem
from kubefence.schema.custom.known import NONE_KNOWN, Customs
from kubefence.schema.navigate import definition_name
from kubefence.schema.pack import Pack
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path

_SUFFIX = "List"
"""Alone it is the kind of a list that holds objects of all kinds; kubectl knows one in every apiVersion."""


class Item(NamedTuple):
    """apiVersion and kind of an item that has none of its own; "" where it does not get any."""

    api_version: str = ""
    kind: str = ""
    custom: bool = False
    """Whether they are custom resources, whose list has no definition of its own."""


def item_of(
    pack: Pack, versions: tuple[Version, ...], api_version: str, kind: str, customs: Customs = NONE_KNOWN
) -> Item | None:
    """What the items of a list are, None where the kind is no list of objects."""
    if kind == _SUFFIX:
        beside = (name for kind, name in pack.kinds.items() if kind.rpartition("/")[0] == api_version)
        return Item() if any(pack.having(versions, name) for name in beside) else None
    if kind.endswith(_SUFFIX) and customs.find(api_version, kind.removesuffix(_SUFFIX)):
        return Item(api_version, kind.removesuffix(_SUFFIX), custom=True)
    definition = pack.kinds.get(f"{api_version}/{kind}") if kind.endswith(_SUFFIX) else None
    known = pack.having(versions, definition) if definition else ()
    if not definition or not known:
        return None
    items = pack.definition(known[-1], definition).get("properties", {}).get("items", {}).get("items", {})
    one = Item(api_version, kind.removesuffix(_SUFFIX))
    return one if pack.kinds.get(f"{one.api_version}/{one.kind}") == definition_name(items) else None


def without_items(value: dict[str, Json], path: Path) -> Problem:
    """The problem of a list that has no list of items."""
    if value.get("items") is None:
        text = Text("列表缺少 items", "a list needs items")
        return Problem("missing-field", path, text, Anchor.KEY, field="items")
    text = Text("items 应为列表；列表的每一项以 - 开头", "items must be a list; each item of a list starts with -")
    return Problem("wrong-type", (*path, "items"), text, Anchor.KEY)


def completed(item: Json, one: Item) -> Json:
    """An item as kubectl sees it: with what it gets from its list, where it has neither itself."""
    if item is not None and not isinstance(item, dict):
        return item
    value = item or {}
    if not one.kind or any(value.get(key) not in (None, "") for key in ("apiVersion", "kind")):
        return item
    return {**value, "apiVersion": one.api_version, "kind": one.kind}


def refused(item: Json, path: Path) -> Problem | None:
    """Why an item cannot be an object of any kind."""
    number = int(path[-1]) + 1
    if item is not None and not isinstance(item, dict):
        zh, en = f"列表的第 {number} 项不是对象", f"item {number} of the list is no object"
        return Problem("wrong-type", path, Text(f"{zh}：写成一个完整的对象", f"{en}: write a whole object"))
    if item and any(item.get(key) not in (None, "") for key in ("apiVersion", "kind")):
        return None
    zh, en = ("是空的", "is empty") if not item else ("没有 apiVersion 和 kind", "has neither apiVersion nor kind")
    return Problem(
        "not-identified",
        path,
        Text(
            f"列表的第 {number} 项{zh}，无法创建：写上 apiVersion 和 kind，或删掉这一项",
            f"item {number} of the list {en}, so it cannot be created: write apiVersion and kind, or remove the item",
        ),
        Anchor.KEY,
    )
