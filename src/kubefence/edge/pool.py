"""The processes of `kubefence.edge.jobs`.

Where they can be forked they share what the first has compiled; elsewhere each makes its own. Only a few pages are on
their way at any time, so that a process takes no more memory than a run by itself.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from kubefence.edge.verified import Pending, Verified, by
from kubefence.engine import Page, Verifier

_LINUX = sys.platform.startswith("linux")
"""Elsewhere a process that was forked may not use all of its libraries."""
_AT_ONCE = 64
"""Files that a process is given at a time, if all of them are small ..."""
_CHARACTERS = 200_000
"""... and else as many as have so many characters, ..."""
_AHEAD = 2
"""... and how many times that for each process are read before they are needed."""
_SHARES = 8
"""Into how many parts, for each process, a few files are divided: so that none waits for the last."""


class Pool:
    """Processes that verify pages; they end with the ``with`` statement."""

    def __init__(self, jobs: int, count: int, own: Verifier, make: Callable[[], Verifier]) -> None:
        """For about ``count`` files; ``own`` is the verifier of this process, ``make``, of a module, makes another."""
        _Worker.verifier = own  # a process that is forked finds it
        self._jobs, self._at_once = jobs, max(min(_AT_ONCE, count // (jobs * _SHARES)), 1)
        context = multiprocessing.get_context("fork" if _LINUX else "spawn")
        self._pool = ProcessPoolExecutor(jobs, context, _begin, () if _LINUX else (make,))
        self._pool.submit(_verify, [])  # now, before there are threads that a fork would cut off

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        _Worker.verifier = None

    def verified(self, asked: Iterable[Pending]) -> Iterator[Verified]:
        """The reports on all that is asked, in its order."""
        waiting: deque[Future[list[Verified]] | list[Verified]] = deque()
        for batch in batches(asked, self._at_once):
            known = [each for each in batch if isinstance(each, Verified)]
            waiting.append(known if len(known) == len(batch) else self._pool.submit(_verify, batch))
            if len(waiting) > _AHEAD * self._jobs:
                yield from _of(waiting.popleft())
        for each in waiting:
            yield from _of(each)


def batches(asked: Iterable[Pending], most: int) -> Iterator[list[Pending]]:
    """What is asked in its order, so many at a time, or fewer where they are long."""
    batch: list[Pending] = []
    characters = 0
    for each in asked:
        batch.append(each)
        characters += len(each.text) if isinstance(each, Page) else 0
        if len(batch) >= most or characters >= _CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _of(done: Future[list[Verified]] | list[Verified]) -> list[Verified]:
    return done if isinstance(done, list) else done.result()


class _Worker:
    """What a process works with."""

    verifier: Verifier | None = None


def _begin(make: Callable[[], Verifier] | None = None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    if make is not None:
        _Worker.verifier = make()


def _verify(batch: Sequence[Pending]) -> list[Verified]:
    verifier = _Worker.verifier
    assert verifier is not None, "a process begins with one"
    return [by(verifier, each) for each in batch]
