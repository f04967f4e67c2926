"""The fonts of the book and of the diagrams, from npm: static TrueType, half a Chinese width for code."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from studybook.errors import StudybookError


@dataclass(frozen=True, slots=True)
class Font:
    """A family in two weights."""

    family: str
    package: str
    stem: str


SANS = Font("Noto Sans SC", "@expo-google-fonts/noto-sans-sc", "NotoSansSC")
MONO = Font("Inconsolata", "@expo-google-fonts/inconsolata", "Inconsolata")
FONTS = (SANS, MONO)


class FontError(StudybookError):
    """A font is not installed."""


def font_file(modules: Path, font: Font, *, bold: bool) -> Path:
    """The file of one weight."""
    weight = "700Bold" if bold else "400Regular"
    file = modules / font.package / weight / f"{font.stem}_{weight}.ttf"
    if not file.exists():
        raise FontError(f"{file.relative_to(modules.parent)} is missing; run scripts/setup.sh site")
    return file.resolve()


def licence(modules: Path, font: Font) -> Path:
    """The text of its licence, which goes with everything that embeds it."""
    return modules / font.package / "LICENSE_FONT"


def coverage(file: Path) -> frozenset[int]:
    """The code points for which a TrueType font has a glyph, from its ``cmap``."""
    data = file.read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack_from(">L", data, at + 8)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    start = tables[b"cmap"]
    points: set[int] = set()
    for index in range(struct.unpack_from(">H", data, start + 2)[0]):
        at = start + struct.unpack_from(">L", data, start + 8 + 8 * index)[0]
        read = _FORMATS.get(struct.unpack_from(">H", data, at)[0])
        if read:
            points.update(read(data, at))
    return frozenset(points)


def _segments(data: bytes, at: int) -> Iterator[int]:
    """Format 4: four parallel arrays of ends, starts, deltas and offsets."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, last + 1)


def _groups(data: bytes, at: int) -> Iterator[int]:
    """Format 12: groups of first, last and glyph."""
    for index in range(struct.unpack_from(">L", data, at + 12)[0]):
        first, last = struct.unpack_from(">LL", data, at + 16 + 12 * index)
        yield from range(first, last + 1)


_FORMATS: dict[int, Callable[[bytes, int], Iterator[int]]] = {4: _segments, 12: _groups}
