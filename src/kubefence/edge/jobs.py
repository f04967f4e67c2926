"""Pages verified here or in several processes at once: the same reports, in the same order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from kubefence.engine import Page, Verifier
from kubefence.findings import PageReport

MANY = 64
"""Files for which it pays to start other processes: fewer are verified in the time that those take to come up."""
LINUX = sys.platform.startswith("linux")
"""Elsewhere a process that was forked may not use all of its libraries."""


class Verified(NamedTuple):
    """A page that was verified, or a file that could not be read."""

    report: PageReport
    reads: frozenset[str] = frozenset()
    """Files that it included or looked for."""


Asked = Page | Verified
"""What is still to be verified, and what is known."""
Verify = Callable[[Iterable[Asked]], Iterator[Verified]]


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if LINUX else os.cpu_count() or 1


@contextmanager
def verifying(count: int, jobs: int, own: Verifier, make: Callable[[], Verifier]) -> Iterator[Verify]:
    """What verifies about ``count`` files, in up to so many processes.

    ``own`` is the verifier of this process, ``make`` makes another one; it has to be a function of a module.
    """
    if jobs < 2 or count < MANY:
        yield lambda asked: (by(own, each) for each in asked)
        return
    from kubefence.edge.pool import Pool  # most runs need no other process

    with Pool(min(jobs, count * 4 // MANY), own, make) as pool:
        yield pool.verified


def by(verifier: Verifier, asked: Asked) -> Verified:
    """What a verifier says of a page; what is known is known."""
    return asked if isinstance(asked, Verified) else Verified(verifier.verify(asked), verifier.reads)
