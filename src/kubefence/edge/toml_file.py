"""Options in TOML: read by the standard library, and found again in the text, of whose places it says nothing.

A line that looks like the entry is only believed when it is: with another name in that place, the text has to
be read as having that other name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from kubefence.errors import ConfigError
from kubefence.yamldoc.document import Path as Steps

_PART = r"""[A-Za-z0-9_-]+|"[^"\\\n]*"|'[^'\n]*'"""
_KEY = rf"(?:{_PART})(?:[ \t]*\.[ \t]*(?:{_PART}))*"
_HEADER = re.compile(rf"[ \t]*\[{{1,2}}[ \t]*({_KEY})[ \t]*\]")
_ENTRY = re.compile(rf"[ \t]*({_KEY})[ \t]*=[ \t]*")
_PARTS = re.compile(_PART)
_OTHER = "kubefence-looks-for-this-key"
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
_TRIED = 16
"""Lines that may look like an entry, in texts of several lines say, before its place is given up."""
_MOST = 1024 * 1024
"""Characters of a file; that of a large project has a hundredth."""


def read(file: Path, data: bytes, table: Sequence[str]) -> tuple[str, Any]:
    """The text of a file, and what it has at a table, None where there is no such; raises `ConfigError`."""
    try:
        text = data.decode("utf-8-sig")
        if len(text) > _MOST:
            raise ConfigError(f"{file}：内容过长，读不了", f"{file}: too long to be read")
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        where, problem = (f":{at[1]}:{at[2]}", str(error)[: at.start()]) if at else ("", str(error))
        raise ConfigError(f"{file}{where}：不是合法的 TOML（{problem}）", f"{file}{where}: {problem}") from error
    except ValueError as error:  # no UTF-8, a number of thousands of digits
        raise ConfigError(f"{file}：读不了（{error}）", f"{file}: cannot be read: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{file}：嵌套过深，读不了", f"{file}: nested too deeply to be read") from error
    for name in table:
        value = value.get(name) if isinstance(value, dict) else None
    return text, value


class _Written(NamedTuple):
    """A key as it stands in the text: from where to where, and where its value begins."""

    start: int
    end: int
    value: int


def place(text: str, path: Steps, *, at_key: bool = False) -> str:
    """``:line:column`` of the value at a path, or of its key; of what is around it, or "", where that is not known."""
    names = [step for step in path if isinstance(step, str)]
    while names:
        possible = islice(_candidates(text, names), _TRIED)
        found = next((each for each in possible if _is(text, each, names)), None)
        if found:
            return _line_and_column(text, found.start if at_key else found.value)
        names.pop()
        at_key = False
    return ""


def _candidates(text: str, names: Sequence[str]) -> Iterator[_Written]:
    """Where the text, taken line by line, has the entry or the table of this name."""
    table: list[str] = []
    start = 0
    for line in text.split("\n"):
        header, entry = _HEADER.match(line), _ENTRY.match(line)
        found = header or entry
        if found:
            parts = list(_PARTS.finditer(line, found.start(1), found.end(1)))
            keys = [part[0].strip("\"'") for part in parts]
            table, whole = (keys, keys) if header else (table, [*table, *keys])
            if whole == names:
                key = parts[-1]
                yield _Written(start + key.start(), start + key.end(), start + (entry.end() if entry else key.start()))
        start += len(line) + 1


def _is(text: str, written: _Written, names: Sequence[str]) -> bool:
    """Whether it is the entry: were it called something else, the text would have that."""
    try:
        value: Any = tomllib.loads(text[: written.start] + _OTHER + text[written.end :])
        for name in (*names[:-1], _OTHER):
            value = value[name]
    except (tomllib.TOMLDecodeError, LookupError, TypeError):
        return False
    return True


def _line_and_column(text: str, offset: int) -> str:
    return f":{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"
