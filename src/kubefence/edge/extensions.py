"""``markdown_extensions`` of mkdocs.yml: what of it matters for reading pages, without the code it names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kubefence.config import DEFAULT_EXTENSIONS, Extensions

MKDOCS_DEFAULTS = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs loads without being asked."""

INLINE_ONLY = frozenset(
    {
        "abbr",
        "codehilite",
        "fenced_code",
        "kubefence",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "toc",
        "wikilinks",
        "pymdownx.betterem",
        "pymdownx.caret",
        "pymdownx.emoji",
        "pymdownx.escapeall",
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.magiclink",
        "pymdownx.mark",
        "pymdownx.progressbar",
        "pymdownx.smartsymbols",
        "pymdownx.striphtml",
        "pymdownx.tasklist",
        "pymdownx.tilde",
    }
)
"""Extensions that cannot change what is a code block: they work inside paragraphs or on the result."""

_OF_MARKDOWN = frozenset(
    {
        "abbr",
        "admonition",
        "attr_list",
        "codehilite",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "legacy_attrs",
        "legacy_em",
        "md_in_html",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
        "wikilinks",
        "kubefence.markdown.fences",
    }
)
_OF_OUR_LIBRARIES = re.compile(r"(?:markdown\.extensions|pymdownx)(?:\.\w+)+(?::\w+Extension)?")
SUPERFENCES = "pymdownx.superfences"
SNIPPETS = "pymdownx.snippets"


class Malformed(Exception):
    """An entry that is not of the form MkDocs asks for; the argument is the entry."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value behind a YAML tag, left alone."""

    tag: str
    value: Any

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Stand in for a function that an extension would call while it sets up."""
        return {}


@dataclass(frozen=True, slots=True)
class Accept:
    """Stands for the validator of a custom fence; a value, so that equal settings look alike."""

    def __call__(
        self, language: str, inputs: dict[str, Any], options: dict[str, Any], attrs: dict[str, Any], md: Any
    ) -> bool:
        """Accept every option."""
        options.update(inputs)
        return True


def is_known(name: str) -> bool:
    """Whether an extension is part of the libraries that kubefence itself stands on; others are code of others."""
    return name in _OF_MARKDOWN or _OF_OUR_LIBRARIES.fullmatch(name) is not None


def configured(listed: Any, root: Path) -> Extensions:
    """The extensions that the setting lists, with paths below ``root``; raises `Malformed`."""
    if listed is None:
        return tuple(_usable(DEFAULT_EXTENSIONS, root))
    named: list[tuple[str, dict[str, Any]]] = [(name, {}) for name in MKDOCS_DEFAULTS]
    merged = {name: config for name, config in (*named, *_entries(listed)) if name not in INLINE_ONLY}
    return tuple(_usable(tuple(merged.items()), root))


def _entries(listed: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(listed, list | dict):
        raise Malformed(listed)
    for item in [listed] if isinstance(listed, dict) else listed:
        for name, config in item.items() if isinstance(item, dict) else [(item, None)]:
            if not isinstance(name, str) or not isinstance(config, dict | None):
                raise Malformed(item)
            yield name, config or {}


def _usable(extensions: Extensions, root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Settings without what is code, and with what depends on the working folder made independent of it."""
    for name, config in extensions:
        config = dict(config)
        if name == SNIPPETS:
            base = config.get("base_path", ["."])
            config["base_path"] = [
                os.path.join(root, "." if isinstance(part, Tagged) else str(part))
                for part in (base if isinstance(base, list) else [base])
            ]
        if name == SUPERFENCES and not isinstance(config.get("custom_fences"), Tagged | None):
            config["custom_fences"] = _known_fences(config["custom_fences"])
        yield name, {key: value for key, value in config.items() if not isinstance(value, Tagged)}


def _known_fences(fences: Any) -> list[dict[str, Any]]:
    """Custom fences without their formatters and validators, which are code of the site.

    How a block looks does not matter here. A validator could refuse options; without it every option
    of such a fence counts as accepted, and the seal of the build shows any difference.
    """
    if not isinstance(fences, list) or not all(isinstance(fence, dict) for fence in fences):
        raise Malformed(fences)
    known = []
    for fence in fences:
        kept = {key: value for key, value in fence.items() if not isinstance(value, Tagged)}
        known.append({**kept, "validator": Accept()} if isinstance(fence.get("validator"), Tagged) else kept)
    return known
