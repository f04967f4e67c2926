"""Regular expressions in the syntax of RE2, which Go compiles (``regexp/syntax``)."""

from __future__ import annotations

from functools import lru_cache

from kubefence.findings import Text
from kubefence.formats.regex_reader import Reader
from kubefence.formats.regex_signs import Fault

_LONGEST_SHOWN = 20


@lru_cache(maxsize=1024)
def re2(text: str) -> Text | None:
    """A pattern that ``regexp.Compile`` accepts."""
    try:
        Reader(text).read()
    except Fault as fault:
        part = fault.part if len(fault.part) <= _LONGEST_SHOWN else f"{fault.part[:_LONGEST_SHOWN]}…"
        return Text(
            f"应为 RE2 正则表达式，如 ^[a-z]+$；“{part}”处{fault.text.zh}",
            f"it has to be a regular expression of RE2, such as ^[a-z]+$; at {part} {fault.text.en}",
        )
    return None
