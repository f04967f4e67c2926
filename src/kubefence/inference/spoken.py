"""What is said of a part of an object: what it was taken for."""

from __future__ import annotations

from kubefence.findings import Severity, Text
from kubefence.inference.candidates import HEADED, NAMED, SHOWN, Candidate
from kubefence.inference.types import Types
from kubefence.problems import Anchor, Problem
from kubefence.yamldoc.document import Json


def named(types: Types, one: Candidate) -> str:
    """The name of a type as the option ``fragment`` has it: ``Deployment``, ``PodSpec.containers``."""
    short = types.kinds.get(one.definition) or one.definition.rpartition(".")[2]
    return f"{short}.{one.field}" if one.field else short


def taken(types: Types, value: Json, one: Candidate) -> Text:
    """What a value was taken for, and why."""
    return part_of(named(types, one), value, one.near)


def part_of(name: str, value: Json, near: int) -> Text:
    """That a value was taken for a part of something, and why."""
    keys = [*value] if isinstance(value, dict) else []
    shown = ", ".join(keys[:_MOST]) + (", …" if len(keys) > _MOST else "")
    zh = en = ""
    if shown:
        zh, en = f"：有字段 {shown}", f": it has {shown}"
    if near:
        zh, en = f"{zh}；{_WHY[near].zh}", f"{en}; {_WHY[near].en}"
    return Text(f"{name} 的片段{zh}", f"a part of {name}{en}")


_MOST = 6
"""Keys that are told."""
_WHY = {
    NAMED: Text("前面那句话提到了它", "the sentence before speaks of it"),
    SHOWN: Text("页面前面有它的完整清单", "a whole one stands before it on the page"),
    HEADED: Text("标题提到了它", "the heading speaks of it"),
}


def ambiguous(types: Types, taken: Candidate, instead: Candidate) -> Problem:
    """That a value is right as a part of one type and wrong as a part of a likelier one."""
    right, wrong = named(types, taken), named(types, instead)
    text = Text(
        f'作为 {right} 的片段没有问题，作为 {wrong} 的片段却有错；用 fragment="{right}" 或 fragment="{wrong}" 说明',
        f'as a part of {right} this is right, of {wrong} it is not: say which, fragment="{right}" or '
        f'fragment="{wrong}"',
    )
    return Problem("ambiguous-fragment", (), text, Anchor.KEY, Severity.NOTE)
