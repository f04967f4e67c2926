"""Flags and arguments as the library of the programs reads them (spf13/pflag)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kubefence.commands.call import Call
from kubefence.commands.grammar import Flag
from kubefence.commands.words import UNKNOWN, Word
from kubefence.findings import Text
from kubefence.nearest import nearest

_NEAR = 0.75
"""How alike two names are of which one is taken for a slip of the other (see `kubefence.nearest`)."""
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


class Reader:
    """Reads flags and arguments, one word after the other; the first mistake is the last, as it is there."""

    def __init__(self, found: Call, words: Sequence[Word]) -> None:
        self._call = found
        self._words = list(words)
        self._flags = found.known

    def read(self) -> None:
        """Put flags and arguments into the command line."""
        while self._words and not self._call.faults:
            word = self._words.pop(0)
            if word.text == "--":
                self._call.dashed = len(self._call.arguments)
                self._call.arguments += self._words
                return
            if word.text.startswith("--") or self._is_long(word):
                self._long(word)
            elif word.text.startswith("-") and word.text != "-":
                self._shorts(word)
            else:
                self._call.arguments.append(word)

    def _is_long(self, word: Word) -> bool:
        """Whether one dash stands before the name of a flag, where that is as good as two."""
        name = word.text[1:].partition("=")[0]
        return self._call.program.one_dash and word.text[:1] == "-" and len(name) > 1 and name in self._flags

    def _long(self, word: Word) -> None:
        name, equals, _ = word.text.removeprefix("-").removeprefix("-").partition("=")
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
            flag = self._call.short(text[at])
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
            self._call.refuse("flag-without-value", word, zh, en)

    def _give(self, flag: Flag, word: Word, value: Word | None) -> None:
        self._call.flags.setdefault(flag.name, []).append(value)
        self._call.places.setdefault(flag.name, word)
        if value is None or not value.known or _fits(flag, value.text):
            return
        said = _SAID[flag.type]
        self._call.refuse(
            "invalid-flag-value",
            value,
            f"--{flag.name} 的值应为{said.zh}，不能是 {value.text!r}",
            f"--{flag.name} has to be {said.en}, not {value.text!r}",
        )

    def _unknown(self, word: Word, name: str, flag: Flag | None) -> None:
        command, sure = self._call.said, self._call.program.sure
        if flag is not None:
            zh, en = _when(flag, self._call.program.name)
        else:
            known = [other for other, each in self._flags.items() if each.span.has(self._call.version)]
            near = nearest(name.lower(), known, _NEAR)
            if near is None and not sure:
                return
            zh, en = _GONE.get((self._call.program.name, name)) or _meant(near)
        zh, en = f"{command} 没有选项 --{name}{zh}", f"{command} has no flag --{name}{en}"
        self._call.refuse("unknown-flag", word, zh, en)

    def _unknown_short(self, word: Word, letter: str) -> None:
        command = self._call.said
        name = word.text.lstrip("-").partition("=")[0]
        meant = name in self._flags and len(name) > 1
        if not meant and not self._call.program.sure:
            return
        zh, en = _meant(name if meant else None)
        zh, en = f"{command} 没有选项 -{letter}{zh}", f"{command} has no flag -{letter}{en}"
        self._call.refuse("unknown-flag", word, zh, en)


def _fits(flag: Flag, text: str) -> bool:
    if flag.type == "bool":
        return text in _BOOLEANS
    pattern = _VALUES.get(flag.type)
    return pattern is None or bool(pattern.fullmatch(text))


def _meant(name: str | None) -> Text:
    """What to say of a flag that was probably meant, as it is written."""
    return Text(f"；是不是 --{name}？", f"; did you mean --{name}?") if name else Text("", "")


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
