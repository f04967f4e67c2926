"""Files of JSON that are met in a folder: few of them are manifests, and nobody has said so of any."""

from __future__ import annotations

import re

from kubefence.checks.syntax import Reading
from kubefence.yamldoc.document import Json

NAMES = ("apiVersion", "kind")
_CONTENT = ("metadata", "spec")
_WRITTEN = [re.compile(rf'"{name}"\s*:\s*"') for name in NAMES]


def may_be_manifest(text: str) -> bool:
    """Whether it is worth while to read a text: nearly all files of other programs have neither name."""
    return any(f'"{name}"' in text for name in NAMES)


def is_manifest(text: str, reading: Reading) -> bool:
    """Whether a text is meant for Kubernetes, as far as one can see."""
    if reading.documents:
        return any(_is_object(document.value) for document in reading.documents)
    return all(pattern.search(text) for pattern in _WRITTEN)


def _is_object(value: Json) -> bool:
    """Whether a value says which kind it is, or says a half of it and has what only objects have."""
    if not isinstance(value, dict):
        return False
    named = sum(isinstance(value.get(name), str) for name in NAMES)
    return named == len(NAMES) or (named > 0 and any(isinstance(value.get(name), dict) for name in _CONTENT))
