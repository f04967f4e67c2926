"""Which word of a line names the program: its first one, or one behind programs that run another."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from kubefence.commands.words import Word

KUBECTL = frozenset({"kubectl", "k"})


class _Around(NamedTuple):
    """A program that runs another one."""

    valued: str = ""
    """The letters of its flags that take the next word for their value."""
    own: Sequence[str] = ()
    """Words of its own before the program, "" for any."""


_AROUND: Mapping[str, _Around] = {
    **dict.fromkeys(("nohup", "command", "k3s", "microk8s"), _Around()),
    "sudo": _Around("CDghpRrTtUu"),
    "time": _Around("fo"),
    "exec": _Around("a"),
    "env": _Around("CSu"),
    "watch": _Around("n"),
    "xargs": _Around("adEILnPs"),
    "timeout": _Around("ks", ("",)),
    "nice": _Around("n"),
    "minikube": _Around("p"),
    "ssh": _Around("BbcDEeFIiJLlmOopQRSWw", ("",)),
    **dict.fromkeys(("docker", "podman", "nerdctl"), _Around("euw", ("exec", ""))),
}
"""Programs that run another one: sudo(8), xargs(1), timeout(1), ssh(1), docker exec …"""
FEEDING = frozenset({"xargs", "watch"})
"""Those of them whose program gets words that do not stand here."""


def start(words: Sequence[Word], programs: Collection[str]) -> int | None:
    """The word that names one of some programs, None where none is run."""
    at = 0
    while at < len(words) and words[at].known and not (at and words[at].quoted):
        name = called(words[at])
        if name in programs:
            return at
        if name not in _AROUND:
            return None
        at = _behind(words, at + 1, _AROUND[name])
    return None


def _behind(words: Sequence[Word], at: int, around: _Around) -> int:
    """Where the program stands that another one runs, behind its flags, assignments and words; else the end."""
    own = list(around.own)
    while at < len(words):
        text = words[at].text
        if text.startswith("-") and len(text) > 1:
            takes_next = text[-1] in around.valued and not text.startswith("--")
            at += 1 + (takes_next and len(text) == _LETTER)
        elif "=" in text:
            at += 1
        elif own and own[0] in ("", text):
            at, own = at + 1, own[1:]
        else:
            return len(words) if own else at
    return at


_LETTER = 2
"""A dash and a letter."""


def line(words: Sequence[Word], at: int) -> Sequence[Word]:
    """The words of the program from its name on, without a ``--`` that ends those of the one around it."""
    divided = at and at + 1 < len(words) and words[at + 1].text == "--"
    return [words[at], *words[at + 2 :]] if divided else words[at:]


def called(word: Word) -> str:
    """The program that a word names, wherever that lies."""
    return word.text.rpartition("/")[2]


def disguised(word: Word, programs: Collection[str]) -> str | None:
    """The program that a word looks like but for letters that no shell knows: wide ones, or a space that is none."""
    if word.text.isascii() or word.quoted:
        return None
    meant = unicodedata.normalize("NFKC", word.text).split()
    return meant[0] if meant and meant[0] in programs else None
