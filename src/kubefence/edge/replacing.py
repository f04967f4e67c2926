"""A file gets another content all at once, so that nobody ever sees half of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from kubefence.edge.files import shown_path
from kubefence.errors import ConfigError

_NEW = 0o644


def replace(file: Path, content: bytes) -> None:
    """Put a content into a file, behind a link if it is one, with the permissions that it has; raises `ConfigError`."""
    target = Path(os.path.realpath(file))
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            if target.exists():
                shutil.copymode(target, name)
            else:
                os.chmod(name, _NEW)
            os.replace(name, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        reason, shown = error.strerror or error, shown_path(file)
        raise ConfigError(f"{shown}：写不了（{reason}）", f"{shown}: cannot be written: {reason}") from error
