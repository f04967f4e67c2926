"""A measured drawing, and the SVG made of it.

The SVG is written here and not by the browser, so that its bytes depend on the measures only: numbers are
rounded, ids are made from the caller's prefix, styles are short classes below that id, in order of use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import Any, TypeAlias

from studybook.render.palette import ROLES, role_of

Node: TypeAlias = "tuple[str, dict[str, Any], dict[str, str], Any]"


class Colours(Enum):
    """Who decides on the colours of an SVG."""

    FIXED = "fixed"
    """The light ones, written out: paper and e-book readers."""
    SCHEME = "scheme"
    """Variables that follow the colour scheme of the page around."""
    NIGHT = "night"
    """Variables that follow the night mode of Anki."""


DARK = {Colours.SCHEME: ("[data-md-color-scheme=slate]",), Colours.NIGHT: (".nightMode", ".night_mode")}
"""What is around an SVG where it is dark. On paper it never is."""
DEFAULTS = {
    "fill": "#000000",
    "fill-opacity": "1",
    "stroke": "none",
    "stroke-opacity": "1",
    "stroke-width": "1px",
    "stroke-dasharray": "none",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "opacity": "1",
    "marker-start": "none",
    "marker-mid": "none",
    "marker-end": "none",
    "font-weight": "400",
}
_PAINTED = {"g": (), "defs": (), "marker": (), "line": ("stroke",)}
"""What has no inside, or is not seen at all, has a computed colour nevertheless."""
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_RGB = re.compile(r"rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)")
_URL = re.compile(r"url\(\"?[^#]*#([^\")]+)\"?\)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram that was drawn."""

    key: str
    """Identity of its source and of everything that shaped it; names its file in the cache."""
    kind: str
    title: str
    description: str
    viewbox: tuple[float, float, float, float]
    children: tuple[Node, ...]

    @classmethod
    def from_json(cls, key: str, text: str) -> Drawing:
        """What ``measure.js`` has told."""
        data = json.loads(text)
        x, y, width, height = (float(number) for number in re.split(r"[\s,]+", data["viewBox"].strip()))
        return cls(
            key, data["kind"], data["title"].strip(), data["description"].strip(), (x, y, width, height),
            tuple(map(tuple, data["children"])),
        )  # fmt: skip

    @property
    def width(self) -> float:
        """In CSS pixels."""
        return self.viewbox[2]

    @property
    def height(self) -> float:
        """In CSS pixels."""
        return self.viewbox[3]

    @property
    def alternative(self) -> str:
        """What is told to a reader who does not see it."""
        return "。".join(part.rstrip("。") for part in (self.title, self.description) if part)

    def labels(self) -> Iterator[str]:
        """All text in it, in drawing order."""
        for node in _walk(self.children):
            if node[0] == "text":
                yield node[3]

    def svg(self, prefix: str, colours: Colours = Colours.FIXED, font: str = "") -> str:
        """The drawing as an ``<svg>`` element whose ids all begin with ``prefix``."""
        return _Writer(self, prefix, colours, font).document()


def _walk(nodes: Any) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node[3], list):
            yield from _walk(node[3])


class _Writer:
    """Writes one SVG."""

    def __init__(self, drawing: Drawing, prefix: str, colours: Colours, font: str) -> None:
        self._drawing, self._prefix, self._font = drawing, prefix, font
        self._classes: dict[str, str] = {}
        self._markers = {
            found[1]: f"{prefix}-{number}"
            for number, found in enumerate(sorted(_marker_uses(drawing.children), key=lambda use: use[0]))
        }
        # A colour that its author chose is light or dark for reasons we cannot know: then all colours stay.
        known = all(role_of(colour) for colour in _colours(drawing.children, self._markers))
        self._dark = DARK.get(colours, ())
        self._scheme = bool(self._dark) and known

    def document(self) -> str:
        drawing, prefix = self._drawing, self._prefix
        body = "\n".join(filter(None, (self._node(node) for node in drawing.children)))
        x, y, width, height = (_number(value) for value in drawing.viewbox)
        named = [f"{prefix}-title"] if drawing.title else []
        described = [f"{prefix}-desc"] if drawing.description else []
        names = "".join(
            f' {attribute}="{identity[0]}"'
            for attribute, identity in (("aria-labelledby", named), ("aria-describedby", described))
            if identity
        )
        font = f' font-family="{escape(self._font)}"' if self._font else ""
        texts = "".join(
            f'<{tag} id="{prefix}-{tag}">{escape(text)}</{tag}>'
            for tag, text in (("title", drawing.title), ("desc", drawing.description))
            if text
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{prefix}" role="img"{names} '
            f'width="{width}" height="{height}" viewBox="{x} {y} {width} {height}" text-anchor="middle"{font}>{texts}'
            f"<style>{self._styles()}</style>\n{body}\n</svg>"
        )

    def _styles(self) -> str:
        own = f"#{self._prefix}"
        lines = [f"{own} .{name}{{{style}}}" for style, name in self._classes.items()]
        if self._dark:
            back = next(role.light for role in ROLES if role.name == "back")
            changed = [f"--diagram-{role.name}:{role.dark}" for role in ROLES]
            style = ";".join(changed) if self._scheme else f"background:{back};border-radius:.2rem"
            around = ",".join(f"{dark} {own}" for dark in self._dark)
            lines.append(f"@media screen{{{around}{{{style}}}}}")
        return "".join(lines)

    def _node(self, node: Node) -> str:
        tag, attributes, style, content = node
        if tag == "text":
            return self._text(attributes, style, content)
        if tag == "marker" and attributes.get("id") not in self._markers:
            return ""
        inner = "".join(self._node(child) for child in content)
        if tag == "rect" and not (float(attributes.get("width", 0)) and float(attributes.get("height", 0))):
            return ""
        if tag in ("g", "defs", "marker") and not inner:
            return ""
        if tag == "marker":
            attributes = {**attributes, "id": self._markers[attributes["id"]]}
        shown = self._class(style)
        if tag == "g" and not shown and "transform" not in attributes:
            return inner
        if tag == "path" and not attributes.get("d"):
            return ""
        written = "".join(f' {name}="{escape(_rounded(name, value))}"' for name, value in attributes.items())
        return f"<{tag}{shown}{written}>{inner}</{tag}>" if inner else f"<{tag}{shown}{written}/>"

    def _text(self, place: dict[str, Any], style: dict[str, str], string: str) -> str:
        shown = self._class(style)
        return f'<text{shown} x="{_number(place["x"])}" y="{_number(place["y"])}">{escape(string, quote=False)}</text>'

    def _class(self, style: dict[str, str]) -> str:
        parts = []
        for name, value in style.items():
            value = self._value(name, value)
            if value and value != DEFAULTS.get(name):
                parts.append(f"{name}:{value}")
        if not parts:
            return ""
        key = ";".join(parts)
        return f' class="{self._classes.setdefault(key, _letters(len(self._classes)))}"'

    def _value(self, name: str, value: str) -> str:
        if found := _URL.fullmatch(value):
            return f"url(#{self._markers[found[1]]})"
        if name in ("fill", "stroke"):
            colour = _hex(value)
            role = role_of(colour)
            return f"var(--diagram-{role},{colour})" if role and self._scheme else colour
        return value


def _marker_uses(nodes: Any) -> set[tuple[int, str]]:
    """Which markers are used, with the place of their first use."""
    order: dict[str, int] = {}
    for node in _walk(nodes):
        for name, value in node[2].items():
            if name.startswith("marker-") and (found := _URL.fullmatch(value)):
                order.setdefault(found[1], len(order))
    return {(place, name) for name, place in order.items()}


def _colours(nodes: Any, markers: Container[str]) -> Iterator[str]:
    """Every colour that is to be seen."""
    for node in nodes:
        if node[0] == "marker" and node[1].get("id") not in markers:
            continue
        if isinstance(node[3], list):
            yield from _colours(node[3], markers)
        for name in _PAINTED.get(node[0], ("fill", "stroke")):
            colour = _hex(node[2].get(name, "none"))
            if colour != "none":
                yield colour


def _hex(value: str) -> str:
    found = _RGB.fullmatch(value)
    if not found:
        return value
    if found[4] and float(found[4]) == 0:
        return "none"
    return "#" + "".join(f"{int(part):02x}" for part in found.groups()[:3])


def _number(value: float) -> str:
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _rounded(name: str, value: Any) -> str:
    if name in ("id", "markerUnits", "orient"):
        return str(value)
    return _NUMBER.sub(lambda found: _number(float(found[0])), str(value))


def _letters(number: int) -> str:
    return chr(ord("a") + number % 26) + (str(number // 26) if number >= 26 else "")
