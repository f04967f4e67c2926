"""A finished page: nothing in it may run or load what its site does not bring, and its browser is told so too.

An author's part has been judged before, see `kubefence.checks.markup`; here the whole page is, whatever plugins and
templates have made of it. The scripts that it has by then are those of the theme and of the site.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from kubefence.findings import Text
from kubefence.html import dom, faults, names
from kubefence.html.dom import Element
from kubefence.html.faults import Fault
from kubefence.html.rules import RAW

POLICY = (
    ("default-src", "'self'"),
    ("script-src", "'self'"),  # and the hashes of the scripts that stand in the page
    ("style-src", "'self' 'unsafe-inline'"),  # styles in drawings, sizes of columns and code
    ("img-src", "'self' data:"),  # icons in style sheets
    ("object-src", "'none'"),
    ("frame-src", "'none'"),
    ("base-uri", "'self'"),
    ("form-action", "'none'"),  # the search is answered in the page
)
"""What a browser may do for a page, see https://www.w3.org/TR/CSP3/. A page cannot say who may frame it."""
_NEVER = names.ACTIVE - {"button", "dialog", "form", "link", "meta", "select", "style", "template", "noscript"}
"""Elements that no page of the site needs."""
_RESERVED = "__"
"""How the identifiers begin by which the theme's script finds its settings."""


def of_content(html: str) -> Iterator[Fault]:
    """Faults of the content of a page as it is put into the template."""
    for element in dom.within(html):
        unwanted = element.tag in names.ACTIVE or element.tag == "script"
        yield from faults.told((*faults.running(element), *faults.leaving(element), *_unwanted(element, unwanted)))


def of_page(html: str) -> Iterator[Fault]:
    """Faults of a finished page, but for its scripts."""
    elements = list(dom.elements(html))
    for element in elements:
        unwanted = element.tag in _NEVER or "http-equiv" in element.attributes
        yield from faults.told((*faults.handlers(element), *faults.leaving(element), *_unwanted(element, unwanted)))
    yield from _taken(elements)


def of_drawing(text: str) -> Iterator[Fault]:
    """Faults of an SVG or XML file, which a browser can open by itself."""
    if "<!entity" in text.lower():
        told = Text("实体声明会让内容变样；删掉它", "a declared entity changes what the file says; remove it")
        yield Fault(RAW, "", told)
    for element in dom.elements(text):
        local = element._replace(tag=element.tag.rpartition(":")[2])  # XML may name its elements with a prefix
        yield from faults.told((*faults.running(local), *faults.leaving(local)))


def policy(html: str) -> str:
    """The policy for a finished page, with the hashes of all scripts that stand in it."""
    hashes = {_hash(element.text): None for element in dom.scripts(html) if _stands_here(element)}
    rules = (f"{name} {' '.join((allowed, *hashes)) if name == 'script-src' else allowed}" for name, allowed in POLICY)
    return "; ".join(rules)


def declared(html: str) -> str:
    """The element that gives a page its `policy`."""
    return f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'


def _stands_here(element: Element) -> bool:
    return "src" not in element.attributes and any(faults.running(element))


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _taken(elements: Iterable[Element]) -> Iterator[Fault]:
    """Identifiers of the theme that something else has too: its script would take the first that it finds."""
    counted = Counter(element.attributes.get("id", "") for element in elements)
    for name, times in counted.items():
        if times > 1 and name.startswith(_RESERVED):
            told = Text(
                f"标识 {name} 属于主题，本页又用了一次；换一个",
                f"the identifier {name} belongs to the theme and is used again here; choose another",
            )
            yield Fault(RAW, "", told, "id", name)


def _unwanted(element: Element, unwanted: bool) -> Iterator[Fault]:
    if unwanted:
        tag = element.tag
        yield Fault(RAW, tag, Text(f"页面里不该有 <{tag}>", f"no page should have <{tag}>"))
