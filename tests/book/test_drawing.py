"""The SVG that is written of a measured drawing."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

from studybook.book.shared.tones import tone
from studybook.columns import columns
from studybook.diagrams import filled, frame
from studybook.render import Colours, Drawing
from studybook.render.palette import ROLES, THEME

NODE = "rgb(232, 238, 252)"
INK = "rgb(27, 31, 42)"


def drawing(fill: str = NODE) -> Drawing:
    marker = [
        "marker",
        {"id": "drawing_x-end", "refX": "5.001"},
        {},
        [["path", {"d": "M 0 0 L 10 5.12345"}, {"fill": INK}, []]],
    ]
    unused = ["marker", {"id": "drawing_other"}, {}, [["path", {"d": "M 0 0"}, {"fill": "rgb(1, 2, 3)"}, []]]]
    shapes: list[Any] = [
        marker,
        unused,
        ["g", {}, {"opacity": "1"}, [["rect", {"x": "1.23456", "width": "10", "height": "5"}, {"fill": fill}, []]]],
        ["rect", {"width": "0", "height": "5"}, {"fill": fill}, []],
        ["path", {"d": "M0,0L1.999,3"}, {"fill": "none", "marker-end": 'url("#drawing_x-end")'}, []],
        ["text", {"x": 5.004, "y": 6}, {"fill": INK, "font-size": "16px"}, "a < b"],
    ]
    told = {"kind": "flowchart-v2", "title": "题", "description": "说明", "viewBox": "0 0 20 10", "children": shapes}
    return Drawing.from_json("0123456789abcdef", json.dumps(told))


def test_is_well_formed_small_and_named() -> None:
    svg = drawing().svg("p1")
    root = ElementTree.fromstring(svg)
    assert root.get("width") == "20"
    assert root.get("aria-labelledby") == "p1-title"
    assert all(element.get("id", "p1").startswith("p1") for element in root.iter())
    assert "drawing_" not in svg
    assert svg.count("<rect") == 1  # that without width is not to be seen
    assert 'x="1.23"' in svg
    assert "a &lt; b" in svg
    assert drawing().alternative == "题。说明"
    assert list(drawing().labels()) == ["a < b"]


def test_follows_the_scheme_only_with_our_colours() -> None:
    assert "var(--diagram-node,#e8eefc)" in drawing().svg("p1", Colours.SCHEME)
    assert "var(" not in drawing().svg("p1")
    chosen = drawing("rgb(255, 0, 0)").svg("p1", Colours.SCHEME)
    assert "var(" not in chosen
    assert "background:#ffffff" in chosen


def test_ids_are_unique_on_a_page() -> None:
    page = filled(frame(drawing()) * 2, lambda _: drawing())
    names = re.findall(r' id="([^"]*)"', page)
    assert names[0] == "d01234567"
    assert "d01234567-2" in names
    assert len(names) == len(set(names))


def test_no_two_roles_share_a_colour() -> None:
    assert len({role.light for role in ROLES}) == len(ROLES)
    assert len(THEME) == sum(len(role.variables) for role in ROLES)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_labels_can_be_read() -> None:
    colours = {role.name: (role.light, role.dark) for role in ROLES}
    for ground in ("node", "group", "note", "bar"):
        for scheme in (0, 1):
            pair = sorted((_luminance(colours["ink"][scheme]), _luminance(colours[ground][scheme])))
            assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


def test_columns_and_tones() -> None:
    assert columns("a国 ") == 4
    assert (tone("nt"), tone("c1"), tone("l-Scalar"), tone("kt"), tone("x")) == (
        "keyword",
        "comment",
        "",
        "keyword",
        "",
    )
