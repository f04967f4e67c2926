"""What programs that read the site are told: robots, language models, those that draw its sign."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from studybook.errors import StudybookError


class Entry(NamedTuple):
    """A page, as others are told of it."""

    title: str
    address: str
    said: str
    """What it says in one sentence."""


class Group(NamedTuple):
    """Pages that belong together; those without a title come first."""

    title: str
    entries: tuple[Entry, ...]


def robots(site: str) -> str:
    """``robots.txt`` of the site with this address: everything may be read, and there is a list of it."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site}sitemap.xml\n"


def llms(name: str, about: str, groups: Iterable[Group]) -> str:
    """``llms.txt``, see https://llmstxt.org/: what the site is, and a line for each page."""
    parts = [f"# {name}\n\n> {about}\n"]
    for group in groups:
        heading = f"## {group.title}\n\n" if group.title else ""
        parts.append(heading + "".join(map(_line, group.entries)))
    return "\n".join(parts)


def _line(entry: Entry) -> str:
    said = " ".join(entry.said.split())
    return f"- [{entry.title}]({entry.address})" + (f": {said}\n" if said else "\n")


def picture(drawing: str, size: int, around: str = "") -> bytes:
    """A square SVG as PNG with this many pixels, transparent or with a colour ``around``; raises `StudybookError`."""
    try:
        import resvg_py  # only who publishes the site needs it
    except ImportError as error:
        raise StudybookError(f"icons need a package that is not installed; run scripts/setup.sh ({error})") from error
    made = resvg_py.svg_to_bytes(svg_string=drawing, width=size, height=size, background=around or None)
    return bytes(made)
