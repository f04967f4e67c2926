"""How a command ends that is interrupted, has no reader or no room left: in a sentence. Standard library alone."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C has ended, as shells give it."""
UNREAD = 141
"""The same of one that nobody reads any more, as ``| head`` does."""
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def in_a_sentence(run: Callable[[], int]) -> int:
    """The exit status of ``run``; says why, if it is interrupted or a disk is full."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return run()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is impatient gets the sentence all the same
        return _said("Stopped before it was done; run it again.", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still held back has nowhere to go
        return UNREAD
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        return _said(no_room(error.filename), 1)


def no_room(file: object = None) -> str:
    """The sentence for a full disk."""
    at = f" while writing {os.fsdecode(file)}" if isinstance(file, str | bytes | os.PathLike) else ""
    return f"The disk is full{at}: make room, then run this again."


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _said(sentence: str, status: int) -> int:
    print(f"\n{sentence}" if status == INTERRUPTED else sentence, file=sys.stderr)
    return status
