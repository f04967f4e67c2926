"""What a line of kubectl names: objects by type and name, labels, containers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kubefence.commands.call import Call
from kubefence.commands.of_arguments import FILES
from kubefence.commands.of_resources import is_combined
from kubefence.commands.resources import kind_of
from kubefence.commands.words import Word
from kubefence.schema.pack import builtin

_TYPED = frozenset(
    {"get", "describe", "delete", "edit", "patch", "label", "annotate", "scale", "autoscale", "expose", "wait"}
    | {f"rollout {verb}" for verb in ("status", "history", "undo", "restart", "pause", "resume")}
    | {f"set {verb}" for verb in ("image", "resources", "env", "serviceaccount", "subject")}
)
"""Commands whose arguments are types and names."""
_OF_PODS = frozenset({"logs", "exec", "attach", "port-forward", "debug", "top pod"})
"""Commands whose first argument is a Pod, unless a type stands before it."""
_CHANGE = re.compile(r".*=.*|.+-", re.DOTALL)
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.:-]*[a-z0-9])?")
_LONGEST = 253
"""Letters of a name."""
_ACCOUNT = "set serviceaccount"


_SYSTEM = frozenset({"kube-system", "kube-public", "kube-node-lease"})
"""Namespaces of what comes with a cluster."""


class Named(NamedTuple):
    """An object that a command names."""

    kind: str
    name: str
    word: Word


def of_system(call: Call) -> bool:
    """Whether a command is about what comes with a cluster."""
    return call.value("namespace") in _SYSTEM


def containers(call: Call) -> Iterator[Word]:
    """The containers that a command names."""
    for word in call.flags.get("container", ()) if call.command.path in _OF_PODS | {"cp"} else ():
        if word is not None and word.known:
            yield word
    for word in call.arguments if call.command.path == "set image" else ():
        name, equals, _ = word.text.partition("=")
        if word.known and equals and name != "*":
            yield word._replace(text=name)


def named(call: Call, custom: Mapping[str, str]) -> Iterator[Named]:
    """The objects that a command names; ``custom`` has kinds of the page by their names in lower case."""
    path = call.command.path
    if call.has(*FILES, "raw") or call.faults:
        return
    given = call.arguments if call.dashed is None else call.arguments[: call.dashed]
    if path in _OF_PODS:
        given = given[:1]
        yield from _combined(given, custom) if any(map(is_combined, given)) else _all("Pod", given)
    elif path == "cp":
        pods = [word.cut(0)._replace(text=word.text.partition(":")[0]) for word in given if ":" in word.text]
        yield from _all("Pod", [pod for pod in pods if "/" not in pod.text])
    elif path in _TYPED:
        if path == _ACCOUNT:
            given = given[:-1]
        cut = next((at for at, word in enumerate(given) if _CHANGE.fullmatch(word.text)), len(given))
        yield from _typed(given[:cut], custom)


def _typed(given: Sequence[Word], custom: Mapping[str, str]) -> Iterator[Named]:
    if any(map(is_combined, given)):
        yield from _combined(given, custom)
    elif given and given[0].known:
        yield from _all(_kind(given[0].text, custom), given[1:])


def _combined(given: Sequence[Word], custom: Mapping[str, str]) -> Iterator[Named]:
    for word in given:
        kind, _, name = word.text.partition("/")
        yield from _all(_kind(kind, custom), [word._replace(text=name)])


def _all(kind: str, given: Sequence[Word]) -> Iterator[Named]:
    for word in given:
        if kind and word.known and len(word.text) <= _LONGEST and _NAME.fullmatch(word.text):
            yield Named(kind, word.text, word)


def _kind(written: str, custom: Mapping[str, str]) -> str:
    return kind_of(builtin(), written) or custom.get(written.partition(".")[0].lower(), "")
