"""A page rendered as a site does it, with what the seal asks for afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from markdown import Markdown
from markdown.extensions import Extension

from kubefence.config import DEFAULT_EXTENSIONS
from kubefence.edge.rendering import Rendering
from kubefence.findings import Finding
from kubefence.markdown.fences import FenceExtension
from kubefence.seal import Unproven, unproven
from tests.helpers import report

COLOURED = ("pymdownx.highlight", "pymdownx.inlinehilite")


class Site:
    """Pages by name, verified and rendered."""

    def __init__(self, pages: Mapping[str, str], rendering: Rendering | None = None, lang: str = "en") -> None:
        self.rendering = rendering or Rendering()
        self.rendering.start({name: report(text, name) for name, text in pages.items()}, lang)
        named = [name for name, _ in DEFAULT_EXTENSIONS]
        extensions: list[str | Extension] = [*named, *COLOURED, FenceExtension(finish=self.rendering)]
        configs = {name: dict(config) for name, config in DEFAULT_EXTENSIONS}
        self._md = Markdown(
            extensions=extensions,
            extension_configs={**configs, "pymdownx.highlight": {"pygments_lang_class": True}},
        )
        self.waiting: dict[str, list[Finding]] = {}
        """What was found in each page and stands beside no block."""
        self.html = {name: self.render(text, name) for name, text in pages.items()}

    def render(self, text: str, name: str = "") -> str:
        """The HTML of a page, or of what a plugin renders outside of any."""
        if name:
            self.rendering.enter(name, lambda rule: f"../rules/{rule}/")
        html = self._md.reset().convert(text)
        self.waiting[name] = self.rendering.leave()
        return html

    def unproven(self, html: str | bytes, name: str | None = "page.md") -> list[Unproven]:
        """What HTML shows that was not verified, as the file of a page."""
        return list(unproven(html, self.rendering.licences(name)))


def sealed(text: str) -> list[Unproven]:
    """What the page ``text`` shows that was not verified."""
    site = Site({"page.md": text})
    return site.unproven(f"<!doctype html><body>{site.html['page.md']}</body>")


@cache
def plain() -> Site:
    """A site without pages: nothing has a licence."""
    return Site({})


def left(html: str | bytes) -> list[str]:
    """The reasons for which HTML without any fence is refused."""
    return [found.reason.value for found in plain().unproven(html)]
