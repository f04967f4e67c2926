"""Checks of arguments: how many, and files in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kubefence.commands.call import Call, Check
from kubefence.commands.fault import Fault
from kubefence.commands.words import UNKNOWN, Word
from kubefence.findings import Text

FILES = ("filename", "kustomize")
"""Flags that name files."""


def nothing() -> Check:
    """No argument at all."""
    return count(0, 0, "")


def count(least: int, most: int | None, said: str, *, unless: Sequence[str] = (), before_dash: bool = False) -> Check:
    """So many arguments, unless one of some flags stands for them; ``said`` is what the program calls them."""

    def check(call: Call) -> Iterator[Fault]:
        given = call.arguments if not before_dash or call.dashed is None else call.arguments[: call.dashed]
        if len(given) < least and not call.open and not (unless and call.has(*unless)):
            zh, en = f"{call.said} 缺少参数 {said}", f"{call.said} lacks the argument {said}"
            yield call.wrong("wrong-arguments", call.verb, zh, en)
        elif most is not None and not call.open and (extra := _surplus(given, most)) is not None:
            shown = extra.text.replace(UNKNOWN, "…")
            wanted = (
                Text("不接受参数", "takes no argument") if most == 0 else Text(f"只要 {said}", f"takes {said} only")
            )
            hint = _meant_as_value(call, extra)
            zh, en = (
                f"{call.said} {wanted.zh}，{shown} 是多余的{hint.zh}",
                f"{call.said} {wanted.en}, not {shown}{hint.en}",
            )
            yield call.wrong("wrong-arguments", extra, zh, en)

    return check


def _surplus(given: Sequence[Word], most: int) -> Word | None:
    """The first argument too many; a variable may hold flags."""
    return next((word for word in given[most:] if not word.split), None)


_NO_HINT = Text("", "")


def _meant_as_value(call: Call, extra: Word) -> Text:
    """That an argument was meant as the value of a flag which takes one only behind ``=``."""
    for name in ("dry-run", "cascade", "validate", "wait"):
        if (call.flags.get(name) or [extra])[-1] is None and call.places[name].place < extra.place:
            return Text(f"；写成 --{name}={extra.text}", f"; write --{name}={extra.text}")
    return _NO_HINT


def files() -> Check:
    """Files instead of arguments."""

    def check(call: Call) -> Iterator[Fault]:
        extra = _surplus(call.arguments, 0)
        if extra is not None and not call.open:
            shown = extra.text.replace(UNKNOWN, "…")
            hint = _meant_as_value(call, extra)
            if not hint.en and not call.has(*FILES):
                hint = Text(f"；文件写成 -f {shown}", f"; a file is given as -f {shown}")
            zh, en = (
                f"{call.said} 不接受参数，{shown} 是多余的{hint.zh}",
                f"{call.said} takes no argument, not {shown}{hint.en}",
            )
            yield call.wrong("wrong-arguments", extra, zh, en)
        elif not call.has(*FILES, "raw") and not call.open:
            zh, en = f"{call.said} 必须写 -f 或 -k", f"{call.said} needs -f or -k"
            yield call.wrong("missing-flag", call.verb, zh, en)

    return check
