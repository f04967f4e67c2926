"""What the opening of a fence says: its language and our options, in the spellings that generators have.

GitHub and Docusaurus: ``yaml title="a.yaml" {1,3-4}``; Hugo: ``yaml {linenos=true}``; Pandoc: ``{.yaml #id key="b"}``;
MyST: ``{code-block} yaml``; mdBook: ``yaml,editable``; Zenn: ``yaml:a.yaml``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kubefence.blocks import Directives, options_of
from kubefence.markdown import openers

_LANGUAGE = re.compile(r"[\w#+.-]+")
_IN_BRACES = re.compile(r"\{[^}]*?\.(?P<name>[A-Za-z][\w#+-]*)")
_DIRECTIVE = re.compile(r"\{(?P<name>[\w-]+)\}\s*(?P<rest>[\w#+.-]*)")
_CODE = frozenset({"code", "code-block", "code-cell", "sourcecode"})
_GIVEN = re.compile(r"""(?<![\w-])(?P<name>[a-z][a-z0-9]*)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")


class Info(NamedTuple):
    """What an opener says."""

    language: str
    directives: Directives
    options: frozenset[str]
    """Names of its other options."""
    repeated: tuple[str, ...]
    """Those of ours that are given more than once."""
    title: str


def read(info: str) -> Info:
    """The language and the options of an info string."""
    language = _language(info.strip())
    ours = options_of(language)
    given: dict[str, str] = {}
    repeated: list[str] = []
    for found in _GIVEN.finditer(info):
        name = found["name"]
        if name in ours:
            repeated += [name] if name in given else []
            given[name] = found["double"] if found["double"] is not None else found["single"]
    others = frozenset(openers.options(info)) - given.keys()
    return Info(language, Directives(**given), others, tuple(dict.fromkeys(repeated)), openers.title(info))


def _language(info: str) -> str:
    if not info.startswith("{"):
        found = _LANGUAGE.match(info)
        return found[0] if found else ""
    directive = _DIRECTIVE.match(info)
    if directive:
        return directive["rest"] if directive["name"] in _CODE else directive["name"]
    found = _IN_BRACES.match(info)
    return found["name"] if found else ""
