"""Links of pages that lead to other hosts: where they stand, and what an answer says of one. No network in here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser

from studybook.claims import prose

_LINK = re.compile(r"\]\((https?://[^\s)]+)(?: \"[^\"]*\")?\)|<(https?://[^\s>]+)>|^\s*\[[^\]]+\]: +(https?://\S+)")
_MADE_UP = (".example.com", ".example.org", ".example", ".local", ".svc", ".internal", ".localhost", ".127.0.0.1")
_LINE_OF_SOURCE = re.compile(r"L\d+(-L\d+)?$")


class Place(NamedTuple):
    """Where a link stands."""

    page: str
    line: int


class Answer(NamedTuple):
    """What a host has answered."""

    status: int
    """0 where there was no answer."""
    url: str
    """The address at the end of all redirects."""
    body: bytes = b""
    error: str = ""


class Verdict(NamedTuple):
    """Whether a link is good; ``sure`` is not what a host only refuses to a script."""

    text: str = ""
    sure: bool = True


def links(pages: Mapping[str, str]) -> dict[str, list[Place]]:
    """Every address that pages link to, in the order of the alphabet, with its places."""
    found: dict[str, list[Place]] = {}
    for page, text in sorted(pages.items()):
        for number, line in prose.lines(text):
            for url in _of(line):
                found.setdefault(url, []).append(Place(page, number))
    return dict(sorted(found.items()))


def _of(line: str) -> Iterator[str]:
    for match in _LINK.finditer(line):
        url = next(filter(None, match.groups()))
        host = urlsplit(url).hostname or ""
        if not f".{host}".endswith(_MADE_UP):
            yield url


def by_host(urls: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Host to address without its fragment to the addresses that differ only there: each is asked for once."""
    found: dict[str, dict[str, list[str]]] = {}
    for url in urls:
        page = urldefrag(url).url
        found.setdefault(urlsplit(url).netloc, {}).setdefault(page, []).append(url)
    return found


def verdict(url: str, answer: Answer) -> Verdict:
    """What is wrong with a link, by the answer of its host; no text where nothing is."""
    if answer.status in _REFUSED:
        return Verdict(f"the host answers {answer.status} to this script: look at it by hand", sure=False)
    if answer.status == 0 or answer.status >= _FROM_SERVER:
        return Verdict(f"no answer: {answer.status or answer.error}", sure=False)
    if answer.status != _OK:
        return Verdict(f"the host answers {answer.status}")
    fragment = unquote(urldefrag(url).fragment)
    if fragment and not _is_there(fragment, answer.body):
        return Verdict(f"the page has no part called #{fragment}")
    return Verdict()


_OK, _FROM_SERVER = 200, 500
_REFUSED = {401, 403, 405, 406, 429, 451}


def _is_there(fragment: str, body: bytes) -> bool:
    """Whether a page has an element of that name; lines of source are not looked for."""
    if _LINE_OF_SOURCE.match(fragment) or fragment.startswith((":~:", "/", "!")):
        return True
    tree = LexborHTMLParser(body)
    names = {node.attributes.get("id") for node in tree.css("[id]")}
    names |= {node.attributes.get("name") for node in tree.css("a[name]")}
    return bool(names & {fragment, f"user-content-{fragment}"})
