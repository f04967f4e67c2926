"""Checks of arguments that are types and names of objects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from kubefence.commands import resources as names_of
from kubefence.commands.call import Call, Check
from kubefence.commands.fault import Fault
from kubefence.commands.of_arguments import FILES
from kubefence.commands.words import UNKNOWN, Word
from kubefence.schema.pack import builtin

_SELECTING = ("all", "selector", "field-selector", "filename", "kustomize", "raw", "local")

_ENDINGS = (".yaml", ".yml", ".json")
Named = Literal["maybe", "selected", "always"]
"""Whether names of objects have to be given: never, unless a selector or a file stands for them, or always."""


def resources(named: Named = "maybe") -> Check:
    """Types and names of objects, as ``resource.Builder.ResourceTypeOrNameArgs`` reads them."""

    def check(call: Call) -> Iterator[Fault]:
        yield from of_resources(call, call.arguments, named)

    return check


def of_resources(call: Call, given: Sequence[Word], named: Named) -> Iterator[Fault]:
    """The same for some of the arguments."""
    if given and call.has(*FILES):
        zh, en = "写了文件就不能再写资源", "beside files there can be no resources"
        yield call.wrong("wrong-arguments", given[0], zh, en)
        return
    if not given:
        if not call.has(*FILES, "raw") and not call.open:
            zh, en = (
                f"{call.said} 缺少资源：写上类型和名称",
                f"{call.said} lacks a resource: write a type and a name",
            )
            yield call.wrong("wrong-arguments", call.verb, zh, en)
        return
    first = given[0]
    combined = [word for word in given if is_combined(word)]
    if combined:
        apart = next((word for word in given if not is_combined(word) and word.known), None)
        if apart is not None:
            yield call.wrong(
                "wrong-arguments",
                apart,
                f"类型/名称 与分开写的 {apart.text} 不能混用",
                f"TYPE/NAME and {apart.text} by itself cannot stand together",
            )
        for word in combined:
            if word.text.endswith(_ENDINGS):
                zh, en = f"文件写成 -f {word.text}", f"a file is given as -f {word.text}"
                yield call.wrong("wrong-arguments", word, zh, en)
                return
            yield from of_type(call, word, word.text.partition("/")[0])
        return
    for name in names_of.split(first.text) if first.known else ():
        yield from of_type(call, first, name)
    if len(given) > 1 and call.has("selector", "field-selector") and not call.open:
        zh, en = "写了选择算符就不能再写名称", "beside a selector there can be no names"
        yield call.wrong("wrong-arguments", given[1], zh, en)
    if len(given) == 1 and not call.open and first.text != UNKNOWN:
        selected = () if named == "always" else _SELECTING
        if named != "maybe" and not (selected and call.has(*selected)) and not call.has(*FILES):
            at = first.text.replace(UNKNOWN, "…")
            zh, en = f"只写了类型 {at}，缺少名称", f"there is only the type {at}, a name is missing"
            yield call.wrong("wrong-arguments", first, zh, en)


def is_combined(word: Word) -> bool:
    """Whether a word is TYPE/NAME."""
    return "/" in word.text and not word.text.startswith("/")


_STANDS_FOR_ANY = re.compile(r"[A-Z_<>\[\]{}|-]+|.*[<\[{|…].*")
"""A word in capitals or brackets stands for a type."""


def is_no_type(call: Call, written: str) -> bool:
    """Whether a word is surely not the name of a type that is built in, nor stands for one, nor is like one."""
    if UNKNOWN in written or not written or "." in written or _STANDS_FOR_ANY.fullmatch(written):
        return False
    names = names_of.names(builtin(), call.version)
    return not (names.knows(written) or names.gone(written) or names.near(written))


def of_type(call: Call, at: Word, written: str) -> Iterator[Fault]:
    """The name of a type, if it is a slip of a built-in one or that of one which is gone."""
    if UNKNOWN in written or not written or _STANDS_FOR_ANY.fullmatch(written):
        return
    names = names_of.names(builtin(), call.version)
    if names.knows(written):
        return
    gone, near = names.gone(written), names.near(written)
    if gone:
        zh, en = f"没有类型 {written}：{gone} 已移除", f"there is no type {written}: {gone} was removed"
    elif near:
        zh, en = f"没有类型 {written}；是不是 {near}？", f"there is no type {written}; did you mean {near}?"
    else:
        return
    yield call.wrong("unknown-resource-name", at, zh, en)


_CHANGE = {
    "label": re.compile(r"[^=/]*/?[^=]+=.*|.+-", re.DOTALL),
    "annotation": re.compile(r"[^=]+=.*|.+-", re.DOTALL),
    "image": re.compile(r"[^=]+=.+", re.DOTALL),
}


def changes(what: str) -> Check:
    """Resources, then what is to be changed: ``KEY=VALUE``, or ``KEY-`` to take it away."""
    form = _CHANGE[what]

    def check(call: Call) -> Iterator[Fault]:
        cut = next((at for at, word in enumerate(call.arguments) if form.fullmatch(word.text)), len(call.arguments))
        given, told = call.arguments[:cut], call.arguments[cut:]
        if call.open or any(not word.known for word in call.arguments):
            yield from of_resources(call, given[:1], "maybe") if given else ()
            return
        wrong = next((word for word in told if not form.fullmatch(word.text)), None)
        named: Named = "selected"
        yield from of_resources(call, given, named)
        if not told and not call.has("list", "filename") and given:
            zh, en = f"{call.said} 没有写要改什么", f"{call.said} does not say what to change"
            yield call.wrong("wrong-arguments", call.verb, zh, en)
        elif wrong is not None:
            zh, en = f"{wrong.text} 应在要改的内容之前", f"{wrong.text} has to stand before what is to be changed"
            yield call.wrong("wrong-arguments", wrong, zh, en)

    return check


def environment(call: Call) -> Iterator[Fault]:
    """``set env``: resources, then ``KEY=VALUE`` or ``KEY-``."""
    form = _CHANGE["annotation"]
    given = [word for word in call.arguments if not form.fullmatch(word.text)]
    if not call.open:
        yield from of_resources(call, given, "selected")
