"""The formats of a report: one table, one signature. The command, its help and its tests read them here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple

from kubefence.findings import Report, Text

Lines = Callable[[str], list[str]]
"""Path to the lines of that file, empty where it cannot be read."""


class Context(NamedTuple):
    """What a format may need to know besides the report."""

    lang: str = "en"
    lines: Lines = lambda _: []
    seconds: float = 0.0
    """How long the run took."""


Render = Callable[[Report, Context], str]


class Format(NamedTuple):
    """A format, and the module of this package that has its ``render``."""

    module: str
    about: Text

    @property
    def render(self) -> Render:
        """The function that writes a report; its module is imported when it is asked for."""
        function: Render = import_module(f"kubefence.report.{self.module}").render
        return function


FORMATS: Mapping[str, Format] = {
    "text": Format("text", Text("供人阅读，附出错的那一行", "for people, with the line of the source")),
    "json": Format("json_object", Text("供程序读取，一个 JSON 对象", "for programs, one JSON object")),
    "github": Format("workflow_commands", Text("GitHub Actions 的行内标注", "annotations of GitHub Actions")),
}
"""By the name that ``--format`` takes."""
