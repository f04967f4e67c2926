"""White space as Go's ``strings.TrimSpace`` knows it, which is less than Python strips."""

from __future__ import annotations

from kubefence.formats.quantities import SPACE

_SPACE = f"\t\n\v\f\r\u2028\u2029{SPACE}"


def trimmed(text: str) -> str:
    """The text without white space around it."""
    return text.strip(_SPACE)
