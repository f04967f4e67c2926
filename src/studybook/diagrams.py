"""Diagrams on the site: the HTML of a Mermaid fence, and the script that draws it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from html import escape
from typing import Any

from studybook.patch import Patch
from studybook.render.drawing import Colours, Drawing


def fence_mermaid_custom(
    source: str,
    language: str,
    css_class: str,
    options: dict[str, Any],
    md: object,
    classes: list[str] | None = None,
    id_value: str = "",
    **_: object,
) -> str:
    """The fence as ``<pre class="mermaid">``, escaped, so that ``<br/>`` reaches Mermaid as text.

    The name is that of the formatter in mkdocs-mermaid2-plugin: the plugin knows by it that a theme
    draws the diagrams, and stands back.
    """
    identity = f' id="{escape(id_value)}"' if id_value else ""
    names = " ".join([*(classes or []), css_class])
    return f'<pre{identity} class="{escape(names)}"><code>{escape(source, quote=False)}</code></pre>'


END = Patch("hooks/local_mermaid.py", "the end of a page", "</body>")
MARK = ' class="mermaid"><code>'
"""What a page with a diagram contains."""
SOURCE = re.compile(r'<pre(?: [^>]*)? class="mermaid"><code>(?P<source>.*?)</code></pre>', re.DOTALL)
"""What `fence_mermaid_custom` makes, whatever attributes others have given it since."""


def inject(html: str, script: str, settings: dict[str, Any]) -> str:
    """The page with Mermaid's settings and loader at its end; a page without diagrams is left alone."""
    if MARK not in html:
        return html
    written = json.dumps({"default": settings}, ensure_ascii=False).replace("</", "<\\/")
    tags = f'<script>window.mermaidConfig = {written};</script><script src="{escape(script)}"></script>'
    return END.once(html, f"{tags}</body>")


KEY = "data-drawing"
"""Names the `Drawing` that a figure shows, for those who want it in another form."""
FLOOR = 0.55
"""Without scripts, the smallest scale of a figure, below which it scrolls; with them it fits, and opens large."""
FLOOR_PHONE = 0.7
"""The same on a phone, where scrolling is easier than reading small labels."""
READABLE = 11 / 16
"""The smallest scale at which labels, 16 pixels high, are read; below it, a figure says that it opens large."""
CONTENT, CONTENT_PHONE = 688, 358
"""Pixels that a page of the theme has for its text, on a wide screen and on a phone of 390 pixels."""
OPENER_HEIGHT = 40
"""Pixels of the button below a figure, with the space around it, as narrow.css has it."""

BOX = "width:auto;max-width:100%;margin:1.5em 0;overflow-x:auto;text-align:center"
_FRAME = re.compile(rf'(<figure class="diagram" {KEY}="([^"]*)" style="{re.escape(BOX)})("[^>]*>)</figure>')


def frame(drawing: Drawing) -> str:
    """The place of a drawing in the content of a page: whatever reads that content has no business with the paths."""
    return f'<figure class="diagram" {KEY}="{drawing.key}" style="{BOX}" tabindex="0" data-search-exclude></figure>'


def filled(html: str, known: Callable[[str], Drawing]) -> str:
    """The finished page with the drawing in each frame; ``known`` gives the drawing of a key."""
    turns = Counter[str]()

    def drawn(found: re.Match[str]) -> str:
        drawing = known(found[2])
        turns[drawing.key] += 1
        return f"{found[1]};{_reserved(drawing)}{found[3]}{_svg(drawing, turns[drawing.key])}</figure>"

    return _FRAME.sub(drawn, html) if KEY in html else html


def openable(html: str) -> str:
    """The finished page in which the reader's browser draws: what it draws opens large too."""
    return SOURCE.sub(lambda found: f'<figure class="diagram">{found[0]}{_opener()}</figure>', html)


def _opener(described: str = "") -> str:
    by = f' aria-describedby="{described}"' if described else ""
    return f'<button type="button" class="diagram-open"{by}>点按放大</button>'


def _svg(drawing: Drawing, turn: int) -> str:
    """A drawing as it stands in a page, ``turn`` counting those of the same source in that page.

    Its size is known before anything is loaded, and its colours follow the page's scheme.
    """
    prefix = f"d{drawing.key[:8]}" + (f"-{turn}" if turn > 1 else "")
    svg = drawing.svg(prefix, Colours.SCHEME).replace("<style>", f"<style>{_size(prefix, drawing.width)}", 1)
    return svg + _opener(f"{prefix}-title" if drawing.title else "")


def _reserved(drawing: Drawing) -> str:
    """The height that a figure will have, for a page that does not paint what is far from the reader."""
    return f"--tall:{_height(drawing, CONTENT):.0f}px;--tall-phone:{_height(drawing, CONTENT_PHONE):.0f}px"


def _height(drawing: Drawing, room: float) -> float:
    scale = min(1, room / drawing.width)
    return drawing.height * scale + (OPENER_HEIGHT if scale < READABLE else 0)


def _size(prefix: str, width: float) -> str:
    own = f"#{prefix}"
    return (
        f"{own}{{max-width:100%;height:auto}}.no-js {own}{{min-width:{width * FLOOR:.0f}px}}"
        f"@media screen and (max-width:40em){{.no-js {own}{{min-width:{width * FLOOR_PHONE:.0f}px}}}}"
        f"@container diagram (max-width:{width * READABLE - 0.01:.2f}px){{{own}~.diagram-open{{display:inline-block}}}}"
    )
