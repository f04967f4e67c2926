"""What a reader takes for a manifest, wherever it stands: in output, in a string of a program, in a paragraph.

A manifest names its API version and its kind side by side. So does a reference to an object, as in
``ownerReferences``; what has nothing but the keys of one is no manifest. Indentation tells what is side by
side in YAML, braces do in JSON; prompts, quotation marks and the signs of a diff count as indentation.
"""

from __future__ import annotations

import re
import unicodedata

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
_OPENED = re.compile(r"""["'`](?=(?:apiVersion|kind)\s*:)""")
"""The quotation mark before a manifest in a command or a program."""
_LINE = re.compile(
    r"""(?P<lead>[\s>+|\#*$-]*(?:\d+[\s.:|]+)?)(?:(?P<quote>\\?["']|)(?P<key>[A-Za-z]\w*)(?P=quote)\s*:(?=\s|$)(?P<value>.*))?"""
)
_KEY = re.compile(r"(?<![\w.$/-])([a-z][A-Za-z]*)\s*:(?=\s|$)")
_PLAIN = re.compile(r"""\s*["']?[\w./-]+["']?\s*(?:#.*)?$""")
_FLOW = re.compile(r"""[{}]|(?<![\w.$/-])(\\?["']|)([A-Za-z]\w*)\1\s*:""")


def manifest(text: str, *, prose: bool = False) -> bool:
    """Whether the text holds what looks like a manifest.

    In ``prose`` only lines count that are a key with a plain value and follow one another: a sentence may
    begin with either key.
    """
    if len(text) < _SHORTEST:
        return False
    text = _folded(text)
    if API_VERSION not in text or KIND not in text or _MESSAGE.match(text):
        return False
    return _in_lines(text, prose) or _in_braces(text)


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


def _in_lines(text: str, prose: bool) -> bool:
    """Whether a YAML mapping is one; it ends where something less indented begins."""
    mappings: list[tuple[int, set[str]]] = []

    def ended(column: int) -> bool:
        found = False
        while mappings and mappings[-1][0] >= column:
            found |= _is_one(mappings.pop()[1])
        return found

    for line in text.split("\n"):
        read = _LINE.match(line)
        assert read is not None, "it matches anything"
        if not line.strip(" \t>|"):
            continue
        column, key = len(read["lead"]), read["key"]
        if key and not (prose and key in _BOTH and not _PLAIN.match(read["value"])):
            if ended(column + 1):
                return True
            if not mappings or mappings[-1][0] < column:
                mappings.append((column, set()))
            mappings[-1][1].add(key)
        elif ended(0 if line.startswith("---") else column if prose else column + 1):
            return True
    return ended(0)


def _in_braces(text: str) -> bool:
    """The same for the keys between two braces."""
    mappings: list[set[str]] = []
    for found in _FLOW.finditer(text):
        if found[0] == "{":
            mappings.append(set())
        elif found[0] == "}":
            if mappings and _is_one(mappings.pop()):
                return True
        elif mappings:
            mappings[-1].add(found[2])
    return any(map(_is_one, mappings))
