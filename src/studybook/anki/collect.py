"""What the deck takes from a run of MkDocs: the finished pages of all questions."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Section

from studybook import dates
from studybook.anki.fields import Writer
from studybook.anki.notes import Finished, Notes
from studybook.anki.package import Told, one_level, packed
from studybook.errors import DeckError
from studybook.render import Renderer
from studybook.study.questions.bank import Bank
from studybook.study.questions.catalogue import Catalogue

FILE = "kubernetes-handbook.apkg"


class Collector(BasePlugin[LegacyConfig]):
    """A plugin for a run of MkDocs that is made for the deck alone; `deck` is what came of it."""

    deck: bytes

    def on_env(self, env: object, config: MkDocsConfig, files: Files) -> None:
        """All pages are rendered."""
        self._files = files

    def on_post_build(self, config: MkDocsConfig) -> None:
        """All pages are written; raises `StudybookError`."""
        self.deck = deck(config, self._files)


def deck(config: MkDocsConfig, files: Files) -> bytes:
    """The deck of a site whose pages are written; raises `StudybookError`."""
    study: Catalogue | None = config.extra.get("study")
    bank = study.bank if study else None
    if bank is None or not bank.pages:
        raise DeckError("no page has a question; study.toml and front matter say which there are")
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    with Renderer(root) as renderer:
        writer = Writer(_address(config), renderer.known, renderer.draw)
        notes = list(Notes(bank.vocabulary, writer).of(_finished(bank, files, site)))
    told = Told(
        title=one_level(config.site_name),
        description=_description(config),
        moment=dates.moment(root, (page.reviewed for page in bank.pages)),
    )
    return packed(told, notes, {name: _image(site, path) for name, path in writer.media.items()})


def _finished(bank: Bank, files: Files, site: Path) -> Iterator[Finished]:
    for question in bank.pages:
        file = files.get_file_from_path(question.page)
        if file is None or file.page is None or not (site / file.dest_uri).is_file():
            raise DeckError(f"{question.page}: the page was not written; is it a draft, or left out of the build?")
        sections = [each.title for each in file.page.ancestors if isinstance(each, Section)]
        html = (site / file.dest_uri).read_text(encoding="utf-8")
        yield Finished(question, file.url, html, sections[-1] if sections else "")


def _image(site: Path, path: str) -> bytes:
    try:
        return (site / path).read_bytes()
    except OSError as error:
        raise DeckError(f"the image {path} cannot be read: {error}") from error


def _description(config: MkDocsConfig) -> str:
    """What stands above the deck."""
    where = _address(config)
    name = escape(config.site_name)
    named = f'<a href="{escape(where)}">{name}</a>' if where else name
    return " · ".join(filter(None, (named, config.copyright)))


def _address(config: MkDocsConfig) -> str:
    """Where the site is published; empty where it is not: the address of a preview leads nowhere on a phone."""
    address = config.site_url or ""
    host = urlsplit(address).hostname or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    return "" if local or not host else f"{address.rstrip('/')}/"
