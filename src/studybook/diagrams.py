"""Diagrams on the site: the HTML of a Mermaid fence, and the script that draws it."""

from __future__ import annotations

import json
from html import escape
from typing import Any


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


MARK = '<pre class="mermaid"><code>'
"""What a page with a diagram contains."""


def inject(html: str, script: str, settings: dict[str, Any]) -> str:
    """The page with Mermaid's settings and loader at its end; a page without diagrams is left alone."""
    if MARK not in html:
        return html
    written = json.dumps({"default": settings}, ensure_ascii=False).replace("</", "<\\/")
    tags = f'<script>window.mermaidConfig = {written};</script><script src="{escape(script)}"></script>'
    head, body_end, tail = html.rpartition("</body>")
    return head + tags + body_end + tail
