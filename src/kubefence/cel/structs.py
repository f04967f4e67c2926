"""Lists, maps and objects that an expression makes."""

from __future__ import annotations

from collections.abc import Sequence

from kubefence.cel import types
from kubefence.cel.nodes import Items, Struct
from kubefence.cel.tokens import SyntaxMistake
from kubefence.cel.types import ANY, DYN, STRING, Type
from kubefence.findings import Text
from kubefence.wording import a

OBJECT, PATCH = Type("Object"), Type("JSONPatch")
"""What mutating policies make (``k8s.io/apiserver/pkg/cel/mutation``); ``Object.spec`` and alike are loose."""
_PATCH_FIELDS = {"op": STRING, "path": STRING, "from": STRING, "value": DYN}
_MESSAGES = ("google.protobuf.",)


def is_type(name: str) -> bool:
    """Whether the name is that of a type that mutating policies make."""
    return name in (OBJECT.name, PATCH.name) or name.startswith(f"{OBJECT.name}.")


def collected(node: Items, found: Sequence[Type], *, loose: bool) -> Type:
    """The type of a list or map (``HomogeneousAggregateLiterals``: all that is in it is of one type).

    ``loose`` lets anything stand beside anything, as it can in the arguments of ``format``.
    """
    if node.type == "list":
        return types.listing(_common(node, found, loose))
    return types.mapping(_common(node, found[1::2], loose), key=_common(node, found[::2], loose))


def _common(node: Items, found: Sequence[Type], loose: bool) -> Type:
    first = found[0] if found else DYN
    for kind in () if loose else found[1:]:
        mixed = (first is ANY) != (kind is ANY) and (types.is_sure(first) or types.is_sure(kind))
        if mixed or not types.alike(first, kind):
            names = ["dyn" if each is ANY else each.spoken for each in (first, kind)]
            zh, en = "，".join(f"一处是 {name}" for name in names), " and ".join(names)
            raise SyntaxMistake(node.at, Text(f"类型要一致：{zh}", f"all have to be of one type, not of {en}"))
    return first if all(kind.name == first.name for kind in found) else DYN


def made(node: Struct, found: Sequence[Type], mutation: bool) -> Type:
    """The type of ``Object{spec: …}`` or ``JSONPatch{op: …}``."""
    if mutation and is_type(node.name):
        if node.name == PATCH.name:
            _check_patch(node, found)
            return PATCH
        return OBJECT if node.name == OBJECT.name else DYN
    if node.name.startswith(_MESSAGES):
        return DYN
    raise SyntaxMistake(node.at, Text(f"没有类型 {node.name}", f"there is no type {node.name}"))


def _check_patch(node: Struct, found: Sequence[Type]) -> None:
    for field, kind in zip(node.fields, found, strict=True):
        wanted = _PATCH_FIELDS.get(field)
        if wanted is None:
            names = ", ".join(_PATCH_FIELDS)
            zh, en = f"JSONPatch 没有字段 {field}，有：{names}", f"a JSONPatch has no field {field}, there are: {names}"
            raise SyntaxMistake(node.at, Text(zh, en))
        if not types.alike(wanted, kind):
            zh, en = f"{field} 应为 {wanted.name}，不是 {kind.name}", f"{field} is {a(wanted.name)}, not {a(kind.name)}"
            raise SyntaxMistake(node.at, Text(zh, en))
