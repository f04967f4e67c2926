"""Blocks: what a page holds that can be true or false, with the way back to the source."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from kubefence.positions import Place, TextMap


class Kind(StrEnum):
    """What a block turned out to be; the keys of the counts in a report."""

    MANIFEST = "manifest"
    FRAGMENT = "fragment"
    SKIPPED = "skipped"
    COMMAND = "command"
    DIAGRAM = "diagram"
    OTHER = "other"
    UNRELATED = "unrelated"
    """A whole file, met in a folder, that is not for Kubernetes."""


class Directives(NamedTuple):
    """The fence options that speak to kubefence; they never reach the HTML."""

    fragment: str | None = None
    expect: str | None = None
    skip: str | None = None


NONE = Directives()


class Block(NamedTuple):
    """A fenced block that is rendered, or a here-document inside one."""

    language: str
    text: str
    map: TextMap
    opener: Place
    """The line that opens the fence, or the command that a here-document feeds."""
    directives: Directives = NONE
    options: frozenset[str] = frozenset()
    """Names of the options and attributes of its opener, without ours."""
    tabs: Mapping[int, tuple[int, int]] | None = None
    """Lines (0-based) indented with a tab, which Markdown turns into spaces, and the columns it fills."""
    fence: str = ""
    """What opens and closes it, "" for a here-document."""


def digest(text: str) -> str:
    """Identity of a block's text, the same for the source and for what a browser shows of it."""
    import hashlib  # OpenSSL comes with it, and a file of YAML needs no digest

    return hashlib.blake2b(text.strip("\n").encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


YAML = frozenset({"yaml", "yml"})
SHELL = frozenset({"bash", "sh", "shell", "zsh", "console", "shell-session"})
WITH_OPTIONS = YAML | SHELL
"""Languages of blocks that may have our options."""
DIAGRAM = "mermaid"


def is_yaml(language: str) -> bool:
    """Whether a fence of this language shows YAML: ``yaml``, ``yml``, in any case."""
    return language.lower() in YAML
