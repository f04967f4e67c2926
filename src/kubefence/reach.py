"""Where a path may lead: not out of the repository, not into its hidden folders, and only to regular files.

Paths are compared as they are once every link in them is followed; whoever asks has followed them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

OUTSIDE, HIDDEN, IRREGULAR = "outside", "hidden", "irregular"
_SEPARATOR = re.compile(r"[\\/]")
_PUBLIC = frozenset({".well-known"})
"""A folder whose name begins with a dot and that is there to be published (RFC 8615)."""


def barred(real: str, roots: Iterable[str], *, regular: bool) -> str | None:
    """Why nothing at the path ``real`` may be shown, where there is a reason; ``roots`` are folders it may lie in."""
    below = min((rest for root in roots if (rest := _below(real, root)) is not None), key=len, default=None)
    if below is None:
        return OUTSIDE
    if is_hidden(below):
        return HIDDEN
    return None if regular else IRREGULAR


def is_hidden(path: str) -> bool:
    """Whether a relative path leads through a folder whose name begins with a dot, or to ``.git``."""
    *folders, name = _SEPARATOR.split(path)
    hidden = (part.startswith(".") and part not in (".", "..") and part not in _PUBLIC for part in folders)
    return name == ".git" or any(hidden)


def _below(path: str, root: str) -> str | None:
    """The path from a folder to what lies in it."""
    root = root.rstrip("\\/")
    inside = path.startswith(root) and (path == root or path[len(root)] in "\\/")
    return path[len(root) + 1 :] if inside else None
