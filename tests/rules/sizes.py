"""Values of some size at a place, to be held against how large they may be."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any, NamedTuple

from places import faults

Make = Callable[[int], Any]


class Size(NamedTuple):
    """A value of some size at a place: with ``most`` it does not break the rule, with one more it does."""

    kind: str
    place: str
    make: Make
    most: int
    rule: str = "out-of-range"
    beside: dict[str, Any] = {}  # noqa: RUF012  (nothing changes it)
    at: str = ""
    """Where the finding is, if not at the place."""

    def broken(self, size: int) -> bool:
        return self.rule in faults(self.kind, self.place, self.make(size), at=self.at, beside=self.beside)


def text(size: int) -> str:
    return "a" * size


def accented(size: int) -> str:
    """A text of so many bytes, with letters of two: a length in characters would let more pass."""
    return "é" * (size // 2) + "a" * (size % 2)


def names(size: int) -> list[str]:
    return [f"a{index}" for index in range(size)]


def named(size: int) -> list[dict[str, str]]:
    return [{"name": name} for name in names(size)]


def entries(size: int) -> dict[str, str]:
    return dict.fromkeys(names(size), "1")


def empty(size: int) -> list[dict[str, Any]]:
    return [{} for _ in range(size)]


def numbers(size: int) -> list[int]:
    return list(range(1, size + 1))


def after(start: str, make: Make = text, end: str = "") -> Make:
    """A text of so many bytes that begins and ends like this."""
    return lambda size: start + make(size - len(start) - len(end)) + end


def base64(size: int) -> str:
    return b64encode(b"\xff" * size).decode()


def parts(length: int) -> Make:
    """A name of so many characters, in parts of this length."""
    return lambda size: ".".join(["a" * length] * (size // (length + 1) + 1))[: size - 1] + "a"


def addresses(size: int) -> list[str]:
    return [f"10.0.{index // 250}.{index % 250 + 1}" for index in range(size)]
