"""Where the server's YAML parser (go.yaml.in/yaml/v2) differs from libyaml, which reads the text here.

It is a port of an older libyaml. In ``[a?b]`` it ends the value at the question mark and then stumbles over it,
in double quotes it does not know ``\\/`` but knows ``\\'``, and a byte order mark at the beginning of a later line
is a letter to it. Directives it knows, but kubectl cuts the text between them and their ``---``.
"""

from __future__ import annotations

import re
from collections import deque
from typing import NamedTuple

import yaml

from kubefence.yamldoc.stream import BYTE_ORDER_MARK

QUESTION_MARK, ESCAPED_SLASH, ESCAPED_QUOTE = "question-mark", "escaped-slash", "escaped-quote"
DIRECTIVE, MARK = "directive", "byte order mark"

_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(%)")
_MARK = re.compile("(?:\\A|(?<=[\n\x85\u2028\u2029]))\ufeff")
BEGINS = r"(?<![^\s\[{,:\ufeff].)"
"""Regular expression that says of the character before it that it stands where a value may begin.

It looks back, so that the character itself can be found quickly.
"""
_BRACKET = re.compile(rf"[\[{{]{BEGINS}(?![^\[\]{{}}'\"#\n?]*[\]}}])")
"""One that may begin a collection, unless that ends on the same line and is as plain as can be."""
_QUOTE, STAND_IN = "\\'", "\ue000\ue001"
_MOST_QUOTES = 100
"""Escaped single quotes in a text that are put up with; each costs a scan."""


class Foreign(NamedTuple):
    """Something that makes a text unreadable to kubectl alone: the character, and what it is."""

    at: int
    reason: str


class Traits(NamedTuple):
    """What is to be known of a text before it is parsed."""

    foreign: Foreign | None
    """What makes it unreadable."""
    suspect: bool
    """Whether there may be something in it that the server reads differently; nearly all texts can be left alone."""

    @property
    def plain(self) -> bool:
        """Whether every parser reads the text alike."""
        return self.foreign is None and not self.suspect


def traits(text: str) -> Traits:
    """The traits of the text of a document."""
    return Traits(_foreign(text), _is_suspect(text))


def _foreign(text: str) -> Foreign | None:
    """The first directive, or mark of a beginning that is none, of the text of a document."""
    directive = _DIRECTIVE.match(text) if "%" in text else None
    if directive:
        return Foreign(directive.start(1), DIRECTIVE)
    mark = _MARK.search(text) if BYTE_ORDER_MARK in text else None
    return Foreign(mark.start(), MARK) if mark else None


def _is_suspect(text: str) -> bool:
    if "\\/" in text:
        return True
    bracket = _BRACKET.search(text) if "?" in text else None
    return bracket is not None and text.find("?", bracket.end()) >= 0


def readable(text: str) -> str:
    """``text`` with what stands in for each ``\\'`` in double quotes, which libyaml refuses; places stay the same."""
    if _QUOTE not in text or any(character in text for character in STAND_IN):
        return text
    for _ in range(_MOST_QUOTES):
        try:
            deque(yaml.scan(text, yaml.CSafeLoader), maxlen=0)
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark.index if error.problem_mark else len(text)
            if not text.startswith(_QUOTE, at):
                return text
            text = text[:at] + STAND_IN + text[at + len(_QUOTE) :]
        except (yaml.YAMLError, UnicodeEncodeError):
            return text
        else:
            return text
    return text
