"""Blocks: what a page holds that can be true or false, with the way back to the source."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
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
    FOREIGN = "foreign"
    """A format of its own, such as the configuration of a component: no object of the API."""
    UNRELATED = "unrelated"
    """A whole file, met in a folder, that is not for Kubernetes."""


class Directives(NamedTuple):
    """The fence options that speak to kubefence; they never reach the HTML."""

    fragment: str | None = None
    expect: str | None = None
    skip: str | None = None
    format: str | None = None
    patch: str | None = None
    """The type of the objects that it changes."""
    output: str | None = None
    """The command that printed it."""
    external: str | None = None
    """The objects that it names and that lie elsewhere."""
    k8s: str | None = None
    """The range of versions that it is for, where that is not the one of its page."""

    @property
    def show_what_is_right(self) -> bool:
        """Whether they leave the block what it is without any: whole objects, as they are to be."""
        return self._replace(external=None, k8s=None) == NONE


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
    repeated: tuple[str, ...] = ()
    """Those of ours that its opener gives more than once, where only the last counts."""
    tabs: Mapping[int, tuple[int, int]] | None = None
    """Lines (0-based) indented with a tab, which Markdown turns into spaces, and the columns it fills."""
    fence: str = ""
    """What opens and closes it, "" for a here-document."""
    number: int = 0
    """Which fence of the page it is, those counted that nobody gets to see."""
    own: bool = False
    """Whether the site renders it in a way of its own, so that its options are none of ours."""
    variables: Mapping[str, str] | None = None
    """Of a here-document that a shell fills in: the variables that the commands before it set."""
    title: str = ""
    """What its opener calls it."""
    untagged: bool = False
    """Whether its opener names no language, so that it is read as what it plainly is."""


def digest(text: str) -> str:
    """Identity of a block's text, the same for the source and for what a browser shows of it."""
    import hashlib  # OpenSSL comes with it, and a file of YAML needs no digest

    return hashlib.blake2b(text.strip("\n").encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


YAML = frozenset({"yaml", "yml"})
SHELL = frozenset({"bash", "sh", "shell", "zsh", "console", "shell-session"})
DIAGRAM = "mermaid"
JSON = frozenset({"json", "jsonc", "json5", "hjson"})
HTTP = "http"
DIFF = frozenset({"diff", "patch"})
CARRIERS = JSON | DIFF | {HTTP}
"""Languages whose blocks may carry whole manifests, which are checked then."""


def folded(language: str) -> str:
    """The name of a language as names are compared: in any case and width."""
    return unicodedata.normalize("NFKC", language).casefold()


def is_yaml(language: str) -> bool:
    """Whether a fence of this language shows YAML: ``yaml``, ``yml``, or another that Pygments colours as YAML."""
    name = folded(language)
    return name in YAML or name in _coloured_as_yaml()


def is_checked(language: str) -> bool:
    """Whether blocks of this language are checked for manifests."""
    return is_yaml(language) or folded(language) in SHELL


def options_of(language: str) -> tuple[str, ...]:
    """Those of our options that a block of this language may have: what is not checked may still be skipped."""
    if is_checked(language):
        return Directives._fields
    return ("expect", "skip") if folded(language) in CARRIERS else ("skip",)


@cache
def _coloured_as_yaml() -> frozenset[str]:
    """The names of lexers that are for files or media types of YAML, as Pygments' own table has them."""
    try:
        from pygments.lexers import get_all_lexers  # on a site it is there; a file of YAML needs none
    except ImportError:
        return frozenset()
    return frozenset(
        alias.casefold()
        for _, aliases, _, media_types in get_all_lexers(plugins=False)
        if any("yaml" in media_type for media_type in media_types)
        for alias in aliases
    )
