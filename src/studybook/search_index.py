"""The index of the search as text: what the theme's plugin makes of the pages, without the HTML of it.

The plugin cuts pages at their headings and keeps some elements. The search of this site shows pieces of text, so here
entries become text, with their code apart; and what a page says of itself stands once, in the entry of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

Entry = dict[str, Any]

_CODE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|ol|ul|pre)>")
_TAG = re.compile(r"<[^>]+>")
_LINES = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"[ \t]+")
_BETWEEN_WORDS = "\u200b"
"""What the plugin puts between Chinese words where it has a dictionary; the search needs none."""
_TRADITIONAL = re.compile(r"^(\w)\t(\w)", re.MULTILINE)


class About(NamedTuple):
    """What a page says of itself beside its title and its keywords."""

    description: str = ""
    short: str = ""
    """Its name in the navigation, which is as good as a keyword."""
    errors: tuple[str, ...] = ()
    """Messages that it explains."""

    @classmethod
    def read(cls, metadata: Mapping[str, Any]) -> About:
        """From the front matter of a page."""
        errors = tuple(map(str, metadata.get("errors", ())))
        return cls(str(metadata.get("description", "")), str(metadata.get("short", "")), errors)


def entries(found: Iterable[Mapping[str, Any]], abouts: Mapping[str, About]) -> Iterator[Entry]:
    """Entries of the plugin as text; ``abouts`` is what pages say of themselves, by their address."""
    seen: set[str] = set()
    for entry in found:
        location: str = entry["location"]
        page, _, _ = location.partition("#")
        text, code = _parts(entry["text"])
        made: Entry = {"location": location, "title": _text(entry["title"]), "text": text}
        if page not in seen:
            seen.add(page)
            about = abouts.get(page, About())
            made["text"] = " ".join(filter(None, (about.description, text)))
            tags = [_text(str(tag)) for tag in entry.get("tags", ())] + [about.short] * (about.short != "")
            made.update({"tags": list(dict.fromkeys(tags))} if tags else {})
            made.update({"errors": list(about.errors)} if about.errors else {})
            made.update({"boost": entry["boost"]} if "boost" in entry else {})
        if code and entry.get("boost", 1) >= 1:  # examples of pages that step back are not searched
            made["code"] = code
        yield made


def simplified(table: str, index: str) -> str:
    """Traditional characters, each followed by the one that is used for it in this index.

    ``table`` is TSCharacters.txt of OpenCC: a character, a tab, the simplified ones with the usual one first.
    """
    used = set(index)
    pairs = (found.groups() for found in _TRADITIONAL.finditer(table))
    return "".join(one + other for one, other in pairs if other in used and one not in used)


def _parts(html: str) -> tuple[str, str]:
    """Text, and the blocks of code in it."""
    blocks: list[str] = []

    def taken(block: re.Match[str]) -> str:
        blocks.append(unescape(_TAG.sub("", block[1])).replace(_BETWEEN_WORDS, "").strip())
        return "\n"

    return _text(_CODE.sub(taken, html)), "\n".join(blocks)


def _text(html: str) -> str:
    bare = unescape(_TAG.sub("", _BLOCK.sub("\n", html.replace(_BETWEEN_WORDS, ""))))
    return _SPACES.sub(" ", _LINES.sub("\n", bare)).strip()
