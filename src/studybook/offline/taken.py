"""Which files of a finished site a reader takes along, with digests of their final bytes, and which of them first."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from studybook.offline import NEVER
from studybook.origin import VERSION

LIST, WORKER = "offline.json", "sw.js"
"""What is written here, and is no part of what is taken along."""
FOR_PROGRAMS = frozenset({LIST, WORKER, "404.html", "llms.txt", "questions.json", "robots.txt", "sitemap.xml"})
LEFT_OUT = FOR_PROGRAMS | {VERSION}
"""A commit that changes nothing else is no news to readers, and whoever reports a mistake has a network."""
SHEET = re.compile(rb'<link rel="stylesheet" href="([^"]+)"')
INDEX = "index.html"
PLAIN = "/!$&'()*+,:;=@"
"""What stands for itself in the path of an address, as browsers write it."""
NEEDS = {
    "script[src]": "src",
    "img[src]": "src",
    'link[rel="stylesheet"]': "href",
    'link[rel="icon"]': "href",
    'link[rel="manifest"]': "href",
}
"""What a page cannot do without, and the attribute that says where it is."""


class Taken(NamedTuple):
    """A file that can be taken along."""

    path: str
    """Its address from the root of the site: of a page that of its folder."""
    revision: str
    """The beginning of the SHA-256 of its bytes, which a browser can make too, of whatever passes by."""
    size: int


class Site(NamedTuple):
    """All that can be taken along, pages last: what they are made of is there before them."""

    files: tuple[Taken, ...]

    @property
    def build(self) -> str:
        """A digest of all of it."""
        return digest(json.dumps(self.files).encode())

    def listed(self) -> str:
        """The list as the worker reads it."""
        return json.dumps({"build": self.build, "files": self.files}, separators=(",", ":"), ensure_ascii=False)


def digest(data: bytes) -> str:
    """What two files have in common only if they are the same: 64 bits."""
    return hashlib.sha256(data).hexdigest()[:16]


def take(folder: Path) -> Site:
    """The files of a finished site."""
    contents = {name: (folder / name).read_bytes() for name in _names(folder)}
    sheets = {found for name, data in contents.items() for found in _sheets(name, data)}
    files = [
        Taken(_address(name), digest(data), len(data))
        for name, data in contents.items()
        if not name.endswith(".css") or name in sheets  # those that were joined are read by nobody
    ]
    return Site(tuple(sorted(files, key=lambda file: (_is_page(file.path), file.path))))


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix.lower() not in NEVER and name not in LEFT_OUT:
            yield name


def _sheets(name: str, data: bytes) -> Iterator[str]:
    if name.endswith(".html"):
        for found in SHEET.findall(data):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), found.decode()))


def _address(name: str) -> str:
    head, last = posixpath.split(name)
    return quote((f"{head}/" if head else "") if last == INDEX else name, safe=PLAIN)


def _is_page(path: str) -> bool:
    return path == "" or path.endswith(("/", ".html"))


def core(site: Site, folder: Path, pages: Iterable[str]) -> list[Taken]:
    """The files of these pages, and what they are made of: what is brought before anybody asks."""
    known = {file.path: file for file in site.files}
    wanted = {path for page in pages for path in (page, *_needs(folder, page))}
    return [known[path] for path in known if path in wanted]


def _needs(folder: Path, page: str) -> Iterator[str]:
    tree = LexborHTMLParser((folder / unquote(page) / INDEX).read_bytes())
    for selector, attribute in NEEDS.items():
        for node in tree.css(selector):
            address = urljoin(f"/{page}", node.attributes[attribute] or "")
            yield quote(unquote(urlsplit(address).path.lstrip("/")), safe=PLAIN)


def told(site: Site, first: list[Taken], ways: Mapping[str, str]) -> str:
    """What the worker is told of the site, as the line of script in front of it."""
    said = {
        "build": site.build,
        "files": len(site.files),
        "bytes": sum(file.size for file in site.files),
        "core": first,
        "ways": list(ways.items()),
        "never": sorted(NEVER),
    }
    return f"self.handbook={json.dumps(said, separators=(',', ':'), ensure_ascii=False)};\n"
