"""The formats of a report: one table, one signature. The command, its help and its tests read them here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple

from kubefence.findings import Report, Severity, Text

Lines = Callable[[str], list[str]]
"""Path to the lines of that file, empty where it cannot be read."""


class About(NamedTuple):
    """What there is to say of a rule, whatever it has found."""

    title: Text
    severity: Severity
    why: Text
    fix: Text
    wrong: str = ""
    right: str = ""
    source: str = ""


class Context(NamedTuple):
    """What a format may need to know besides the report."""

    lang: str = "en"
    lines: Lines = lambda _: []
    seconds: float = 0.0
    """How long the run took."""
    about: Callable[[str], About | None] = lambda _: None
    """What a rule is about, by its id; None where nobody knows."""
    strict: bool = False
    """Whether warnings make the run fail, too."""
    version: str = ""
    """That of kubefence."""


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
    "sarif": Format("sarif", Text("SARIF 2.1.0，供代码扫描和编辑器", "SARIF 2.1.0, for code scanning and editors")),
    "junit": Format("junit", Text("JUnit 的 XML，供测试报告", "the XML of JUnit, for reports of tests")),
    "blocks": Format("what_blocks_are", Text("每个代码块被当作什么，为什么", "what each block was taken for, and why")),
}
"""By the name that ``--format`` takes."""
