"""Which word of a line names the program: its first one, or one behind programs that run another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kubefence.commands.words import Word

KUBECTL = frozenset({"kubectl", "k"})
_AROUND = frozenset(
    {"sudo", "time", "nohup", "exec", "command", "env", "watch", "xargs", "timeout", "nice", "k3s", "microk8s"}
)
"""Programs that run another one, which their words name."""
FEEDING = frozenset({"xargs", "watch"})
"""Those of them whose program gets words that do not stand here."""


def start(words: Sequence[Word], programs: Collection[str]) -> int | None:
    """The word that names one of some programs, None where none is run."""
    if words[0].known and words[0].text in programs:
        return 0
    if words[0].text not in _AROUND:
        return None
    return next((at for at, word in enumerate(words) if word.text in programs and not word.quoted), None)
