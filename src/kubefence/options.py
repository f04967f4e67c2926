"""Options as people write them in a configuration file: which values each may have, and what to say of others.

A `Kind` reads a value as YAML and TOML give it and returns it as the engine wants it, or raises `Unfit`. What an
option has to say for itself is an `Option`; those of kubefence are the rows of `kubefence.config.Config`.
"""

from __future__ import annotations

import json
import reprlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kubefence.findings import Text
from kubefence.nearest import suggestion
from kubefence.yamldoc.document import Path

NEAR = 0.6
"""How alike a word has to be to one that is possible (see `kubefence.nearest`)."""

ReadFile = Callable[[str], str]
"""Name of a file, as an option has it, to its text; raises `Unfit`."""


class Unfit(Exception):
    """What is wrong with the options that are given: a name, or the value at a path."""

    def __init__(self, zh: str, en: str, path: Path = (), *, at_key: bool = False) -> None:
        super().__init__(en)
        self.text, self.path, self.at_key = Text(zh, en), path, at_key


class Kind(NamedTuple):
    """The values that an option may have."""

    said: Text
    """What such a value is: ``a list of texts``."""
    read: Callable[[Any, ReadFile], Any]


class Option(NamedTuple):
    """One option."""

    name: str
    kind: Kind
    about: Text
    """What it is for, and what holds where it is not given."""


def read(options: Mapping[str, Option], given: Mapping[str, Any], read_file: ReadFile) -> dict[str, Any]:
    """The values of the options that are given; raises `Unfit` with the path of the first that is wrong."""
    values: dict[str, Any] = {}
    for name, raw in given.items():
        option = options.get(name)
        if option is None:
            raise _unknown(str(name), options)
        values[name] = _below(name, option.kind, raw, read_file)
    return values


def _unknown(name: str, options: Mapping[str, Option]) -> Unfit:
    zh, en = suggestion(name.lower().replace("-", "_"), options, NEAR)
    if not zh:
        names = ", ".join(options)
        zh, en = f"；可用的是 {names}", f"; there are {names}"
    return Unfit(f"没有 {name!r:.60} 这个选项{zh}", f"there is no option {name!r:.60}{en}", (name,), at_key=True)


def _below(step: str | int, kind: Kind, raw: Any, read_file: ReadFile) -> Any:
    try:
        return kind.read(raw, read_file)
    except Unfit as error:
        raise Unfit(*error.text, (step, *error.path), at_key=error.at_key) from error


def _not(said: Text, value: Any) -> Unfit:
    """The error that a value is not what it has to be."""
    shown = reprlib.repr(value)
    return Unfit(f"应是{said.zh}，{shown} 不是", f"this has to be {said.en}, and {shown} is not")


Check = Callable[[str], Text | None]
"""What is wrong with a text, None where nothing is."""


def text(said: Text, check: Check = lambda _: None) -> Kind:
    """A text in which a check finds nothing wrong."""

    def read(value: Any, _: ReadFile) -> str:
        if isinstance(value, int | float):  # to YAML 1.30 is the number 1.3, and no a truth value
            raise Unfit(f"应是{said.zh}；给值加上引号", f"this has to be {said.en}; put the value in quotes")
        if not isinstance(value, str):
            raise _not(said, value)
        wrong = check(value)
        if wrong:
            raise Unfit(*wrong)
        return value

    return Kind(said, read)


def choice(*words: str) -> Kind:
    """One of several words."""
    listed = ", ".join(words)

    def check(value: str) -> Text | None:
        if value in words:
            return None
        zh, en = suggestion(value, words, NEAR)
        return Text(f"没有 {value!r:.60}；可用的是 {listed}{zh}", f"there is no {value!r:.60}; there are {listed}{en}")

    return text(Text(f"其中之一：{listed}", f"one of {listed}"), check)


def switch() -> Kind:
    """True or false."""
    said = Text("true 或 false", "true or false")

    def read(value: Any, _: ReadFile) -> bool:
        if not isinstance(value, bool):
            raise _not(said, value)
        return value

    return Kind(said, read)


def list_of(kind: Kind) -> Kind:
    """A list of values of a kind, which becomes a tuple."""
    said = Text(f"列表，每一项是{kind.said.zh}", f"a list, each {kind.said.en}")

    def read(value: Any, read_file: ReadFile) -> tuple[Any, ...]:
        if isinstance(value, str):  # what is written is often right, only alone
            alone = json.dumps([value], ensure_ascii=False)
            raise Unfit(f"应是{said.zh}；一项也写成列表：{alone}", f"this has to be {said.en}; write one as {alone}")
        if not isinstance(value, list):
            raise _not(said, value)
        return tuple(_below(index, kind, item, read_file) for index, item in enumerate(value))

    return Kind(said, read)


def mapping_to(of: Text, kind: Kind) -> Kind:
    """A mapping from texts to values of a kind, which becomes a tuple of pairs."""
    said = Text(f"映射，{of.zh}对应{kind.said.zh}", f"a mapping of {of.en} to {kind.said.en}")

    def read(value: Any, read_file: ReadFile) -> tuple[tuple[str, Any], ...]:
        if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
            raise _not(said, value)
        return tuple((name, _below(name, kind, item, read_file)) for name, item in value.items())

    return Kind(said, read)


def content_or_none() -> Kind:
    """The name of a file, for the text in it; false for none."""
    said = Text("文件名，或 false", "the name of a file, or false")

    def read(value: Any, read_file: ReadFile) -> str | None:
        if value is False:
            return None
        if not isinstance(value, str):
            raise _not(said, value)
        return read_file(value)

    return Kind(said, read)
