"""Validators that take turns, each in a process of its own, so that none works in the other's memory.

Run as a script this is one of them: it reads texts as JSON, one turn a line, and answers with CPU seconds.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import IO

WARM_UP = 60
"""Manifests at the start that are checked but not measured: schemas are compiled, modules imported."""
TURN = 200
"""Manifests that one checks before it is the next one's turn."""

VERSION = "1.36"
"""What those check that check one version of Kubernetes."""

Check = Callable[[str], object]


def take_turns(texts: Sequence[str], names: Mapping[str, float]) -> list[float]:
    """CPU seconds a manifest of each contestant, given the share of the manifests that it checks, drawn at random."""
    turns = [texts[begin : begin + TURN] for begin in range(WARM_UP, len(texts), TURN)]
    spent, done = dict.fromkeys(names, 0.0), dict.fromkeys(names, 0)
    with ExitStack() as stack:
        ask = {name: _Asked(stack, name) for name in names}
        for name in names:
            ask[name].seconds(texts[:WARM_UP])
        for turn in turns:
            for name, share in names.items():
                some = _some(turn, share)
                spent[name] += ask[name].seconds(some)
                done[name] += len(some)
    return [spent[name] / done[name] for name in names]


def _some(texts: Sequence[str], share: float) -> Sequence[str]:
    return random.Random(len(texts)).sample(texts, max(1, round(len(texts) * share)))  # kinds come in turn, so no step


class _Asked:
    """A contestant in its process."""

    def __init__(self, stack: ExitStack, name: str) -> None:
        command = [sys.executable, __file__, name]
        process = stack.enter_context(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        )
        assert process.stdin is not None
        assert process.stdout is not None
        self._request: IO[str] = process.stdin
        self._answer: IO[str] = process.stdout

    def seconds(self, texts: Sequence[str]) -> float:
        """CPU seconds that it takes to check the texts."""
        self._request.write(json.dumps(texts) + "\n")
        self._request.flush()
        return float(self._answer.readline())


def _plain() -> Check:
    return _kubefence(lint=False)


def _one_version() -> Check:
    return _kubefence(lint=False, k8s=VERSION)


def _not_fast() -> Check:
    from kubefence.yamldoc import direct

    direct._loads = None  # as where the extra is not installed
    return _kubefence(lint=False)


def _linted() -> Check:
    return _kubefence(lint=True)


def _kubefence(*, lint: bool, k8s: str = "") -> Check:
    from kubefence import Config, Page, Verifier

    config = Config() if lint else Config(lint=None)
    verifier = Verifier(replace(config, k8s=k8s) if k8s else config)
    return lambda text: verifier.verify(Page("a.yaml", text, markdown=False))


def _kubernetes_validate() -> Check:
    import kubernetes_validate
    import yaml

    def check(text: str) -> None:
        try:
            kubernetes_validate.validate(yaml.load(text, yaml.CSafeLoader), VERSION, strict=True)
        except Exception:  # it stops at its first error, in many ways; only its time is of interest
            return

    return check


CONTESTANTS: Mapping[str, Callable[[], Check]] = {
    "plain": _plain,
    "one-version": _one_version,
    "not-fast": _not_fast,
    "linted": _linted,
    "kubernetes-validate": _kubernetes_validate,
}


def main() -> None:
    """Be the contestant that the command line names."""
    check = CONTESTANTS[sys.argv[1]]()
    for line in sys.stdin:
        texts = json.loads(line)
        started = time.process_time()
        for text in texts:
            check(text)
        print(time.process_time() - started, flush=True)


if __name__ == "__main__":
    main()
