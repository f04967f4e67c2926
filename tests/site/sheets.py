"""Style sheets as data: what a custom property is under a colour scheme, and which rule colours what.

Colours are judged without a browser, from the theme's sheets and ours, in the order in which a page has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import material
import tinycss2
from tinycss2.color4 import parse_color

THEME = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
OURS = Path(__file__).resolve().parents[2] / "docs" / "assets" / "css" / "site.css"
SCHEMES = ("default", "slate")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
ROOT = re.compile(r"""(?::root|\[data-md-color-(?:scheme|primary|accent)(?:=["']?(\w+)["']?)?\])+""")
ATTRIBUTE = re.compile(r"""\[data-md-color-\w+(?:=["']?(\w+)["']?)?\]""")
CHOSEN = ("indigo",)  # the primary and accent colour of mkdocs.yml


class Colour(NamedTuple):
    """Red, green and blue in sRGB, 0 to 1, and opacity."""

    red: float
    green: float
    blue: float
    alpha: float

    def over(self, below: Colour) -> Colour:
        """What is seen of this colour on an opaque one."""
        red, green, blue = (self.alpha * a + (1 - self.alpha) * b for a, b in zip(self[:3], below[:3], strict=True))
        return Colour(red, green, blue, 1.0)

    @property
    def luminance(self) -> float:
        """Relative luminance as WCAG 2 defines it."""
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in self[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Contrast of two opaque colours as WCAG 2 defines it, 1 to 21."""
    low, high = sorted((one.luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)


class Rule(NamedTuple):
    """One selector with one declaration."""

    selector: str
    name: str
    value: str


def rules(on: str = "screen") -> Iterator[Rule]:
    """Every declaration of the theme's sheets and ours that holds on this medium at every width."""
    for sheet in (*sorted(THEME.glob("main.*.css")), *sorted(THEME.glob("palette.*.css")), OURS):
        yield from _rules(tinycss2.parse_stylesheet(sheet.read_text(encoding="utf-8"), True, True), on)


def _rules(nodes: list[tinycss2.ast.Node], on: str) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "media":
            if tinycss2.serialize(node.prelude).strip() == on:
                yield from _rules(tinycss2.parse_rule_list(node.content, True, True), on)
        elif node.type == "qualified-rule":
            selectors = [part.strip() for part in tinycss2.serialize(node.prelude).split(",")]
            for item in tinycss2.parse_blocks_contents(node.content, True, True):
                if item.type == "declaration":
                    value = tinycss2.serialize(item.value).strip()
                    yield from (Rule(selector, item.name, value) for selector in selectors)


class Scheme:
    """The custom properties of the root under one colour scheme, resolved when asked for."""

    def __init__(self, name: str, on: str = "screen") -> None:
        chosen = (name, *CHOSEN)
        found: list[tuple[int, Rule]] = []
        for rule in rules(on):
            if rule.name.startswith("--") and ROOT.fullmatch(rule.selector):
                wanted = ATTRIBUTE.findall(rule.selector)
                if all(value in ("", *chosen) for value in wanted):
                    found.append((len(wanted) or 1, rule))
        found.sort(key=lambda pair: pair[0])  # stable: of equal weight, the later one wins
        self._values = {rule.name: rule.value for _, rule in found}

    def colour(self, value: str) -> Colour:
        """The colour that a value means; raises `KeyError` for an unknown property, `ValueError` for no colour."""
        while found := VARIABLE.search(value):
            value = value[: found.start()] + self._values[found[1]] + value[found.end() :]
        parsed = parse_color(value)
        if parsed is None or parsed == "currentcolor":
            raise ValueError(f"{value} is no colour")
        return Colour(*parsed.to("srgb"))
