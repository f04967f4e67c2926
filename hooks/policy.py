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
from functools import partial
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kubefence.edge.files import shown_path
from kubefence.edge.mkdocs.plugin import KubefencePlugin, language
from kubefence.findings import Finding
from kubefence.html import published
from kubefence.html.faults import Fault
from kubefence.report import text
from studybook import second_look
from studybook.builds import Builds
from studybook.patch import Patch
from studybook.second_look import Origin

log = logging.getLogger("mkdocs.hooks.policy")
ENCODING = Patch("hooks/policy.py", "the declaration of the encoding", re.compile(r'<meta charset="utf-8">'))
"""What has to stand within the first 1024 bytes of a page; the policy comes next."""
PAGES = frozenset({".htm", ".html", ".xht", ".xhtml"})
DRAWINGS = frozenset({".svg", ".xml", ".xsl", ".xslt"})


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    lang: str = "en"
    made: set[str] = field(default_factory=set)
    """Addresses of the pages that MkDocs has made, in the site."""
    files: dict[str, File] = field(default_factory=dict)
    """What the site is made of, by address."""
    told: set[tuple[str, Fault]] = field(default_factory=set)
    """What was told of the content of pages, by their addresses; the finished page has it too."""
    faults: int = 0


builds = Builds(_Build)


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether pages are published or only previewed."""
    builds.start(command)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew."""
    builds.begin().lang = language(config)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Look at the style sheets of this site; those of the theme are what they are."""
    builds.now.files = {file.dest_uri: file for file in files if _is_ours(file, config)}
    for file in files.css_files():
        if _is_ours(file, config):
            _tell(second_look.of_sheet(_origin(file, config)))


@event_priority(-300)
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Look at the content as it is put into the template."""
    faults = _noted(page.file.dest_uri, published.of_content(page.content or ""))
    _tell(second_look.of_elements(faults, partial(_origin, page.file, config)))


def _noted(name: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    for fault in faults:
        builds.now.told.add((name, fault))
        yield fault


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Take note of a page."""
    builds.now.made.add(page.file.dest_uri)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> None:
    """Take note of a page that is no page of ours, such as 404.html."""
    builds.now.made.add(template_name)


@event_priority(-150)  # when nothing changes any more, before the site is published
def on_post_build(config: MkDocsConfig) -> None:
    """Look at all that a browser can open, and give the pages their policy."""
    build = builds.now
    offline = config.plugins["material/offline"].config.enabled if "material/offline" in config.plugins else False
    plugin = config.plugins.get("kubefence")
    some = isinstance(plugin, KubefencePlugin) and plugin.partial
    for file in sorted(Path(config.site_dir).rglob("*")):
        kind, name = file.suffix.lower(), file.relative_to(config.site_dir).as_posix()
        origin = partial(_origin, build.files[name], config) if name in build.files else partial(Origin, name)
        if name in build.made and kind in PAGES:
            _tell(_look(file, origin, partial(_of_page, name)))
            if not (builds.serving or offline):
                _declare(file)
        elif kind in PAGES and not some:
            _tell([second_look.whole(origin(), second_look.HTML_FILE)])
        elif kind in DRAWINGS:
            _tell(_look(file, origin, published.of_drawing))
    if build.faults and not builds.serving:
        raise PluginError(f"faults in what would be published: {build.faults}; nothing was published")


def _of_page(name: str, html: str) -> Iterator[Fault]:
    return (fault for fault in published.of_page(html) if (name, fault) not in builds.now.told)


def _look(file: Path, origin: Callable[[], Origin], faults: Callable[[str], Iterable[Fault]]) -> Iterator[Finding]:
    try:
        yield from second_look.of_elements(faults(file.read_text(encoding="utf-8")), origin)
    except UnicodeDecodeError as error:
        yield second_look.whole(origin(), second_look.unreadable(error.start))


def _declare(file: Path) -> None:
    html = file.read_text(encoding="utf-8")
    file.write_text(ENCODING.once(html, lambda found: found[0] + published.declared(html)), encoding="utf-8")


def _is_ours(file: File, config: MkDocsConfig) -> bool:
    return bool(file.abs_src_path) and Path(str(file.abs_src_path)).is_relative_to(config.docs_dir)


def _origin(file: File, config: MkDocsConfig) -> Origin:
    path = shown_path(Path(file.abs_src_path)) if file.abs_src_path else file.src_uri
    if not file.is_documentation_page():
        return second_look.file(path, file.content_bytes.decode("utf-8", "replace"))
    plugin = config.plugins.get("kubefence")
    report = plugin.outcome.by_page.get(file.src_uri) if isinstance(plugin, KubefencePlugin) else None
    return second_look.page(path, file.content_string, report)


def _tell(findings: Iterable[Finding]) -> None:
    for finding in findings:
        builds.now.faults += 1
        log.log(logging.WARNING if builds.serving else logging.ERROR, text.line(finding, builds.now.lang))
