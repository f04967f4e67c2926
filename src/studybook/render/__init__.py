"""Diagrams drawn at build time: Mermaid source in, `Drawing` out.

The site's own Mermaid draws in one page of the browser that is installed; what it has drawn is measured
and kept in a cache under the identity of everything that shaped it, so that a second build needs no browser.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from types import TracebackType
from typing import Self

from studybook.browsers import BrowserError, find
from studybook.errors import StudybookError
from studybook.fonts import SANS, font_file
from studybook.render.browser import Page
from studybook.render.drawing import Colours, Drawing
from studybook.render.palette import SETTINGS

__all__ = ["BrowserError", "Colours", "Drawing", "DrawingError", "Renderer"]

MERMAID = "mermaid/dist/mermaid.min.js"
CACHE = ".cache/diagrams"
_HOST = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
@font-face{{font-family:"Book Sans";src:url("{regular}")}}
@font-face{{font-family:"Book Sans";font-weight:700;src:url("{bold}")}}
body{{margin:0;font:16px "Book Sans"}}</style><body><p>国a<b>国a</b></p><div id="host"></div>
<script src="{mermaid}"></script><script>{measure}</script></body></html>"""


class DrawingError(StudybookError):
    """Mermaid refuses a source, or draws something that cannot be measured."""


class Renderer:
    """Draws diagrams; the browser is started when the first one is wanted that the cache does not have."""

    def __init__(self, root: Path) -> None:
        """``root`` is the folder with ``node_modules`` and ``.cache``."""
        self._modules, self._cache = root / "node_modules", root / CACHE
        self._page: Page | None = None
        self._running = ExitStack()
        """The browser and the folder that it reads from."""
        self._script = files("studybook.render").joinpath("measure.js").read_text(encoding="utf-8")
        self._shape = ""
        self._known: dict[str, Drawing] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the browser, if there is one."""
        self._page = None
        self._running.close()

    def draw(self, source: str) -> Drawing:
        """The drawing of a Mermaid source; raises `BrowserError`, `DrawingError` or `FontError`."""
        key = self._key(source)
        if key not in self._known:
            self._known[key] = self._cached(key) or self._drawn(key, source)
        return self._known[key]

    def known(self, key: str) -> Drawing:
        """A drawing that was made before, in this run or an earlier one; raises KeyError."""
        if key not in self._known:
            drawing = self._cached(key)
            if drawing is None:
                raise KeyError(key)
            self._known[key] = drawing
        return self._known[key]

    def _key(self, source: str) -> str:
        if not self._shape:
            font_file(self._modules, SANS, bold=False)  # who only serves the site does not have it
            versions = [self._version("mermaid"), self._version(SANS.package)]
            self._shape = json.dumps([SETTINGS, *versions, self._script], sort_keys=True)
        return hashlib.sha256(f"{self._shape}\0{source.strip()}".encode()).hexdigest()[:20]

    def _version(self, package: str) -> str:
        return str(json.loads((self._modules / package / "package.json").read_text(encoding="utf-8"))["version"])

    def _cached(self, key: str) -> Drawing | None:
        try:
            return Drawing.from_json(key, (self._cache / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError):
            return None

    def _drawn(self, key: str, source: str) -> Drawing:
        page = self._page or self._start()
        try:
            measured = page.evaluate(f"measure({json.dumps(source.strip())})")
        except BrowserError as error:
            raise DrawingError(str(error).split("\n    at ")[0]) from error
        drawing = Drawing.from_json(key, measured)
        self._cache.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=self._cache, suffix=".tmp", delete=False) as file:
            file.write(measured)
        Path(file.name).replace(self._cache / f"{key}.json")
        return drawing

    def _start(self) -> Page:
        browser = find()
        host = Path(self._running.enter_context(TemporaryDirectory(prefix="studybook-")), "host.html")
        host.write_text(
            _HOST.format(
                regular=font_file(self._modules, SANS, bold=False).as_uri(),
                bold=font_file(self._modules, SANS, bold=True).as_uri(),
                mermaid=(self._modules / MERMAID).resolve().as_uri(),
                measure=self._script,
            ),
            encoding="utf-8",
        )
        try:
            page = self._running.enter_context(Page(browser, host.as_uri()))
            page.evaluate("document.fonts.ready.then(() => null)")
            page.evaluate(f"mermaid.initialize({json.dumps(SETTINGS)})")
        except BrowserError:
            self.close()
            raise
        self._page = page
        return page
