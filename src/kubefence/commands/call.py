"""A command line, taken apart: the command that it names, its flags, its arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kubefence.commands.fault import Fault
from kubefence.commands.grammar import Command, Flag, Program
from kubefence.commands.words import Word
from kubefence.findings import Severity, Text
from kubefence.versions import Version


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

    @property
    def said(self) -> str:
        """The program and the command: ``kubectl rollout status``."""
        return f"{self.program.name} {self.command.path}".strip()

    @property
    def known(self) -> Mapping[str, Flag]:
        """All flags that the command has in some version."""
        return {**self.program.flags, **self.command.flags}

    def short(self, letter: str) -> Flag | None:
        """The flag with a short name."""
        flags = (*self.command.flags.values(), *self.program.flags.values())
        return next((flag for flag in flags if flag.short == letter and flag.span.has(self.version)), None)

    def wrong(self, rule: str, at: Word, zh: str, en: str) -> Fault:
        """A mistake at a word."""
        return Fault(rule, at.place, Text(_short(zh), _short(en)))

    def refuse(self, rule: str, at: Word, zh: str, en: str, severity: Severity = Severity.ERROR) -> None:
        """Say that the line cannot be taken apart, because of a word."""
        self.faults.append(self.wrong(rule, at, zh, en)._replace(severity=severity))


_LONGEST = 400
"""Characters of a message, which may quote a word of any length."""


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST // 2]} … {said[-_LONGEST // 4 :]}"


Check = Callable[[Call], Iterator[Fault]]
"""What is wrong with a command line that could be taken apart."""
