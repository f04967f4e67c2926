"""Numbers that readers are told: each is counted in the build that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kubefence.blocks import is_yaml
from kubefence.findings import BlockReport
from kubefence.proof.words import State, state

_HELD = frozenset({State.PROVEN, State.PARTLY})
_UNITS = ((1_000_000, "MB"), (1_000, "kB"))


def proven(blocks: Iterable[BlockReport]) -> Iterator[BlockReport]:
    """The blocks of YAML that every version of their page accepts."""
    return (block for block in blocks if is_yaml(block.language) and state(block) in _HELD)


def size(of: int) -> str:
    """A number of bytes, as people read it: three digits at most."""
    for unit, name in _UNITS:
        if of >= unit:
            amount = of / unit
            return f"{amount:.0f} {name}" if amount >= 9.95 else f"{amount:.1f} {name}"
    return f"{of} B"
