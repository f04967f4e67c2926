"""A command line as the library of the programs takes it apart (spf13/cobra): first the command, then its flags."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kubefence.commands import typographic
from kubefence.commands.call import Call
from kubefence.commands.flags import Reader
from kubefence.commands.grammar import Program
from kubefence.commands.slips import one_slip
from kubefence.commands.words import UNKNOWN, Word
from kubefence.findings import Severity, Text
from kubefence.nearest import nearest
from kubefence.versions import Version

_NEAR = 0.75
"""How alike two names are of which one is taken for a slip of the other (see `kubefence.nearest`)."""


def call(program: Program, version: Version, words: Sequence[Word], *, more: bool = False) -> Call:
    """Take a command line apart; ``more`` says that other words will follow, of which nothing is known."""
    head = words[0]
    found = Call(program, version, head, program.commands[""], head, open=more)
    rest = list(words[1:])
    for word in rest:
        if typographic.refused(found, word):
            return found
    rest = _without_ellipsis(found, rest)
    _find_command(found, rest)
    if not found.faults and not found.has("plugin"):
        Reader(found, rest).read()
    return found


def _without_ellipsis(found: Call, words: list[Word]) -> list[Word]:
    """What says that something is left out is no argument."""
    kept = [
        word for word in words if word.quoted or not (_LEFT_OUT.fullmatch(word.text) or _FLAGS.fullmatch(word.shown))
    ]
    found.open |= len(kept) < len(words) or any(word.several for word in kept)
    return kept


_LEFT_OUT = re.compile(r"\.{3}|…|\[?(?:flags|options|FLAGS|OPTIONS)\]?|\[.*|.*\.\.\.\]?")
_FLAGS = re.compile(
    r"<-[^<>]*>|<[^<>]*\b(?:args|arguments|flags|options)\b[^<>]*>|\{\{[^{}]*\b(?:flags|options)\b[^{}]*\}\}"
)
"""Placeholders for any number of words."""
_ANY_COMMAND = frozenset({"ACTION", "COMMAND", "SUBCOMMAND", "VERB"})
"""Words of synopses."""


def _find_command(found: Call, words: list[Word]) -> None:
    """Go down to the command that the first words name, and take those away."""
    at, early = 0, None
    while at < len(words):
        word = words[at]
        if word.text == "--":
            return
        if word.text.startswith("-") and word.text != "-":
            if UNKNOWN in _flag(word.text):
                found.flags["plugin"] = [word]  # nor is it known whether a value follows, or the command
                return
            if not _takes_next(found, word.text):
                at += 1
                continue
            taken = words[at + 1].text if at + 1 < len(words) else ""
            early = word if taken in found.command.children and not _is_known(found, word.text) else early
            at += 2
            continue
        if not word.known or word.text in _ANY_COMMAND:
            if found.command.children and found.command.path not in _RUNNABLE.get(found.program.name, ()):
                found.flags["plugin"] = [word]
            return
        name = found.command.children.get(word.text) or _begun(found, word.text)
        path = f"{found.command.path} {name}".strip()
        if name is None or not found.program.commands[path].span.has(found.version):
            if early is not None and not found.command.path:
                _refuse_early(found, early)
            else:
                _no_command(found, word)
            return
        found.command, found.verb = found.program.commands[path], word
        del words[at]


def _begun(found: Call, text: str) -> str | None:
    """The command that a word is the beginning of, if the program takes that for it and there is only one."""
    if not found.program.prefixes:
        return None
    names = {name for name in found.command.children.values() if name.startswith(text)}
    return names.pop() if len(names) == 1 else None


def _flag(text: str) -> str:
    """What of a word names a flag."""
    return text.partition("=")[0] if text.startswith("--") else text[:2]


def _refuse_early(found: Call, flag: Word) -> None:
    """A flag in front of the command is read before that is known, so that it takes the command for its value."""
    said = found.program.name
    zh = f"{flag.text} 不是 {said} 自己的选项，写在子命令之前会把子命令当成它的值；写到子命令之后"
    en = f"{flag.text} is no flag of {said} itself, and takes the command for its value; write it behind the command"
    found.refuse("wrong-arguments", flag, zh, en)


def _is_known(found: Call, text: str) -> bool:
    return text[2:] in found.known if text.startswith("--") else found.short(text[1]) is not None


def _takes_next(found: Call, text: str) -> bool:
    if "=" in text:
        return False
    if text.startswith("--"):
        flag = found.known.get(text[2:].replace("_", "-"))
        return flag is None or not flag.bare  # of one that is not known it takes the next word for its value
    flag = found.short(text[1])
    return len(text) == 2 and (flag is None or not flag.bare)


def _no_command(found: Call, word: Word) -> None:
    """A word that is no command: an argument where the command takes some, else a mistake."""
    command, program = found.command, found.program
    if not command.children:
        return
    said = found.said
    children = [name for name, child in command.children.items() if _lives(found, child)]
    near = _near(word.text, children)
    if moved := _MOVED.get(f"{said} {word.text}"):
        zh, en = f"{said} 没有子命令 {word.text}{moved.zh}", f"{said} has no command {word.text}{moved.en}"
        found.refuse("unknown-command", word, zh, en, Severity.WARNING)  # older versions are about
        return
    if near is None and (not program.sure or command.path in _RUNNABLE[program.name]):
        return
    if not command.path and near is None and (word.text == "help" or f"{said} {word.text}" not in _OF_OTHERS):
        found.flags["plugin"] = [word]  # what kubectl and helm do not know may be a plugin
        return
    zh, en = (
        (f"；是不是 {near}？", f"; did you mean {near}?") if near else _OF_OTHERS.get(f"{said} {word.text}", ("", ""))
    )
    found.refuse(
        "unknown-command", word, f"{said} 没有子命令 {word.text}{zh}", f"{said} has no command {word.text}{en}"
    )


def _near(written: str, names: Sequence[str]) -> str | None:
    """The name that was meant; of short ones only such as begin alike and differ in one letter."""
    name = written.lower()
    slips = [known for known in names if known[0] == name[0] and one_slip(name, known) and len(known) > _SHORT]
    return nearest(name, names, _NEAR) or next(iter(slips), None)


_SHORT = 2
"""Letters of a name that could be a slip of too many others."""
_RUNNABLE = {
    "kubectl": frozenset({"apply", "create", "cluster-info"}),
    "helm": frozenset({"completion"}),
}
"""Commands that have others below them and can be run themselves."""
_TO_ETCDUTL = Text("：etcd 3.6 起移到 etcdutl", ": it belongs to etcdutl since etcd 3.6")
_MOVED = {
    "etcdctl snapshot restore": _TO_ETCDUTL,
    "etcdctl snapshot status": _TO_ETCDUTL,
    "etcdctl migrate": Text("：etcd 3.5 起移除", ": it was removed in etcd 3.5"),
}
"""Commands that other programs have now (the changelogs of etcd 3.5 and 3.6)."""
_NO_TILLER = Text("；Helm 3 起没有 Tiller", "; since Helm 3 there is no Tiller")
_OF_OTHERS = {
    "kubectl kubectl": Text("；kubectl 写了两遍", "; kubectl stands there twice"),
    "kubectl rolling-update": Text("；改用 Deployment 和 kubectl rollout", "; use a Deployment and kubectl rollout"),
    "kubectl update": Text("；改用 kubectl replace 或 apply", "; use kubectl replace or apply"),
    "helm helm": Text("；helm 写了两遍", "; helm stands there twice"),
    "helm init": _NO_TILLER,
    "helm reset": _NO_TILLER,
    "helm serve": Text("；Helm 3 起移除", "; it was removed in Helm 3"),
    "helm home": Text("；改用 helm env", "; use helm env"),
    "helm fetch": Text("；改用 helm pull", "; use helm pull"),
    "helm inspect": Text("；改用 helm show", "; use helm show"),
}
"""Words that no plugin can be called, or that once were commands, and what to say of them."""


def _lives(found: Call, child: str) -> bool:
    return found.program.commands[f"{found.command.path} {child}".strip()].span.has(found.version)
