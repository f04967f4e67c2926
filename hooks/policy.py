"""MkDocs hook: published pages run only the scripts of this site, load nothing from elsewhere, and say so.

The content of each page is looked at once all plugins are done with it, every finished page once more. Then each
page gets its Content-Security-Policy, with the hashes of the scripts that it has: none while serving, where MkDocs
adds its own, and none in the offline edition, where every file is a host of its own to a browser.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kubefence.edge.mkdocs.plugin import KubefencePlugin
from kubefence.html import css, published
from kubefence.html.addresses import elsewhere
from kubefence.html.dom import TooDeep
from kubefence.html.faults import Fault
from studybook.builds import Builds
from studybook.patch import Patch

log = logging.getLogger("mkdocs.hooks.policy")
ENCODING = Patch("hooks/policy.py", "the declaration of the encoding", re.compile(r'<meta charset="utf-8">'))
"""What has to stand within the first 1024 bytes of a page; the policy comes next."""
PAGES = frozenset({".htm", ".html", ".xht", ".xhtml"})
DRAWINGS = frozenset({".svg", ".xml", ".xsl", ".xslt"})


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    made: set[str] = field(default_factory=set)
    """Addresses of the pages that MkDocs has made, in the site."""
    faults: int = 0


builds = Builds(_Build)


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether pages are published or only previewed."""
    builds.start(command)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew."""
    builds.begin()


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Look at the style sheets of this site; those of the theme are what they are."""
    for file in files.css_files():
        if file.abs_src_path and Path(file.abs_src_path).is_relative_to(config.docs_dir):
            _told(file.src_uri, _foreign(file.content_string))


def _foreign(sheet: str) -> Iterator[str]:
    return (f"it loads from {host}" for address in css.addresses(sheet) if (host := elsewhere(address)))


@event_priority(-300)
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Look at the content as it is put into the template."""
    _told(page.file.src_uri, _texts(published.of_content(page.content or "")))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Take note of a page."""
    builds.now.made.add(page.file.dest_uri)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> None:
    """Take note of a page that is no page of ours, such as 404.html."""
    builds.now.made.add(template_name)


@event_priority(-150)  # when nothing changes any more, before the site is published
def on_post_build(config: MkDocsConfig) -> None:
    """Look at all that a browser can open, and give the pages their policy."""
    offline = config.plugins["material/offline"].config.enabled if "material/offline" in config.plugins else False
    plugin = config.plugins.get("kubefence")
    partial = isinstance(plugin, KubefencePlugin) and plugin.partial
    for file in sorted(Path(config.site_dir).rglob("*")):
        kind, name = file.suffix.lower(), file.relative_to(config.site_dir).as_posix()
        if name in builds.now.made and kind in PAGES:
            _checked(file, name, published.of_page)
            if not (builds.serving or offline):
                _declare(file)
        elif kind in PAGES and not partial:
            _told(name, ["an HTML file among the pages; write Markdown instead"])
        elif kind in DRAWINGS:
            _checked(file, name, published.of_drawing)
    if builds.now.faults and not builds.serving:
        raise PluginError(f"faults in what would be published: {builds.now.faults}; nothing was published")


def _checked(file: Path, name: str, faults: Callable[[str], Iterable[Fault]]) -> None:
    try:
        _told(name, _texts(faults(file.read_text(encoding="utf-8"))))
    except UnicodeDecodeError as error:
        _told(name, [f"not UTF-8 text at byte {error.start}; save the file as UTF-8"])


def _declare(file: Path) -> None:
    html = file.read_text(encoding="utf-8")
    file.write_text(ENCODING.once(html, lambda found: found[0] + published.declared(html)), encoding="utf-8")


def _texts(faults: Iterable[Fault]) -> Iterator[str]:
    try:
        for fault in faults:
            written = f" ({fault.attribute}={fault.value[:80]!r})" if fault.attribute else ""
            yield f"<{fault.tag}>: {fault.text.en}{written}"
    except TooDeep:
        yield "elements are nested too deeply to be read"


def _told(name: str, faults: Iterable[str]) -> None:
    for fault in faults:
        builds.now.faults += 1
        log.log(logging.WARNING if builds.serving else logging.ERROR, f"{name}: {fault}")
