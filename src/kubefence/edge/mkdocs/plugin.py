"""The plugin: ``plugins: [kubefence]`` in mkdocs.yml is all that a site needs.

Before anything is rendered all pages are verified; an error ends the build. Afterwards every block of YAML
that a finished page shows must be one that was verified there (the seal), whatever other plugins did in
between, and what is wrong on purpose or was not verified says so. The site changes all at once or not at all.
``mkdocs serve`` goes on serving: findings are shown on the page, beside the block they are about.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kubefence.config import OPTIONS
from kubefence.edge.mkdocs.preview import Preview
from kubefence.edge.mkdocs.proof import Proof
from kubefence.edge.mkdocs.publishing import Publishing
from kubefence.edge.mkdocs.reach import Reach, may_be_read
from kubefence.edge.site import Outcome
from kubefence.findings import Report, Text

_log = logging.getLogger("mkdocs.plugins.kubefence")
ENABLED = "enabled"
"""The option that MkDocs itself has for every plugin; it would turn this one off without a word."""
OFF = Text("已用 enabled: false 关闭，什么也不核对", "turned off with enabled: false, so nothing is verified")


class KubefencePlugin(BasePlugin[LegacyConfig]):
    """Everything of kubefence in one run of MkDocs, which keeps it while it serves: it has a start and an end."""

    config_scheme = (
        (ENABLED, c.Type(bool, default=True)),
        *((name, c.Optional(c.Type(object))) for name in OPTIONS),
    )
    """The rows of `kubefence.config.OPTIONS`; what their values may be is checked with those of other files."""
    _proof: Proof

    def __dir__(self) -> list[str]:
        """Here MkDocs finds the events: one that is turned off takes part in no more than is needed to say so."""
        return [name for name in super().__dir__() if self._works or name == "on_config" or not name.startswith("on_")]

    @property
    def _works(self) -> bool:
        return self.config.get(ENABLED) is not False

    @property
    def outcome(self) -> Outcome:
        """What was found in the pages of this build, for plugins and hooks that show it to readers."""
        return self._proof.outcome if self._works else Outcome(Report(), {}, "", {})

    @property
    def partial(self) -> bool:
        """Whether this build renders only some pages, and leaves the files of the others as they are."""
        return self._works and (self._dirty or self._preview.only is not None)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether pages are published or only previewed."""
        self._serving, self._dirty = command == "serve", dirty
        self._publishing = Publishing(builds=command != "serve", dirty=dirty)
        self._preview = Preview()

    @event_priority(100)
    def _lead(self, config: MkDocsConfig) -> None:
        if self._works:
            self._publishing.lead(config)

    @event_priority(-100)
    def _configure(self, config: MkDocsConfig) -> None:
        lang = language(config)
        if not self._works:
            _log.info("kubefence: %s", OFF.in_(lang))
            return
        options = {name: value for name, value in self.config.items() if name in OPTIONS and value is not None}
        self._reach = Reach(serving=self._serving, lang=lang)
        self._proof = Proof(options, serving=self._serving, lang=lang)
        self._proof.configure(config)
        if self._serving:
            self._preview.begin(config)

    on_config = CombinedEvent(_lead, _configure)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Nothing outside of the repository is walked through."""
        self._reach.folders(config)

    @event_priority(-100)
    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Verify all pages, after every other plugin has had its say on which there are."""
        self._reach.files(files, config)
        self._files = files
        self._proof.verify(files, config)
        self._preview.restrict(files, config)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """While serving, only pages that a change concerns are rendered."""
        self._preview.restore(nav)
        self._proof.lead([page.file.src_uri for page in nav.pages])

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """A page that must not be read stays empty; this happens only while serving."""
        return None if may_be_read(self.outcome.by_page.get(page.file.src_uri)) else ""

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """The fences that are rendered next are those of this page."""
        self._proof.enter(page, files)
        return self._proof.markdown(page, markdown)

    @event_priority(100)
    def _listed(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """The page about all blocks is filled before anybody looks at it."""
        return self._proof.overview(html, page)

    @event_priority(-100)
    def _leave(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The page is rendered."""
        return self._proof.leave(html)

    on_page_content = CombinedEvent(_listed, _leave)

    @event_priority(-100)
    def _seal(self, config: MkDocsConfig) -> None:
        self._proof.seal(Path(config.site_dir), only_pages=self.partial)

    @event_priority(-200)
    def _written(self, config: MkDocsConfig) -> None:
        self._publishing.written()
        if self._serving:
            self._preview.remember(self._files, self.outcome.includes)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> None:
        """The site has been built once and is served from now on."""
        self._preview.attach(server, config, builder)

    on_post_build = CombinedEvent(_seal, _written)

    def on_build_error(self, error: Exception) -> None:
        """Nothing is published."""
        self._publishing.failed()

    def on_shutdown(self) -> None:
        """MkDocs ends: what it has built takes its place, or goes."""
        self._publishing.end()


def language(config: MkDocsConfig) -> str:
    """The language of messages on a site: what the plugin is told, else that of the theme."""
    plugin = config.plugins.get("kubefence")
    told = plugin.config.get("lang") if isinstance(plugin, KubefencePlugin) else None
    return str(told or ("zh" if str(config.theme.get("language")).startswith("zh") else "en"))
