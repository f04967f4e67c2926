"""Names of fields in expressions, which have fewer letters than fields."""

from __future__ import annotations

import re

from kubefence.cel.nodes import LITERALS, RESERVED

_ESCAPES = {"__": "__underscores__", ".": "__dot__", "-": "__dash__", "/": "__slash__"}
_KEYWORDS = frozenset({*RESERVED, "in", *LITERALS})


def escaped(name: str) -> str:
    """How a field is written in an expression: ``a-b`` as ``a__dash__b``, ``namespace`` as ``__namespace__``."""
    if name in _KEYWORDS:
        return f"__{name}__"
    return re.sub(r"__|[.\-/]", lambda found: _ESCAPES[found.group()], name)
