"""MkDocs hook: the published site can be installed, and read without a network.

The worker and its list are written when all files are final. Where ``extra.worker`` is false, another is published
that removes what the worker has left in browsers; while serving and in the edition for folders there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from studybook.builds import Builds
from studybook.bundle import BundleError, Bundles, named
from studybook.errors import StudybookError
from studybook.offline import installed, taken
from studybook.study import places

FOLDER = "assets/study"
NEEDED = "node_modules/workbox-core"
ENTRY, WORKER, GONE = "offline.ts", "offline/worker/main.ts", "offline/worker/gone.ts"
SHORT = "K8s 问答"
"""The name of the site below its icon."""


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    pages: list[Page] = field(default_factory=list)
    """Those of the navigation."""
    ways: dict[str, str] = field(default_factory=dict)
    """The pages where one begins, and their names."""
    script: str = ""


builds = Builds(_Build)


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether pages are published or only previewed."""
    builds.start(command)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew."""
    builds.begin()
    config.extra.setdefault("worker", True)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Draw the icons and add the script; the edition for folders has no address, and no use for them."""
    if not config.site_url:
        return
    if _is_published(config) and not (Path(config.config_file_path).parent / NEEDED).is_dir():
        raise PluginError(f"{NEEDED} is missing; run scripts/setup.sh site, which installs what is published")
    logo = files.get_file_from_path(config.theme.get("logo") or "")
    try:
        if logo:
            for icon in installed.ICONS:
                content = installed.drawn(icon, logo.content_string)
                files.append(File.generated(config, icon.path, content=content))
        text = _bundled(config, ENTRY)
    except StudybookError as error:
        raise PluginError(str(error)) from error
    builds.now.script = f"{FOLDER}/{named('offline', text)}"
    files.append(File.generated(config, builds.now.script, content=text))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the pages that readers are led to, in their order."""
    builds.now.pages = nav.pages


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: find those where one begins, and tell the templates."""
    build = builds.now
    begin = (page for page in build.pages if page.is_homepage or page.meta.get(places.KEY))
    build.ways = {page.url: str(page.title) for page in begin}
    env.globals["offline"] = {
        "script": build.script,
        "worker": taken.WORKER if _is_published(config) else "",
        "manifest": installed.MANIFEST,
        "name": SHORT,
        "colours": installed.Colours(),
    }


@event_priority(-160)  # when the policy has been written into the pages, before the site is published
def on_post_build(config: MkDocsConfig) -> None:
    """Write the manifest, and the worker with what it can take along."""
    build, folder = builds.now, Path(config.site_dir)
    if not config.site_url:
        return
    about = str(config.site_description or config.site_name)
    manifest = installed.manifest(config.site_name, SHORT, about, build.ways)
    (folder / installed.MANIFEST).write_text(manifest, encoding="utf-8")
    if builds.serving:
        return
    if not _is_published(config):
        (folder / taken.WORKER).write_text(_bundled(config, GONE), encoding="utf-8")
        return
    site = taken.take(folder)
    first = taken.core(site, folder, build.ways)
    script = taken.told(site, first, build.ways) + _bundled(config, WORKER)
    (folder / taken.WORKER).write_text(script, encoding="utf-8")
    (folder / taken.LIST).write_text(site.listed(), encoding="utf-8")


def _is_published(config: MkDocsConfig) -> bool:
    return bool(config.site_url and config.extra["worker"] and not builds.serving)


def _bundled(config: MkDocsConfig, entry: str) -> str:
    try:
        return Bundles(Path(config.config_file_path).parent).text(entry)
    except BundleError as error:
        raise PluginError(str(error)) from error
