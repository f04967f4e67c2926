"""The site among the programs of a phone or a computer: its icons, and its manifest, see https://www.w3.org/TR/appmanifest/."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from studybook.machines import picture

MANIFEST = "manifest.webmanifest"
GROUND = "#3f51b5"
"""Of the logo."""
SHARE = 0.8
"""Of an icon that others cut to their shape: what is in the circle of this diameter is never cut."""


class Icon(NamedTuple):
    """One picture of the site."""

    path: str
    size: int
    purpose: str = "any"


ICONS = (
    Icon("assets/img/icon-192.png", 192),
    Icon("assets/img/icon-512.png", 512),
    Icon("assets/img/icon-maskable-512.png", 512, "maskable"),
)


class Colours(NamedTuple):
    """Of the frame that a window has around the site, in each scheme."""

    light: str = "#4051b5"
    dark: str = "#4051b5"


def drawn(icon: Icon, logo: str) -> bytes:
    """The icon as PNG; raises `StudybookError` where nothing can draw."""
    if icon.purpose != "maskable":
        return picture(logo, icon.size)
    inset = (1 - SHARE) / 2 * 100
    placed = logo.replace("<svg ", f'<svg x="{inset:g}" y="{inset:g}" width="{SHARE:.0%}" height="{SHARE:.0%}" ', 1)
    around = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{placed}</svg>'
    return picture(around, icon.size, GROUND)


def manifest(name: str, short: str, about: str, ways: Mapping[str, str]) -> str:
    """The web manifest, all addresses relative to its own; ``ways`` are names of pages that one begins with."""
    said = {
        "name": name,
        "short_name": short,
        "description": about,
        "lang": "zh-CN",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": Colours().light,
        "background_color": "#ffffff",
        "categories": ["education", "books"],
        "icons": [
            {"src": icon.path, "sizes": f"{icon.size}x{icon.size}", "type": "image/png", "purpose": icon.purpose}
            for icon in ICONS
        ],
        "shortcuts": [{"name": name, "url": f"./{path}"} for path, name in ways.items() if path],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
