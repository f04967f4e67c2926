"""A command line as the flag library of the programs (spf13/cobra, spf13/pflag) takes it apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kubefence.commands.fault import Fault
from kubefence.commands.grammar import Command, Flag, Program
from kubefence.commands.slips import one_slip
from kubefence.commands.words import UNKNOWN, Word
from kubefence.findings import Text
from kubefence.nearest import nearest, suggestion
from kubefence.versions import Version

_NEAR = 0.75
"""How alike two names are of which one is taken for a slip of the other (see `kubefence.nearest`)."""
_DASHES = "‐‑‒–—―−﹘﹣－"
_QUOTES = "“”„‟‘’‚‛＂＇"
_SPACES = "\u00a0\u3000\u2007\u202f"
_BOOLEANS = frozenset({"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"})
_VALUES: Mapping[str, re.Pattern[str]] = {
    "int": re.compile(r"[+-]?(?:\d[\d_]*|0[xX][\da-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+)"),
    "float": re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"),
    "duration": re.compile(r"[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)"),
    "pairs": re.compile(r"(?:[^=,]+=[^,]*)(?:,[^=,]+=[^,]*)*|"),
}
_SAID = {
    "bool": Text("true 或 false", "true or false"),
    "int": Text("整数", "a whole number"),
    "float": Text("数字", "a number"),
    "duration": Text("时长，如 30s、5m", "a duration, such as 30s or 5m"),
    "pairs": Text("键=值", "key=value"),
}


@dataclass
class Call:
    """A command line, taken apart."""

    program: Program
    version: Version
    head: Word
    """The name of the program."""
    command: Command
    verb: Word
    """The word that names the command, or the program where there is none."""
    flags: dict[str, list[Word | None]] = field(default_factory=dict)
    """The flags that are given, by their long names, with their values; None for one that stands alone."""
    places: dict[str, Word] = field(default_factory=dict)
    """Where each flag stands first."""
    arguments: list[Word] = field(default_factory=list)
    dashed: int | None = None
    """How many arguments stand in front of ``--``; None where there is none."""
    open: bool = False
    """Whether words are left out, or come from elsewhere."""
    faults: list[Fault] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        """Whether one of these flags is given."""
        return any(name in self.flags for name in names)

    def value(self, name: str) -> str | None:
        """The last value of a flag, None where it has none or it is not known."""
        word = (self.flags.get(name) or [None])[-1]
        return word.text if word is not None and word.known else None

    def on(self, name: str) -> bool:
        """Whether a flag that switches something is given and not switched off."""
        return name in self.flags and self.value(name) not in ("false", "f", "F", "0", "False", "FALSE")

    def fault(self, rule: str, at: Word, zh: str, en: str) -> None:
        """Add a mistake."""
        self.faults.append(Fault(rule, at.place, Text(zh, en)))


def call(program: Program, version: Version, words: Sequence[Word], *, more: bool = False) -> Call:
    """Take a command line apart; ``more`` says that other words will follow, of which nothing is known."""
    head = words[0]
    found = Call(program, version, head, program.commands[""], head, open=more)
    rest = list(words[1:])
    for word in rest:
        if _typographic(found, word):
            return found
    rest = _without_ellipsis(found, rest)
    _find_command(found, rest)
    if not found.faults and not found.has("plugin"):
        _Reader(found, rest).read()
    return found


def _without_ellipsis(found: Call, words: list[Word]) -> list[Word]:
    """What says that something is left out is no argument."""
    kept = [word for word in words if not _LEFT_OUT.fullmatch(word.text)]
    found.open |= len(kept) < len(words) or any(word.several for word in kept)
    return kept


_LEFT_OUT = re.compile(r"\.{3}|…|\[?(?:flags|options|FLAGS|OPTIONS)\]?|\[.*|.*\.\.\.\]?")


def _typographic(found: Call, word: Word) -> bool:
    """Whether a word has signs that an editor or a translation made of those that were meant."""
    if word.text[:1] and word.text[0] in _DASHES:
        meant = re.sub(f"^[{_DASHES}]+", lambda run: "--" if len(word.text) > len(run[0]) + 1 else "-", word.text)
        found.fault(
            "typographic-sign",
            word,
            f"{word.text[0]} 不是连字符，程序会把它当成普通参数；写成 {meant}",
            f"{word.text[0]} is no hyphen, so this is taken for an argument; write {meant}",
        )
        return True
    sign = next((sign for sign in word.bare if sign in _QUOTES + _SPACES), None)
    if sign is None:
        return False
    if sign in _QUOTES:
        zh, en = f"{sign} 不是引号，shell 会原样交给程序；写成 ' 或 \"", f"{sign} is no quote to a shell; write ' or \""
    else:
        zh, en = (
            "这里有一个不是空格的空白字符，两个词因此连成一个；换成空格",
            ("there is white space that is no space, so that two words are one; write a space"),
        )
    found.fault("typographic-sign", word, zh, en)
    return True


def _find_command(found: Call, words: list[Word]) -> None:
    """Go down to the command that the first words name, and take those away."""
    at = 0
    while at < len(words):
        word = words[at]
        if word.text == "--" or not word.known:
            return
        if word.text.startswith("-") and word.text != "-":
            at += 2 if _takes_next(found, word.text) else 1
            continue
        name = found.command.children.get(word.text)
        path = f"{found.command.path} {name}".strip()
        if name is None or not found.program.commands[path].span.has(found.version):
            _no_command(found, word)
            return
        found.command, found.verb = found.program.commands[path], word
        del words[at]


def _takes_next(found: Call, text: str) -> bool:
    if "=" in text:
        return False
    if text.startswith("--"):
        flag = _flags(found).get(text[2:].replace("_", "-"))
        return flag is not None and not flag.bare
    flag = _short(found, text[1])
    return flag is not None and not flag.bare and len(text) == 2


def _no_command(found: Call, word: Word) -> None:
    """A word that is no command: an argument where the command takes some, else a mistake."""
    command, program = found.command, found.program
    if not command.children:
        return
    said = f"{program.name} {command.path}".strip()
    children = [name for name, child in command.children.items() if _lives(found, child)]
    near = _near(word.text, children)
    if command.path in _RUNNABLE[program.name] and near is None:
        return
    if not command.path and program.name == "kubectl" and near is None and word.text not in _OF_OTHERS:
        found.flags["plugin"] = [word]  # what kubectl does not know may be a plugin
        return
    zh, en = (f"；是不是 {near}？", f"; did you mean {near}?") if near else _OF_OTHERS.get(word.text, ("", ""))
    found.fault("unknown-command", word, f"{said} 没有子命令 {word.text}{zh}", f"{said} has no command {word.text}{en}")


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
_OF_OTHERS = {
    "kubectl": ("；kubectl 写了两遍", "; kubectl stands there twice"),
    "rolling-update": ("；改用 Deployment 和 kubectl rollout", "; use a Deployment and kubectl rollout"),
    "helm": ("；helm 写了两遍", "; helm stands there twice"),
    "init": ("；Helm 3 起没有 Tiller，也就没有 helm init", "; since Helm 3 there is no Tiller, and so no helm init"),
    "reset": ("；Helm 3 起没有 Tiller", "; since Helm 3 there is no Tiller"),
    "fetch": ("；改用 helm pull", "; use helm pull"),
    "inspect": ("；改用 helm show", "; use helm show"),
}
"""Words that no plugin can be called, or that once were commands, and what to say of them."""


def _lives(found: Call, child: str) -> bool:
    return found.program.commands[f"{found.command.path} {child}".strip()].span.has(found.version)


def _flags(found: Call) -> Mapping[str, Flag]:
    return {**found.program.flags, **found.command.flags}


def _short(found: Call, letter: str) -> Flag | None:
    flags = (*found.command.flags.values(), *found.program.flags.values())
    return next((flag for flag in flags if flag.short == letter and flag.span.has(found.version)), None)


class _Reader:
    """Reads flags and arguments, one word after the other; the first mistake is the last, as it is there."""

    def __init__(self, found: Call, words: Sequence[Word]) -> None:
        self._call = found
        self._words = list(words)
        self._flags = _flags(found)

    def read(self) -> None:
        while self._words and not self._call.faults:
            word = self._words.pop(0)
            if word.text == "--":
                self._call.dashed = len(self._call.arguments)
                self._call.arguments += self._words
                return
            if word.text.startswith("--"):
                self._long(word)
            elif word.text.startswith("-") and word.text != "-":
                self._shorts(word)
            else:
                self._call.arguments.append(word)

    def _long(self, word: Word) -> None:
        name, equals, _ = word.text[2:].partition("=")
        name = name.replace("_", "-") if self._call.program.name == "kubectl" else name
        if UNKNOWN in name:
            return
        flag = self._flags.get(name)
        if flag is None or not flag.span.has(self._call.version):
            self._unknown(word, name, flag)
        elif equals:
            self._give(flag, word, word.cut(len(word.text) - len(word.text.partition("=")[2])))
        elif flag.bare:
            self._give(flag, word, None)
        else:
            self._next(flag, word, f"--{name}")

    def _shorts(self, word: Word) -> None:
        text = word.text
        at = 1
        while at < len(text) and not self._call.faults:
            flag = _short(self._call, text[at])
            if text[at] == UNKNOWN:
                return
            if flag is None:
                self._unknown_short(word, text[at])
                return
            rest = text[at + 1 :]
            if rest.startswith("=") or (rest and not flag.bare):
                self._give(flag, word, word.cut(at + 1 + rest.startswith("=")))
                return
            if flag.bare:
                self._give(flag, word, None)
            else:
                self._next(flag, word, f"-{text[at]}")
            at += 1

    def _next(self, flag: Flag, word: Word, written: str) -> None:
        if self._words:
            self._give(flag, word, self._words.pop(0))
        elif not self._call.open:
            zh, en = f"{written} 后面缺少值", f"a value is missing behind {written}"
            self._call.fault("flag-without-value", word, zh, en)

    def _give(self, flag: Flag, word: Word, value: Word | None) -> None:
        self._call.flags.setdefault(flag.name, []).append(value)
        self._call.places.setdefault(flag.name, word)
        if value is None or not value.known or _fits(flag, value.text):
            return
        said = _SAID[flag.type]
        self._call.fault(
            "invalid-flag-value",
            value,
            f"--{flag.name} 的值应为{said.zh}，不能是 {value.text!r}",
            f"--{flag.name} has to be {said.en}, not {value.text!r}",
        )

    def _unknown(self, word: Word, name: str, flag: Flag | None) -> None:
        command = f"{self._call.program.name} {self._call.command.path}".strip()
        if flag is not None:
            zh, en = _when(flag, self._call.program.name)
        else:
            known = [other for other, each in self._flags.items() if each.span.has(self._call.version)]
            zh, en = _GONE.get((self._call.program.name, name)) or suggestion(name.lower(), known, _NEAR)
        zh, en = f"{command} 没有选项 --{name}{zh}", f"{command} has no flag --{name}{en}"
        self._call.fault("unknown-flag", word, zh, en)

    def _unknown_short(self, word: Word, letter: str) -> None:
        command = f"{self._call.program.name} {self._call.command.path}".strip()
        name = word.text.lstrip("-").partition("=")[0]
        meant = name in self._flags and len(name) > 1
        zh, en = (f"；是不是 --{name}？", f"; did you mean --{name}?") if meant else ("", "")
        zh, en = f"{command} 没有选项 -{letter}{zh}", f"{command} has no flag -{letter}{en}"
        self._call.fault("unknown-flag", word, zh, en)


def _fits(flag: Flag, text: str) -> bool:
    if flag.type == "bool":
        return text in _BOOLEANS
    pattern = _VALUES.get(flag.type)
    return pattern is None or bool(pattern.fullmatch(text))


def _when(flag: Flag, program: str) -> Text:
    """Since when a flag is there, or until when it was."""
    first, last = flag.span.stretches[-1]
    if last is not None:
        return Text(f"：{program} {last} 是最后一个有它的版本", f": {program} {last} was the last to have it")
    return Text(f"：{program} {first} 才有", f": it is there since {program} {first}")


_NO_TILLER = Text("；Helm 3 起没有 Tiller", "; since Helm 3 there is no Tiller")
_GONE: Mapping[tuple[str, str], Text] = {
    ("kubectl", "export"): Text("；1.18 起移除", "; it was removed in 1.18"),
    ("kubectl", "generator"): Text("；1.21 起移除，run 只创建 Pod", "; it was removed in 1.21, run makes Pods only"),
    ("kubectl", "show-all"): Text("；1.13 起移除，不写就会全部显示", "; it was removed in 1.13, all is shown without"),
    ("helm", "name"): Text("；Helm 3 起名称是第一个参数", "; since Helm 3 the name is the first argument"),
    ("helm", "purge"): Text("；Helm 3 起总是如此，删掉它", "; since Helm 3 it is always so, remove it"),
    ("helm", "tiller-namespace"): _NO_TILLER,
    ("helm", "tls"): _NO_TILLER,
}
"""Flags that are gone since before the tables begin, and what to say of them."""

Check = Callable[[Call], Iterator[Fault]]
"""What is wrong with a command line that could be taken apart."""
