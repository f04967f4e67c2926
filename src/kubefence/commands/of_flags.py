"""Checks of flags: which have to be there, and which values they may have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.commands.call import Call, Check
from kubefence.commands.fault import Fault
from kubefence.nearest import suggestion

TEMPLATES = (
    "go-template",
    "go-template-file",
    "template",
    "templatefile",
    "jsonpath",
    "jsonpath-as-json",
    "jsonpath-file",
)
"""Formats of output that are, or need, a template."""
BOOLEANS = ("true", "false", "True", "False", "TRUE", "FALSE", "t", "f", "T", "F", "1", "0")
_NEEDING_TEMPLATE = frozenset({*TEMPLATES, "custom-columns", "custom-columns-file"})


def required(*flags: str) -> Check:
    """All of these flags have to be given."""

    def check(call: Call) -> Iterator[Fault]:
        missing = [f"--{flag}" for flag in flags if not call.has(flag)]
        if missing and not call.open:
            zh = f"{call.said} 必须写 {'、'.join(missing)}"
            yield call.wrong("missing-flag", call.verb, zh, f"{call.said} needs {' and '.join(missing)}")

    return check


def one_of(*flags: str) -> Check:
    """One of these flags has to be given at least."""

    def check(call: Call) -> Iterator[Fault]:
        if not call.has(*flags, "filename") and not call.open:
            names = [f"--{flag}" for flag in flags]
            zh, en = " 或 ".join(names), " or ".join(names)
            yield call.wrong("missing-flag", call.verb, f"{call.said} 必须写 {zh}", f"{call.said} needs {en}")

    return check


def only_one_of(*flags: str) -> Check:
    """One of these flags has to be given, and no two."""
    least = one_of(*flags)

    def check(call: Call) -> Iterator[Fault]:
        yield from least(call)
        given = sorted((flag for flag in flags if call.has(flag)), key=lambda flag: call.places[flag].place)
        if len(given) > 1:
            zh, en = f"--{given[0]} 与 --{given[1]} 只能写一个", f"write --{given[0]} or --{given[1]}, not both"
            yield call.wrong("wrong-arguments", call.places[given[1]], zh, en)

    return check


def needs(flag: str, *others: str) -> Check:
    """A flag that means something beside one of some others only."""

    def check(call: Call) -> Iterator[Fault]:
        if call.on(flag) and not any(map(call.on, others)) and not call.open:
            names = [f"--{other}" for other in others]
            zh, en = f"--{flag} 要与 {' 或 '.join(names)} 同用", f"--{flag} needs {' or '.join(names)} beside it"
            yield call.wrong("missing-flag", call.places[flag], zh, en)

    return check


def apart(flag: str, *others: str) -> Check:
    """A flag that cannot stand beside one of some others."""

    def check(call: Call) -> Iterator[Fault]:
        other = next((other for other in others if call.on(flag) and call.on(other)), None)
        if other is not None:
            at = max(call.places[flag], call.places[other], key=lambda word: word.place)
            zh, en = f"--{flag} 与 --{other} 不能同用", f"--{flag} and --{other} cannot stand together"
            yield call.wrong("wrong-arguments", at, zh, en)

    return check


def one_of_values(flag: str, *values: str) -> Check:
    """A flag that is given has to have one of these values."""

    def check(call: Call) -> Iterator[Fault]:
        if flag not in call.command.flags:
            return
        for word in call.flags.get(flag, ()):
            if word is None or not word.known or word.text in values:
                continue
            shown = [value for value in values if value not in BOOLEANS]
            near = suggestion(word.text, shown, 0.6)
            listed = ", ".join(shown)
            yield call.wrong(
                "invalid-flag-value",
                word,
                f"--{flag} 不能是 {word.text!r}；可用的是 {listed}{near.zh}",
                f"--{flag} cannot be {word.text!r}; there are {listed}{near.en}",
            )

    return check


def patterned(flag: str, pattern: str) -> Check:
    """A flag that is given has to have a value of this form."""
    form = re.compile(pattern, re.DOTALL)

    def check(call: Call) -> Iterator[Fault]:
        for word in call.flags.get(flag, ()):
            if word is not None and word.known and not form.fullmatch(word.text):
                zh, en = f"--{flag} 不能是 {word.text!r}", f"--{flag} cannot be {word.text!r}"
                yield call.wrong("invalid-flag-value", word, zh, en)

    return check


def format_of_output(*formats: str) -> Check:
    """``-o`` has to name a format that this command can print, with a template where one belongs to it."""

    def check(call: Call) -> Iterator[Fault]:
        for word in call.flags.get("output", ()):
            if word is None or not word.known:
                continue
            name, equals, _ = word.text.partition("=")
            if name.lower() not in formats and not (name == "" and not equals):
                near = suggestion(name.lower(), formats, 0.6)
                listed = ", ".join(sorted(set(formats) - {"template", "templatefile"}))
                yield call.wrong(
                    "invalid-flag-value",
                    word,
                    f"{call.said} 没有输出格式 {name!r}；可用的是 {listed}{near.zh}",
                    f"{call.said} has no output format {name!r}; there are {listed}{near.en}",
                )
            elif name.lower() in _NEEDING_TEMPLATE and not equals and not call.has("template"):
                zh, en = f"-o {name} 后面要有模板：-o {name}=…", f"-o {name} needs a template: -o {name}=…"
                yield call.wrong("invalid-flag-value", word, zh, en)

    return check


def shown(call: Call) -> Iterator[Fault]:
    """``get``: labels are a column of a table, and what is asked for by its path has no arguments."""
    for word in call.flags.get("output", ()):
        name = word.text.partition("=")[0] if word is not None and word.known else ""
        if name not in ("", "wide") and call.on("show-labels"):
            at = call.places["show-labels"]
            zh, en = f"--show-labels 不能与 -o {name} 同用", f"--show-labels cannot stand beside -o {name}"
            yield call.wrong("wrong-arguments", at, zh, en)
    if call.has("raw") and call.arguments and not call.open:
        zh, en = "写了 --raw 就不能再写资源", "beside --raw there can be no resources"
        yield call.wrong("wrong-arguments", call.arguments[0], zh, en)


def applied(call: Call) -> Iterator[Fault]:
    """``apply``: a dry run of the server's side is one on the server."""
    dry = call.flags.get("dry-run", [None])[-1]
    if call.on("server-side") and dry is not None and dry.text == "client":
        zh, en = "--server-side 只能与 --dry-run=server 同用", "--server-side goes with --dry-run=server only"
        yield call.wrong("wrong-arguments", dry, zh, en)


def bounded(call: Call) -> Iterator[Fault]:
    """``autoscale``: the upper bound is no lower than the other."""
    most, least = (call.value(name) or "" for name in ("max", "min"))
    if most.isdigit() and (int(most) < 1 or (least.isdigit() and int(least) > int(most))):
        zh, en = "--max 至少为 1，且不小于 --min", "--max is 1 at least, and no less than --min"
        yield call.wrong("invalid-flag-value", call.places["max"], zh, en)


def started(call: Call) -> Iterator[Fault]:
    """``run``: what is only printed cannot be attached to."""
    dry = call.places.get("dry-run")
    if dry is not None and call.value("dry-run") not in ("none", "false") and call.has("stdin", "tty", "attach"):
        zh, en = "--dry-run 不能与 -i、-t、--attach 同用", "--dry-run cannot stand beside -i, -t or --attach"
        yield call.wrong("wrong-arguments", dry, zh, en)
