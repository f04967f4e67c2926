"""Characters that nobody sees: they let a reader see something else than a program reads.

Those are what Unicode calls default ignorable (zero-width spaces and joiners, the controls of writing direction,
tags), what annotates between lines, and control characters. Where a script or an emoji needs one, it is at home.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""``Default_Ignorable_Code_Point`` of Unicode 17 (DerivedCoreProperties.txt), and interlinear annotation."""
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_BREAKS = "\u2028\u2029"
_SURROGATES = "\ud800-\udfff"
"""In names of files: bytes that are no UTF-8."""

_JOINED = "\u0600-\u06ff\u0700-\u077f\u0780-\u07bf\u08a0-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ufb50-\ufdff"
"""Scripts whose letters change beside a joiner: Arabic, Syriac, those of India, Khmer, Mongolian."""
_SYMBOLS = (
    "\u00a9\u00ae\u203c\u2049\u2100-\u214f\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u2500-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
"""What may be shown as a picture."""
_AT_HOME = re.compile(
    "|".join(
        (
            rf"(?<=[{_SYMBOLS}])\ufe0f?\u200d(?=[{_SYMBOLS}])",  # a family, a technologist
            rf"(?<=[{_SYMBOLS}0-9#*])[\ufe0e\ufe0f]",  # as a picture or as a text
            "(?<=[\u2200-\u2bff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\ufe00-\ufe0d\U000e0100-\U000e01ef]",
            rf"(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])",
            "(?<=[\u1800-\u18af])[\u180b-\u180d\u180f]",
            "(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f",  # the flag of a region
        )
    )
)
_HIDDEN = re.compile(f"[{_IGNORABLE}]+")
_HIDDEN_OR_CONTROL = re.compile(f"[{_IGNORABLE}{_CONTROL}]+")
_UNSEEN = re.compile(f"[{_IGNORABLE}{_CONTROL}{_BREAKS}{_SURROGATES}\t\n]")
_BREAKING = re.compile(f"[{_BREAKS}{_SURROGATES}\t\n]")
_NOT_PRINTABLE = re.compile(f"[{_IGNORABLE}\x7f-\x9f{_BREAKS}{_SURROGATES}]")
_NAMED = 3
"""Different characters of one run that are named."""


def hidden(text: str, *, control: bool = True) -> Iterator[tuple[int, int]]:
    """Beginning and end of each run of characters that nobody sees; ``control=False`` leaves control characters."""
    if not control and text.isascii():
        return
    for run in (_HIDDEN_OR_CONTROL if control else _HIDDEN).finditer(text):
        yield from _homeless(text, run.start(), run.end())


def _homeless(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """What of a run has no business where it stands."""
    position = start = begin
    while position < end:
        home = _AT_HOME.match(text, position)
        if home is None:
            position += 1
            continue
        if start < position:
            yield start, position
        start = position = home.end()
    if start < end:
        yield start, end


def named(text: str) -> str:
    """The different characters of a text by number and name: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    different = list(dict.fromkeys(text))
    names = [_named(character) for character in different[:_NAMED]]
    return ", ".join(names) + (", …" if len(different) > _NAMED else "")


def _named(character: str) -> str:
    code = ord(character)
    name = unicodedata.name(character, _CONTROLS.get(code, ""))
    return f"U+{code:04X} {name}".rstrip()


_CONTROLS = {
    0x00: "NULL",
    0x08: "BACKSPACE",
    0x09: "CHARACTER TABULATION",
    0x0A: "LINE FEED",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
}
"""Names of control characters, which to Unicode have none."""


def visible(text: str) -> str:
    """The text with all that nobody sees written as an escape: it must not steer a terminal or a log, or end a line."""
    if _UNSEEN.search(text):
        text = "".join(spelled(text))
    return text.replace("##[", "#\\x23[")  # a command to the runner of a workflow, wherever in a line


def spelled(text: str) -> list[str]:
    """What to show for each character of a text."""
    shown = list(text)
    for begin, end in hidden(text):
        shown[begin:end] = [escape(character) for character in text[begin:end]]
    for found in _BREAKING.finditer(text):
        shown[found.start()] = escape(found[0])
    return shown


def escape(character: str) -> str:
    """A character as Python writes it: ``\\x1b``, ``\\u202e``, ``\\U000e0041``."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def json_escaped(text: str) -> str:
    """JSON in which all that nobody sees is written as an escape, which means the same inside of strings."""
    return _NOT_PRINTABLE.sub(_json_escape, text) if not text.isascii() or "\x7f" in text else text


def _json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n] << 8 | units[n + 1]:04x}" for n in range(0, len(units), 2))
