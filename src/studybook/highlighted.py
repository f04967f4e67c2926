"""Code in colours, as Pygments writes it and hooks change it."""

from __future__ import annotations

import re

from kubefence.seal import MARKER
from studybook.patch import By, Patch

_ANY = re.compile(rf'<div(?: id="[^"]*")? {MARKER}="[^"]*" class="(?:[^"]* )?highlight"')
"""A fence, whatever is in it; HTML that an author wrote is none."""
_CODE = re.compile(r"<pre>(?P<inner><span></span><code\b[^>]*>.*?</code></pre>)", re.DOTALL)


def changed(html: str, by: By, hook: str) -> str:
    """The content of a page with each ``<pre>`` of code in colours replaced; its group ``inner`` is all but its tag."""
    return Patch(hook, "code in colours", _CODE, "Pygments").each(html, by) if _ANY.search(html) else html
