"""When the content is from: as a build is told, else as git says, else as the pages say; never the time of day."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from studybook.errors import StudybookError

EPOCH = "SOURCE_DATE_EPOCH"
EARLIEST = "1980-01-01"
_COMMIT = ("git", "log", "-1", "--format=%ct")


class DateError(StudybookError):
    """A build was told a date that is none."""


def told() -> int | None:
    """What ``SOURCE_DATE_EPOCH`` says, if it is set; raises `DateError`."""
    epoch = os.environ.get(EPOCH)
    try:
        return int(datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).timestamp()) if epoch else None
    except (ValueError, OverflowError, OSError):
        raise DateError(f"{EPOCH} is “{epoch}”; it must be a number of seconds since 1970") from None


def moment(root: Path, reviewed: Iterable[str] = ()) -> int:
    """Seconds since 1970: as told, else of the commit, else of the last day on which a page was reviewed."""
    if (seconds := told()) is not None:
        return seconds
    try:
        asked = subprocess.run(_COMMIT, cwd=root, capture_output=True, text=True)
    except OSError:
        asked = None
    if asked is not None and asked.returncode == 0 and asked.stdout.strip():
        return int(asked.stdout)
    last = datetime.date.fromisoformat(max(filter(_is_day, reviewed), default=EARLIEST))
    return int(datetime.datetime.combine(last, datetime.time(), datetime.UTC).timestamp())


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def day(seconds: int) -> str:
    """The day of a moment, in UTC."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
