"""Slips of the pen: names of which one letter is wrong."""

from __future__ import annotations


def one_slip(written: str, known: str) -> bool:
    """Whether one letter too many, too few, wrong, or two that changed places make one of the other."""
    if abs(len(written) - len(known)) > 1 or written == known:
        return False
    start = next((at for at, (a, b) in enumerate(zip(written, known, strict=False)) if a != b), None)
    if start is None:
        return True
    one, other = written[start:], known[start:]
    swapped = one[1::-1] + one[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped == other
