"""The markup of a page: no script, nothing from other hosts, only HTML that an author may write.

It is the HTML that is judged, as a browser takes it; the source only says where the fault stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from kubefence.blocks import Block
from kubefence.config import Config
from kubefence.findings import Finding, Severity
from kubefence.html import addresses, css, dom, faults
from kubefence.html.allowed import allowed
from kubefence.html.dom import Element
from kubefence.html.faults import Fault
from kubefence.html.locate import Source, Stretch
from kubefence.html.rules import HOST, RAW, SCRIPT, chosen
from kubefence.markdown.render import Rendered, Renderer
from kubefence.positions import Place, Span

_PICTURE = re.compile(r"""\bimg\s*:\s*["']?([^"'\s,}]+)""")
"""The picture of a node of a flowchart: ``A@{ img: "…" }``."""
_CLICK = re.compile(r'^[ \t]*click[ \t][^"\n]*"([^"\n]*)"', re.MULTILINE)


def markup(config: Config, shown: Callable[[str], str]) -> Markup | None:
    """The check that the settings ask for, None where they ask for none; raises what `Markup` raises."""
    return Markup(config, shown) if config.page_rules else None


class Markup:
    """Checks pages for some of `kubefence.html.rules.RULES`; raises what `chosen`, `allowed` and `Renderer` raise."""

    def __init__(self, config: Config, shown: Callable[[str], str]) -> None:
        self._rules = chosen(config.page_rules)
        self._allowed = allowed(config.allow_html)
        self._renderer = Renderer(config.extensions, shown, config.root)

    def page(self, path: str, text: str) -> Iterator[Finding]:
        """Findings of everything on a page but its code."""
        rendered = self._renderer.render(path, text)
        found = [(each, list(faults.of_element(each, self._allowed))) for each in dom.within(rendered.html)]
        left = dom.left_open(rendered.html)
        if left is not None or any(each for _, each in found):
            yield from self._placed(path, rendered, found, left)

    def diagram(self, block: Block) -> Iterator[Finding]:
        """Findings of a Mermaid block: of the HTML in its labels, its links, its pictures and its styles."""
        source = Source(block.text.split("\n"), markdown=False)
        for fault in _of_diagram(block.text):
            if fault.rule in self._rules:
                yield _finding(fault, block.map.place(*(source.place(fault) or source.text(fault.value))))

    def _placed(
        self, path: str, rendered: Rendered, found: list[tuple[Element, list[Fault]]], left: str | None
    ) -> Iterator[Finding]:
        source = Source(rendered.lines, rendered.code)
        done: set[Place] = set()
        for fault, stretch in self._written(source, found, left):
            place = rendered.map.place(*stretch) if stretch else Place(path, Span(1, 1, 1, 1))
            if place not in done and not (fault.tag.startswith(faults.UNCLOSED) and _on_a_line_of(place, done)):
                done.add(place)
                yield _finding(fault, place)

    def _written(
        self, source: Source, found: list[tuple[Element, list[Fault]]], left: str | None
    ) -> Iterator[tuple[Fault, Stretch | None]]:
        """The faults to tell of: no extension has made them, and nothing told already takes them away."""
        gone: set[int] = set()  # elements that have to go, with what they hold
        for element, every in found:
            places = {fault: source.place(fault) for fault in every if fault.rule in self._rules}
            written = [fault for fault, stretch in places.items() if stretch or fault.certain]
            if element.parent in gone:
                gone.add(element.key)
                written = [fault for fault in written if fault.rule == SCRIPT]
            elif any(fault.rule == RAW and not fault.attribute for fault in written):
                gone.add(element.key)
            yield from ((fault, places[fault]) for fault in faults.told(written))
        if left is not None and RAW in self._rules and not gone:
            fault = faults.unbalanced(left)
            yield fault, source.place(fault)


def _on_a_line_of(place: Place, others: Iterable[Place]) -> bool:
    return any((place.path, place.span.line) == (other.path, other.span.line) for other in others)


def _of_diagram(text: str) -> Iterator[Fault]:
    for element in dom.within(text):
        yield from faults.told((*faults.running(element), *faults.leaving(element)))
    for match in _CLICK.finditer(text):
        yield from faults.handlers(Element("a", {"href": match[1]}))
    for address in (*(match[1] for match in _PICTURE.finditer(text)), *css.addresses(text)):
        if host := addresses.elsewhere(address):
            yield Fault(HOST, "", faults.from_elsewhere(host), value=address)


def _finding(fault: Fault, place: Place) -> Finding:
    return Finding(fault.rule, Severity.ERROR, place, fault.text)
