"""The colours of the diagrams: one table, from which Mermaid's theme and both colour schemes are made.

Mermaid draws in the light colours. No two roles share one, so that afterwards each colour of a drawing
can be told for its role, and be replaced by a variable that follows the reader's colour scheme.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Role(NamedTuple):
    """What a colour is for."""

    name: str
    light: str
    dark: str
    variables: tuple[str, ...]
    """Theme variables of Mermaid that it fills."""


ROLES = (
    Role("ink", "#1b1f2a", "#e7eaf3", (
        "primaryTextColor", "secondaryTextColor", "tertiaryTextColor", "textColor", "titleColor", "nodeTextColor",
        "actorTextColor", "signalTextColor", "labelTextColor", "loopTextColor", "noteTextColor", "classText",
        "stateLabelColor", "transitionLabelColor", "taskTextColor", "taskTextOutsideColor", "taskTextDarkColor",
    )),
    Role("line", "#5b6478", "#a9b2c8", (
        "lineColor", "defaultLinkColor", "signalColor", "actorLineColor", "arrowheadColor", "transitionColor",
        "specialStateColor", "relationColor",
    )),
    Role("node", "#e8eefc", "#27314f", (
        "primaryColor", "mainBkg", "actorBkg", "stateBkg", "labelBoxBkgColor", "secondaryColor", "fillType0",
    )),
    Role("edge", "#4a63b8", "#8ea3e8", (
        "primaryBorderColor", "nodeBorder", "actorBorder", "labelBoxBorderColor", "secondaryBorderColor",
        "stateBorder",
    )),
    Role("back", "#ffffff", "var(--md-default-bg-color,#1e2129)", (
        "background", "edgeLabelBackground", "labelBackground", "labelBackgroundColor", "sequenceNumberColor",
    )),
    Role("group", "#f5f7fa", "#242936", ("clusterBkg", "tertiaryColor", "compositeBackground", "altBackground")),
    Role("frame", "#b4bccd", "#566079", (
        "clusterBorder", "tertiaryBorderColor", "compositeBorder", "innerEndBackground",
    )),
    Role("note", "#fff6d8", "#453e22", ("noteBkgColor",)),
    Role("margin", "#c9a227", "#b59a3c", ("noteBorderColor",)),
    Role("bar", "#d2dcf9", "#3a487d", ("activationBkgColor", "compositeTitleBackground")),
)  # fmt: skip

THEME = {variable: role.light for role in ROLES for variable in role.variables}
_BY_COLOUR = {role.light: role.name for role in ROLES}


def role_of(colour: str) -> str | None:
    """The role of a colour as ``#rrggbb``; None for one that the author of a diagram has chosen."""
    return _BY_COLOUR.get(colour)


SETTINGS: dict[str, Any] = {
    "startOnLoad": False,
    "securityLevel": "strict",
    "look": "classic",
    "theme": "base",
    "themeVariables": {**THEME, "fontSize": "16px", "useGradient": False, "dropShadow": "none"},
    "fontFamily": "Book Sans",
    "handDrawnSeed": 1,
    "deterministicIds": True,
    "htmlLabels": True,  # the browser breaks the lines of labels; they become plain text afterwards
    "flowchart": {
        "htmlLabels": True,
        "useMaxWidth": False,
        "wrappingWidth": 220,
        "nodeSpacing": 28,  # closer than Mermaid does: what is narrow keeps its size on phones and on paper
        "rankSpacing": 40,
        "padding": 12,
        "subGraphTitleMargin": {"top": 2, "bottom": 8},
        "diagramPadding": 4,
    },
    "sequence": {
        "useMaxWidth": False,
        "diagramMarginX": 4,
        "diagramMarginY": 4,
        "actorMargin": 18,
        "width": 110,
        "height": 48,
        "messageMargin": 30,
        "actorFontFamily": "Book Sans",
        "messageFontFamily": "Book Sans",
        "noteFontFamily": "Book Sans",
    },
    "state": {"useMaxWidth": False},
    "class": {"htmlLabels": True, "useMaxWidth": False},
    "er": {"useMaxWidth": False},
}
"""What Mermaid is told; `Renderer` puts them into the identity of each drawing."""
