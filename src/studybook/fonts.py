"""The fonts of the book and of the diagrams, from npm: static TrueType, half a Chinese width for code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Font:
    """A family in two weights."""

    family: str
    package: str
    stem: str


SANS = Font("Noto Sans SC", "@expo-google-fonts/noto-sans-sc", "NotoSansSC")
MONO = Font("Inconsolata", "@expo-google-fonts/inconsolata", "Inconsolata")
FONTS = (SANS, MONO)


class FontError(Exception):
    """A font is not installed."""


def font_file(modules: Path, font: Font, *, bold: bool) -> Path:
    """The file of one weight."""
    weight = "700Bold" if bold else "400Regular"
    file = modules / font.package / weight / f"{font.stem}_{weight}.ttf"
    if not file.exists():
        raise FontError(f"{file.relative_to(modules.parent)} is missing; run scripts/setup.sh to install it from npm")
    return file.resolve()


def licence(modules: Path, font: Font) -> Path:
    """The text of its licence, which goes with everything that embeds it."""
    return modules / font.package / "LICENSE_FONT"
