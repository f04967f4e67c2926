"""MkDocs hook: Mermaid from this machine, on the pages that need it, at little cost.

mkdocs-mermaid2-plugin parses and rewrites every page in full to add two script tags, which is most of the
time of a build. Its answer for a page is known without that, so its event is replaced by one that gives
the same. Mermaid itself comes from npm and is copied into the site; nothing refers to another host.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from studybook.diagrams import inject
from studybook.patch import Patch

EVENT = Patch("hooks/local_mermaid.py", "its event for finished pages", "", "mkdocs-mermaid2-plugin")
MODULES = Path("node_modules")
FOLDER = "assets/vendor"
MERMAID = ("mermaid/dist/mermaid.esm.min.mjs", "mermaid/dist/chunks/mermaid.esm.min")
"""The modular build: a page loads only the parts that its kinds of diagram need."""
MERMAID_WHOLE = ("mermaid/dist/mermaid.min.js",)
"""One file with everything, because a page from ``file://`` may not load modules."""
WORKER = ("iframe-worker/shim/index.js",)
"""Search from ``file://``."""


def on_config(config: MkDocsConfig) -> None:
    """Replace the event of the plugin that would reparse every page."""
    plugin = config.plugins.get("mermaid2")
    if plugin is None:
        return
    events = config.plugins.events["post_page"]
    positions = [position for position, method in enumerate(events) if getattr(method, "__self__", None) is plugin]
    if len(positions) != 1:
        raise EVENT.changed(f"{EVENT.what} is not there")
    events[positions[0]] = partial(_post_page, plugin)


def _post_page(plugin: Any, output: str, *, page: Page, config: MkDocsConfig) -> str:
    script = os.path.relpath(plugin.javascript.strip(), os.path.dirname(page.url) or ".")
    return inject(output, script, {**plugin.mermaid_args, "startOnLoad": False})


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the scripts from npm to the files of the site."""
    offline = config.plugins["material/offline"].config.enabled if "material/offline" in config.plugins else False
    wanted = (*MERMAID_WHOLE, *WORKER) if offline else MERMAID
    root = Path(config.config_file_path).parent / MODULES
    for name in wanted:
        source = root / name
        if not source.exists():
            raise PluginError(f"{MODULES / name} is missing; run scripts/setup.sh to install it from npm")
        for file in sorted(source.rglob("*.mjs")) if source.is_dir() else [source]:
            uri = f"{FOLDER}/{file.relative_to(root).as_posix()}"
            files.append(File.generated(config, uri, abs_src_path=str(file)))
    return files
