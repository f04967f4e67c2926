"""MkDocs hook: a page starts with little, for phones and slow networks.

The style sheets are one file, since a page is painted only when all of them are there. The logo stands in the
page: with it as an image, the browser asks for the theme's script later. Code says how many lines it has, and how
wide the first is, so that style sheets can reserve its place, and that of the buttons that come later, and leave it
unpainted until it is near. What the theme's script would say
late about the whole page is said early.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from studybook import highlighted
from studybook.builds import Builds
from studybook.columns import columns
from studybook.patch import Patch

HOOK = "hooks/lean.py"
SHEETS = Patch(
    HOOK,
    "the group of style sheets",
    re.compile(r'(?:<link rel="stylesheet" href="[^":]+">\s*)+'),
)
HREF = re.compile(r'href="([^"]+)"')
TAG = re.compile(r"<[^>]*>")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
RELATIVE = re.compile(r"url\((?![\"']?(?:data:|#|[a-z]+://))")
"""An address that changes its meaning when the text moves to another folder."""
SWITCHING = Patch(
    HOOK,
    "the rule that nothing fades while colours change",
    re.compile(r"[^{}]*\[data-md-color-switching\][^{}]*\{[^{}]*\}"),
)
"""It is about every element, so every page would be styled twice more at its start, when the theme sets the
colours that it already has."""
SCRIPT = "first_paint"
"""In a file beside this one; overrides/main.html puts it where it belongs."""


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    files: Files = field(default_factory=lambda: Files([]))
    logo: str = ""
    sheets: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    """Addresses of joined sheets in the site to the name and the text of the file that they became."""


builds = Builds(_Build)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Remember the files, those of the theme included."""
    build = builds.begin()
    build.files = files
    logo = files.get_file_from_path(config.theme.get("logo") or "")
    build.logo = logo.content_string if logo and logo.src_uri.endswith(".svg") else ""


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the templates in overrides/ the logo and the script."""
    env.globals["logo"] = Markup(builds.now.logo)
    env.globals[SCRIPT] = Markup(Path(__file__).with_name(f"{SCRIPT}.js").read_text(encoding="utf-8"))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say how many lines code has, and how many columns the first."""
    return highlighted.changed(html, _counted, HOOK)


def _counted(code: re.Match[str]) -> str:
    inner = code["inner"]
    first = unescape(TAG.sub("", inner.partition("\n")[0]))
    return f'<pre style="--lines:{inner.count(chr(10))};--first:{columns(first)}">{inner}'


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page with one style sheet."""
    folder = posixpath.dirname(page.url)
    return SHEETS.once(output, lambda found: _joined(HREF.findall(found[0]), folder))


def on_post_build(config: MkDocsConfig) -> None:
    """Write the joined sheets."""
    for name, text in builds.now.sheets.values():
        Path(config.site_dir, name).write_text(text, encoding="utf-8")


def _joined(addresses: list[str], folder: str) -> str:
    """The one link in place of those to ``addresses``, as they stand in a page of ``folder``."""
    names = tuple(posixpath.normpath(posixpath.join(folder, address)) for address in addresses)
    sheets = builds.now.sheets
    if names not in sheets:
        sheets[names] = _join(names)
    beside = posixpath.dirname(addresses[0])
    return f'<link rel="stylesheet" href="{beside}/{posixpath.basename(sheets[names][0])}">\n'


def _join(names: tuple[str, ...]) -> tuple[str, str]:
    """Name and text of the file that holds all sheets, in the folder of the first."""
    home = posixpath.dirname(names[0])
    text = SWITCHING.once("".join(_sheet(name, home) for name in names), "")
    return f"{home}/all.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css", text


def _sheet(name: str, home: str) -> str:
    file = builds.now.files.get_file_from_path(name)
    if file is None:
        raise PluginError(f"{name}: a page asks for this style sheet, but it is no file of the site")
    text = file.content_string
    if posixpath.dirname(name) != home and RELATIVE.search(text):
        raise PluginError(f"{name}: hooks/lean.py cannot move relative addresses; write them as data: or absolute")
    return SOURCE_MAP.sub("", text)
