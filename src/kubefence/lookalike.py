"""What a reader takes for a manifest, wherever it stands: in output, in a string of a program, in a paragraph.

A manifest names its API version and its kind side by side. So does a reference to an object, as in
``ownerReferences``; what has nothing but the keys of one is no manifest. Indentation tells what is side by
side in YAML, braces do in JSON; prompts, quotation marks, the signs of a diff or of a comment, bullets and the margin
that tools put before lines count as indentation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

API_VERSION, KIND = "apiVersion", "kind"
_BOTH = {API_VERSION, KIND}
_REFERENCE = _BOTH | {"name", "namespace", "uid", "controller", "blockOwnerDeletion", "fieldPath", "resourceVersion"}
_MESSAGE = re.compile(
    r"\s*(?:(?:HTTP/[\d.]+ )?[1-5]\d\d [A-Z][A-Za-z -]*|(?:GET|HEAD|POST|PUT|PATCH|DELETE) /\S*(?: HTTP/[\d.]+)?)\n"
    r"(?:[A-Z][A-Za-z-]*:[ \t]|[ \t]*\n|---)"
)
"""How a request or an answer of HTTP begins; what it carries is an object of the server, and nobody applies it."""
_SHORTEST = len("{apiVersion:v1,kind:A}")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that leave no trace on a screen: joiners, marks of direction, variation selectors, tags."""
_NEW_LINE = re.compile(r"\\n|\r\n?|[\u0085\u2028\u2029]")
"""Line ends, those written out in a string among them."""
_OPENED = re.compile(r"""["'`>](?=(?:apiVersion|kind)\s*:)""")
"""The quotation mark, or the tag, before a manifest in a command or a program."""
_LINE = re.compile(
    r"""(?P<lead>\s*(?://)?[\s>+|\#*$│┃•·-]*(?:\d+[\s.:|│┃]+)?)(?:(?P<quote>\\?["']|)(?P<key>[A-Za-z]\w*)(?P=quote)\s*:(?=\s|$)(?P<value>.*))?"""
)
_KEY = re.compile(r"(?<![\w.$/-])([a-z][A-Za-z]*)\s*:(?=\s|$)")
_PLAIN = re.compile(r"""\s*["']?[\w./-]+["']?\s*(?:#.*)?$""")
_IDLE = " \t0123456789>|"
"""What a line is made of that says nothing: a number beside the next line is one."""
_FLOW = re.compile(r"""[{}]|(?<![\w.$/-])(\\?["']|)([A-Za-z]\w*)\1\s*:""")


def manifest(text: str, *, prose: bool = False) -> str:
    """What looks like a manifest, from its first line on to the end of the text; nothing where nothing does.

    In ``prose`` only lines count that are a key with a plain value and follow one another: a sentence may
    begin with either key.
    """
    if len(text) < _SHORTEST:
        return ""
    text = _folded(text)
    if API_VERSION not in text or KIND not in text or _MESSAGE.match(text):
        return ""
    lines = text.split("\n")
    first = _in_lines(lines, prose) or _in_braces(text)
    return "\n".join(lines[first - 1 :]) if first else ""


def begins_at(text: str, found: str) -> int | None:
    """The line of a text, from 0, at which begins what was `found <manifest>` in it; None for one within a line."""
    before = _folded(text).count("\n") - found.count("\n")
    for number, line in enumerate(text.split("\n")):
        if before <= 0:
            return None if before else number
        before -= _folded(line).count("\n") + 1
    return None


def quoted(label: str) -> bool:
    """Whether a label of a drawing quotes a piece of a manifest: its API version with another of its fields."""
    keys = set(_KEY.findall(label)) if API_VERSION in label else set()
    return API_VERSION in keys and len(keys) > 1 and not ("name" in keys and keys <= _REFERENCE)


def _folded(text: str) -> str:
    """The text as it looks: without what is not seen, and with letters of unusual width as usual ones."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return _OPENED.sub("\n", _NEW_LINE.sub("\n", text))


def _is_one(keys: set[str]) -> bool:
    return keys >= _BOTH and not ("name" in keys and keys <= _REFERENCE)


class _Mapping(NamedTuple):
    """Keys that stand side by side."""

    column: int
    line: int
    keys: set[str]


def _in_lines(lines: Sequence[str], prose: bool) -> int:
    """The line, counted from 1, at which a YAML mapping begins that is one, else 0.

    A mapping ends where something less indented begins.
    """
    mappings: list[_Mapping] = []

    def ended(column: int) -> int:
        found = 0
        while mappings and mappings[-1].column >= column:
            mapping = mappings.pop()
            found = mapping.line if _is_one(mapping.keys) else found
        return found

    for number, line in enumerate(lines, 1):
        read = _LINE.match(line)
        assert read is not None, "it matches anything"
        if not line.strip(_IDLE):
            continue
        column, key = len(read["lead"]), read["key"]
        if key and not (prose and key in _BOTH and not _PLAIN.match(read["value"])):
            if found := ended(column + 1):
                return found
            if not mappings or mappings[-1].column < column:
                mappings.append(_Mapping(column, number, set()))
            mappings[-1].keys.add(key)
        elif found := ended(0 if line.startswith("---") else column if prose else column + 1):
            return found
    return ended(0)


def _in_braces(text: str) -> int:
    """The line at which an opening brace stands that has the same keys behind it."""
    mappings: list[tuple[int, set[str]]] = []
    for found in _FLOW.finditer(text):
        if found[0] == "{":
            mappings.append((found.start(), set()))
        elif found[0] == "}":
            if mappings and _is_one(mappings[-1][1]):
                break
            del mappings[-1:]
        elif mappings:
            mappings[-1][1].add(found[2])
    start = next((start for start, keys in mappings if _is_one(keys)), None)
    return 0 if start is None else text.count("\n", 0, start) + 1
