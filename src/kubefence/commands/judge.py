"""From a text of shell to what is wrong with its lines of the programs that are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kubefence.commands import callers, helm, kubectl, quoted, tools, typographic
from kubefence.commands.arguments import call
from kubefence.commands.call import Call, Check
from kubefence.commands.callers import FEEDING, start
from kubefence.commands.fault import Fault, Stretch
from kubefence.commands.grammar import Program, program
from kubefence.commands.words import Word, read
from kubefence.findings import Severity, Text
from kubefence.versions import Version

Judged = tuple[tuple[Version, ...], Fault]
"""A mistake, with the versions of Kubernetes whose programs do not take it; () where versions do not matter."""
_MENTIONED = re.compile(rf"\b(?:kubectl|helm|k|{'|'.join(tools.NAMES)})\b")


class _Known(NamedTuple):
    """A program whose lines are judged."""

    name: str
    checks: Callable[[str], Sequence[Check]]
    groups: frozenset[str]
    follows: bool
    """Whether its versions are those of Kubernetes."""


_PROGRAMS: Mapping[str, _Known] = {
    "kubectl": _Known("kubectl", kubectl.checks, kubectl.GROUPS, follows=True),
    "k": _Known("kubectl", kubectl.checks, kubectl.GROUPS, follows=True),
    "helm": _Known("helm", helm.checks, frozenset(), follows=False),
    **{name: _Known(name, tools.checks, frozenset(), follows=False) for name in tools.NAMES},
}


def judged(script: str, versions: Sequence[Version]) -> Iterator[Judged]:
    """The mistakes in a script, in the order of its commands, each line with its first one only."""
    if not mentioned(script):
        return
    found = read(script)
    if found.unread is not None:
        yield (), _tangled(found.unread) if found.tangled else _unread(found.unread, found.missing)
    for line in found.lines:
        if found.unread is None or line.words[0].place.line != found.unread.line:
            yield from _line(line.words, versions)
            for word in quoted.scripts(line.words):
                yield from _within(word, versions)


def _within(word: Word, versions: Sequence[Version]) -> Iterator[Judged]:
    """The mistakes in a script that a line gives to a shell; one that cannot be read may be none."""
    found = read(word.text) if mentioned(word.text) else None
    for line in found.lines if found is not None and found.unread is None else ():
        for where, fault in _line(line.words, versions):
            yield where, fault._replace(place=quoted.outer(fault.place, word))


def mentioned(script: str) -> bool:
    """Whether a program may be called at all, in letters of whatever width."""
    return bool(_MENTIONED.search(script if script.isascii() else unicodedata.normalize("NFKC", script)))


def _tangled(place: Stretch) -> Fault:
    zh = "这里一行连得太长或套得太深，整个代码块的命令都没有核对；分成几个代码块"
    en = "this is joined or nested too far, so no command of this block was checked; make several blocks of it"
    return Fault("shell-syntax", place, Text(zh, en), Severity.NOTE)


def _unread(place: Stretch, missing: str) -> Fault:
    if missing:
        text = Text(
            f"这里缺少 {missing}，shell 会一直等下去", f"{missing} is missing here, and a shell would wait for it"
        )
        return Fault("shell-syntax", place, text)
    zh = "这里不像 shell 的语法，后面的命令没有核对；输出放到另一个代码块，用法说明不要标成 shell"
    en = "this does not read as shell, so the commands behind it were not checked; put output and synopses elsewhere"
    return Fault("shell-syntax", place, Text(zh, en), Severity.NOTE)


def _line(words: Sequence[Word], versions: Sequence[Version]) -> Iterator[Judged]:
    at = start(words, _PROGRAMS)
    if at is None:
        meant = callers.disguised(words[0], _PROGRAMS)
        if meant is not None:
            yield (), typographic.wide(words[0], meant)
        return
    known = _PROGRAMS[callers.called(words[at])]
    more = words[0].text in FEEDING and at > 0
    table = program(known.name)
    asked = _programs(table, known, versions)
    found: dict[tuple[str, Stretch], tuple[list[Version], Fault]] = {}
    for version, shown in reversed(asked):  # what the newest says is said of all that miss the same
        fault = next(faults(call(table, version, callers.line(words, at), more=more), known), None)
        if fault is not None:
            found.setdefault((fault.rule, fault.place), ([], fault))[0].insert(0, shown)
    for where, fault in found.values():
        if known.follows:
            yield tuple(where), fault
        elif len(where) == len(asked):
            yield (), fault
        elif asked[-1][1] in where:  # an older version that is in use takes it
            yield (), fault._replace(severity=Severity.WARNING)


def _programs(table: Program, known: _Known, versions: Sequence[Version]) -> list[tuple[Version, Version]]:
    """The versions of the program to ask, each with the version of Kubernetes that it stands for."""
    if known.follows:
        return [(min(max(version, table.versions[0]), table.versions[-1]), version) for version in versions]
    newest = {version.major: version for version in table.versions}
    return [(version, version) for version in newest.values()]


def faults(found: Call, known: _Known) -> Iterator[Fault]:
    """All that is wrong with a command line; what cannot be taken apart is not looked at any further."""
    if found.faults:
        yield from found.faults
        return
    if found.has("help", "plugin"):
        return
    path = found.command.path
    if path in known.groups or (not path and not found.open):
        if path and not found.open:
            said = f"{found.program.name} {path}"
            listed = ", ".join(sorted(set(found.command.children.values())))
            zh, en = f"{said} 后面缺少子命令：{listed}", f"{said} lacks a command: {listed}"
            yield Fault("unknown-command", found.verb.place, Text(zh, en))
        return
    for check in known.checks(path):
        yield from check(found)


class Called(NamedTuple):
    """The programs that a script calls."""

    judged: tuple[str, ...] = ()
    """Those whose lines are judged."""
    others: tuple[str, ...] = ()
    """The rest, without what belongs to the shell."""

    def versions(self, among: Sequence[Version]) -> tuple[Version, ...]:
        """Those for whose programs it is judged; none where programs have versions of their own."""
        tables = [program(name) for name in self.judged if _PROGRAMS[name].follows]
        return tuple(each for each in among if tables and all(each >= table.versions[0] for table in tables))

    def said(self) -> Iterator[Text]:
        """What its lines were held against."""
        for name in self.judged:
            if _PROGRAMS[name].follows:
                yield Text(name, name)
            else:
                majors = sorted({str(version.major) for version in program(name).versions})
                yield Text(f"{name} {'、'.join(majors)}", f"{name} {', '.join(majors)}")


_BUILT_IN = (
    ". : [ alias break cd complete continue echo exit export false kill local printf read return set shift sleep "
    "source test trap true umask unset wait"
)
_OF_SHELL = frozenset(_BUILT_IN.split())
"""Commands of the shell itself, which do nothing that could be checked."""


def called(script: str) -> Called:
    """The programs that a script calls, in their order."""
    judged: dict[str, None] = {}
    others: dict[str, None] = {}
    for line in read(script).lines:
        at = start(line.words, _PROGRAMS)
        if at is not None:
            judged[_PROGRAMS[callers.called(line.words[at])].name] = None
            continue
        words = line.words[1:] if line.words[0].text == "sudo" else line.words
        if words and words[0].known and words[0].text not in _OF_SHELL and not words[0].text.startswith("-"):
            others[words[0].text.rpartition("/")[2]] = None
    return Called(tuple(judged), tuple(others))
