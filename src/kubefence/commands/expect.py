"""Checks of arguments that several commands share: how many, of which form, which flags beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import yaml

from kubefence.commands import resources as names_of
from kubefence.commands.arguments import Call, Check
from kubefence.commands.fault import Fault
from kubefence.commands.words import UNKNOWN, Word
from kubefence.findings import Text
from kubefence.nearest import suggestion
from kubefence.schema.pack import builtin

TEMPLATES = (
    "go-template",
    "go-template-file",
    "template",
    "templatefile",
    "jsonpath",
    "jsonpath-as-json",
    "jsonpath-file",
)
BOOLEANS = ("true", "false", "True", "False", "TRUE", "FALSE", "t", "f", "T", "F", "1", "0")
_NEEDING_TEMPLATE = frozenset({*TEMPLATES, "custom-columns", "custom-columns-file"})
_SELECTING = ("all", "selector", "field-selector", "filename", "kustomize", "raw", "local")
_FILES = ("filename", "kustomize")


def _fault(call: Call, rule: str, at: Word, zh: str, en: str) -> Fault:
    return Fault(rule, at.place, Text(zh, en))


def _said(call: Call) -> str:
    return f"{call.program.name} {call.command.path}".strip()


def required(*flags: str) -> Check:
    """All of these flags have to be given."""

    def check(call: Call) -> Iterator[Fault]:
        missing = [f"--{flag}" for flag in flags if not call.has(flag)]
        if missing and not call.open:
            zh = f"{_said(call)} 必须写 {'、'.join(missing)}"
            yield _fault(call, "missing-flag", call.verb, zh, f"{_said(call)} needs {' and '.join(missing)}")

    return check


def one_of(*flags: str) -> Check:
    """One of these flags has to be given at least."""

    def check(call: Call) -> Iterator[Fault]:
        if not call.has(*flags, "filename") and not call.open:
            names = [f"--{flag}" for flag in flags]
            zh, en = " 或 ".join(names), " or ".join(names)
            yield _fault(call, "missing-flag", call.verb, f"{_said(call)} 必须写 {zh}", f"{_said(call)} needs {en}")

    return check


def only_one_of(*flags: str) -> Check:
    """One of these flags has to be given, and no two."""
    least = one_of(*flags)

    def check(call: Call) -> Iterator[Fault]:
        yield from least(call)
        given = sorted((flag for flag in flags if call.has(flag)), key=lambda flag: call.places[flag].place)
        if len(given) > 1:
            zh, en = f"--{given[0]} 与 --{given[1]} 只能写一个", f"write --{given[0]} or --{given[1]}, not both"
            yield _fault(call, "wrong-arguments", call.places[given[1]], zh, en)

    return check


def one_of_values(flag: str, *values: str, exact: bool = True) -> Check:
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
            yield _fault(
                call,
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
                yield _fault(call, "invalid-flag-value", word, zh, en)

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
                yield _fault(
                    call,
                    "invalid-flag-value",
                    word,
                    f"{_said(call)} 没有输出格式 {name!r}；可用的是 {listed}{near.zh}",
                    f"{_said(call)} has no output format {name!r}; there are {listed}{near.en}",
                )
            elif name == "wide" != name.lower():
                pass
            elif name.lower() in _NEEDING_TEMPLATE and not equals and not call.has("template"):
                zh, en = f"-o {name} 后面要有模板：-o {name}=…", f"-o {name} needs a template: -o {name}=…"
                yield _fault(call, "invalid-flag-value", word, zh, en)

    return check


def nothing() -> Check:
    """No argument at all."""
    return count(0, 0, "")


def count(least: int, most: int | None, said: str, *, unless: Sequence[str] = (), before_dash: bool = False) -> Check:
    """So many arguments, unless one of some flags stands for them; ``said`` is what the program calls them."""

    def check(call: Call) -> Iterator[Fault]:
        given = call.arguments if not before_dash or call.dashed is None else call.arguments[: call.dashed]
        if len(given) < least and not call.open and not (unless and call.has(*unless)):
            zh, en = f"{_said(call)} 缺少参数 {said}", f"{_said(call)} lacks the argument {said}"
            yield _fault(call, "wrong-arguments", call.verb, zh, en)
        elif most is not None and len(given) > most and not call.open:
            extra = given[most]
            shown = extra.text.replace(UNKNOWN, "…")
            wanted = (
                Text("不接受参数", "takes no argument") if most == 0 else Text(f"只要 {said}", f"takes {said} only")
            )
            hint = _meant_as_value(call, extra)
            zh, en = (
                f"{_said(call)} {wanted.zh}，{shown} 是多余的{hint.zh}",
                f"{_said(call)} {wanted.en}, not {shown}{hint.en}",
            )
            yield _fault(call, "wrong-arguments", extra, zh, en)

    return check


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
        if call.arguments and not call.open:
            extra = call.arguments[0]
            shown = extra.text.replace(UNKNOWN, "…")
            hint = _meant_as_value(call, extra)
            if not hint.en and not call.has(*_FILES):
                hint = Text(f"；文件写成 -f {shown}", f"; a file is given as -f {shown}")
            zh, en = (
                f"{_said(call)} 不接受参数，{shown} 是多余的{hint.zh}",
                f"{_said(call)} takes no argument, not {shown}{hint.en}",
            )
            yield _fault(call, "wrong-arguments", extra, zh, en)
        elif not call.has(*_FILES, "raw") and not call.open:
            zh, en = f"{_said(call)} 必须写 -f 或 -k", f"{_said(call)} needs -f or -k"
            yield _fault(call, "missing-flag", call.verb, zh, en)

    return check


Named = Literal["maybe", "selected", "always"]
"""Whether names of objects have to be given: never, unless a selector or a file stands for them, or always."""


def resources(named: Named = "maybe", leave: int = 0) -> Check:
    """Types and names of objects, as ``resource.Builder.ResourceTypeOrNameArgs`` reads them."""

    def check(call: Call) -> Iterator[Fault]:
        yield from of_resources(call, call.arguments, named)

    return check


def of_resources(call: Call, given: Sequence[Word], named: Named) -> Iterator[Fault]:
    """The same for some of the arguments."""
    if given and call.has(*_FILES):
        zh, en = "写了文件就不能再写资源", "beside files there can be no resources"
        yield _fault(call, "wrong-arguments", given[0], zh, en)
        return
    if not given:
        if not call.has(*_FILES, "raw") and not call.open:
            zh, en = (
                f"{_said(call)} 缺少资源：写上类型和名称",
                f"{_said(call)} lacks a resource: write a type and a name",
            )
            yield _fault(call, "wrong-arguments", call.verb, zh, en)
        return
    first = given[0]
    combined = [word for word in given if _is_combined(word)]
    if combined:
        apart = next((word for word in given if not _is_combined(word) and word.known), None)
        if apart is not None:
            yield _fault(
                call,
                "wrong-arguments",
                apart,
                f"类型/名称 与分开写的 {apart.text} 不能混用",
                f"TYPE/NAME and {apart.text} by itself cannot stand together",
            )
        for word in combined:
            yield from of_type(call, word, word.text.partition("/")[0])
        return
    for name in names_of.split(first.text) if first.known else ():
        yield from of_type(call, first, name)
    if len(given) > 1 and call.has("selector") and not call.open:
        zh, en = "写了选择算符 -l 就不能再写名称", "beside a selector (-l) there can be no names"
        yield _fault(call, "wrong-arguments", given[1], zh, en)
    if len(given) == 1 and not call.open and first.text != UNKNOWN:
        selected = () if named == "always" else _SELECTING
        if named != "maybe" and not (selected and call.has(*selected)) and not call.has(*_FILES):
            at = first.text.replace(UNKNOWN, "…")
            zh, en = f"只写了类型 {at}，缺少名称", f"there is only the type {at}, a name is missing"
            yield _fault(call, "wrong-arguments", first, zh, en)


def _is_combined(word: Word) -> bool:
    return "/" in word.text and not word.text.startswith("/")


_STANDS_FOR_ANY = re.compile(r"[A-Z_<>\[\]{}|-]+|.*[<\[{|…].*")
"""A word in capitals or brackets stands for a type."""


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
    yield _fault(call, "unknown-resource-name", at, zh, en)


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
            zh, en = f"{_said(call)} 没有写要改什么", f"{_said(call)} does not say what to change"
            yield _fault(call, "wrong-arguments", call.verb, zh, en)
        elif wrong is not None:
            zh, en = f"{wrong.text} 应在要改的内容之前", f"{wrong.text} has to stand before what is to be changed"
            yield _fault(call, "wrong-arguments", wrong, zh, en)

    return check


def environment(call: Call) -> Iterator[Fault]:
    """``set env``: resources, then ``KEY=VALUE`` or ``KEY-``."""
    form = _CHANGE["annotation"]
    given = [word for word in call.arguments if not form.fullmatch(word.text)]
    if not call.open:
        yield from of_resources(call, given, "selected")


def logs(call: Call) -> Iterator[Fault]:
    """``logs``: a Pod, or what has Pods, or a selector."""
    given = call.arguments
    if call.open:
        return
    if not given and not call.has("selector"):
        zh, en = "kubectl logs 缺少 Pod 或 类型/名称", "kubectl logs lacks a Pod or TYPE/NAME"
        yield _fault(call, "wrong-arguments", call.verb, zh, en)
    elif given and call.has("selector"):
        zh, en = "kubectl logs 要么写名称，要么写 -l", "kubectl logs takes a name or -l, not both"
        yield _fault(call, "wrong-arguments", given[0], zh, en)
    elif len(given) > 2:
        zh, en = (
            f"kubectl logs 只要 Pod 和容器，{given[2].text} 是多余的",
            f"kubectl logs takes a Pod and a container, not {given[2].text}",
        )
        yield _fault(call, "wrong-arguments", given[2], zh, en)
    elif given and _is_combined(given[0]):
        yield from of_type(call, given[0], given[0].text.partition("/")[0])


def executed(call: Call) -> Iterator[Fault]:
    """``exec``: a Pod, ``--``, and a command."""
    if call.open:
        return
    before = call.arguments if call.dashed is None else call.arguments[: call.dashed]
    if call.dashed is None and len(call.arguments) > 1:
        at = call.arguments[1]
        zh, en = (
            f"命令前要有 --：kubectl exec … -- {at.text}",
            f"the command has to follow --: kubectl exec … -- {at.text}",
        )
        yield _fault(call, "wrong-arguments", at, zh.replace(UNKNOWN, "…"), en.replace(UNKNOWN, "…"))
    elif not before and not call.has("filename"):
        zh, en = "kubectl exec 缺少 Pod 或 类型/名称", "kubectl exec lacks a Pod or TYPE/NAME"
        yield _fault(call, "wrong-arguments", call.verb, zh, en)
    elif len(call.arguments) == len(before):
        zh, en = "kubectl exec 缺少要执行的命令：… -- 命令", "kubectl exec lacks the command to run: … -- COMMAND"
        yield _fault(call, "wrong-arguments", call.verb, zh, en)
    elif before and _is_combined(before[0]):
        yield from of_type(call, before[0], before[0].text.partition("/")[0])


_PORT = re.compile(r"(?:\d{1,5}|[\w-]*)(?::(?:\d{1,5}|[\w-]+))?")


def mapped_ports(call: Call) -> Iterator[Fault]:
    """``port-forward``: behind the object, ports."""
    for word in call.arguments[1:]:
        if word.known and not _PORT.fullmatch(word.text):
            zh, en = f"{word.text} 不是端口；写成 本地端口:远程端口", f"{word.text} is no port; write LOCAL:REMOTE"
            yield _fault(call, "wrong-arguments", word, zh, en)
    if call.arguments and _is_combined(call.arguments[0]):
        yield from of_type(call, call.arguments[0], call.arguments[0].text.partition("/")[0])


def copied(call: Call) -> Iterator[Fault]:
    """``cp``: from here to a Pod, or the other way."""
    given = call.arguments
    yield from count(2, 2, "SOURCE TARGET")(call)
    if len(given) == 2 and all(word.known and ":" not in word.text for word in given):
        zh, en = "来源和目标里必须有一个写成 Pod:路径", "source or target has to be POD:PATH"
        yield _fault(call, "wrong-arguments", given[0], zh, en)


def asked(call: Call) -> Iterator[Fault]:
    """``auth can-i``: a verb and a resource, or the list of all."""
    if call.on("list"):
        yield from nothing()(call)
    else:
        yield from count(2, 3, "VERB TYPE")(call)


def nodes(call: Call) -> Iterator[Fault]:
    """Nodes by name or by a selector."""
    if not call.arguments and not call.has("selector") and not call.open:
        zh, en = f"{_said(call)} 缺少节点名称", f"{_said(call)} lacks the name of a node"
        yield _fault(call, "wrong-arguments", call.verb, zh, en)


_TAINT = re.compile(r"[^=:]+(?:=[^:]*)?(?::(?P<effect>[A-Za-z]*))?(?P<gone>-?)")
_IS_TAINT = re.compile(r"[=:]|-$")
_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")


def tainted(call: Call) -> Iterator[Fault]:
    """``taint``: nodes, their names, and taints."""
    given = call.arguments
    if call.open:
        return
    told = [
        word
        for word in given[1:]
        if not word.known or any(sign in word.text for sign in "=:") or word.text.endswith("-")
    ]
    if given and given[0].known:
        yield from of_type(call, given[0], given[0].text)
    if len(given) - len(told) < 2 and not call.has("all", "selector") and not any(not word.known for word in given):
        zh, en = "kubectl taint 缺少节点名称", "kubectl taint lacks the name of a node"
        yield _fault(call, "wrong-arguments", call.verb, zh, en)
    elif not told:
        zh, en = "kubectl taint 没有写污点：键=值:效果", "kubectl taint does not say which taint: KEY=VALUE:EFFECT"
        yield _fault(call, "wrong-arguments", call.verb, zh, en)
    for word in told:
        form = _TAINT.fullmatch(word.text) if word.known else None
        if form is None or form["effect"] in (None, "", *_EFFECTS):
            continue
        near = suggestion(form["effect"], _EFFECTS, 0.6)
        listed = ", ".join(_EFFECTS)
        zh, en = (
            f"没有效果 {form['effect']}；可用的是 {listed}{near.zh}",
            f"there is no effect {form['effect']}; there are {listed}{near.en}",
        )
        yield _fault(call, "invalid-flag-value", word, zh, en)


def explained(call: Call) -> Iterator[Fault]:
    """``explain``: a type, perhaps with the path of a field."""
    if call.arguments and call.arguments[0].known:
        yield from of_type(call, call.arguments[0], re.split(r"[./]", call.arguments[0].text)[0])


def started(call: Call) -> Iterator[Fault]:
    """``run``: what is only printed cannot be attached to."""
    dry = call.places.get("dry-run")
    if dry is not None and call.value("dry-run") not in ("none", "false") and call.has("stdin", "tty", "attach"):
        zh, en = "--dry-run 不能与 -i、-t、--attach 同用", "--dry-run cannot stand beside -i, -t or --attach"
        yield _fault(call, "wrong-arguments", dry, zh, en)


def patched(call: Call) -> Iterator[Fault]:
    """``patch``: the patch has to be JSON or YAML."""
    for word in call.flags.get("patch", ()):
        if word is None or not word.known:
            continue
        try:
            yaml.safe_load(word.text)
        except (yaml.YAMLError, ValueError, RecursionError):
            zh, en = "补丁既不是 JSON 也不是 YAML", "the patch is neither JSON nor YAML"
            yield _fault(call, "invalid-flag-value", word, zh, en)


_SHELLS = ("bash", "zsh", "fish", "powershell")


def shells(call: Call) -> Iterator[Fault]:
    """``completion``: one of the shells that there are."""
    for word in call.arguments[:1]:
        if word.known and word.text not in _SHELLS:
            listed = ", ".join(_SHELLS)
            zh, en = (
                f"没有 {word.text} 的补全；可用的是 {listed}",
                f"there is no completion for {word.text}; there are {listed}",
            )
            yield _fault(call, "wrong-arguments", word, zh, en)
