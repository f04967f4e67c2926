"""Base64 as Go's ``encoding/base64`` reads it for fields of bytes."""

from __future__ import annotations

import base64
import re

_FORM = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def is_base64(text: str) -> bool:
    """Whether the text is base64 in one piece: standard alphabet, padded."""
    return _FORM.fullmatch(text) is not None


def decoded(text: str) -> bytes | None:
    """The bytes, None where the text is no base64; line breaks are skipped."""
    packed = text.replace("\r", "").replace("\n", "")
    return base64.b64decode(packed) if is_base64(packed) else None
