"""Pages verified here or in several processes at once: the same reports, in the same order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from kubefence.edge.verified import Pending, Verified, by
from kubefence.engine import Verifier

MANY = 64
"""Files for which it pays to start other processes: fewer are verified in the time that those take to come up."""


Verify = Callable[[Iterable[Pending]], Iterator[Verified]]


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if sys.platform.startswith("linux") else os.cpu_count() or 1


@contextmanager
def verifying(count: int, jobs: int, own: Verifier, make: Callable[[], Verifier]) -> Iterator[Verify]:
    """What verifies about ``count`` files, in up to so many processes.

    ``own`` is the verifier of this process, ``make`` makes another one; it has to be a function of a module.
    """
    if jobs < 2 or count < MANY:
        yield lambda asked: (by(own, each) for each in asked)
        return
    from kubefence.edge.pool import Pool  # most runs need no other process

    with Pool(min(jobs, count * 4 // MANY), count, own, make) as pool:
        yield pool.verified
