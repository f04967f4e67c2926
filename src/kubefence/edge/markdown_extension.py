"""The proof for whatever uses Python-Markdown: ``extensions=["pymdownx.superfences", "kubefence"]``.

Each text that is converted is verified first, and sealed at last. Python-Markdown knows no names of files, so findings
name the lines of the text that it was given. Options: ``on_error`` is ``raise``, or ``warn``, which only logs what is
found; ``k8s`` and ``lang`` are those of every configuration, and ``config`` names the file that has the others,
instead of the one that is nearest to the working folder.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from pymdownx.superfences import SuperFencesBlockPreprocessor

from kubefence.config import OPTIONS, Config
from kubefence.edge import custom_rules, files, mkdocs_yml
from kubefence.edge.mkdocs_yml import SUPERFENCES, lacks_superfences
from kubefence.edge.rendering import Rendering
from kubefence.edge.sealing import Published, unproven_in, untold
from kubefence.edge.settings import config_of
from kubefence.engine import Page, Verifier
from kubefence.errors import ConfigError, UnsupportedSuperfences
from kubefence.findings import Finding, PageReport, Severity, Text
from kubefence.markdown.fences import FenceExtension
from kubefence.options import Option, Unfit, choice, read, text
from kubefence.report.text import line

log = logging.getLogger("kubefence")
NAME = "<markdown>"
"""What findings call the text."""
_FIRST, _LAST = 1000, -1000
_ROWS: Mapping[str, Option] = {
    "on_error": Option("on_error", choice("raise", "warn"), Text("有错误时怎么办", "what to do about errors")),
    "config": Option("config", text(Text("文件名", "the name of a file")), Text("配置文件", "file of options")),
    **{name: OPTIONS[name] for name in ("k8s", "lang")},
}
_here = threading.local()
"""Verifiers by configuration: generators make a `Markdown` for every page, and some do so in threads."""


class Refused(Exception):
    """The text shows examples that are wrong or were never verified; nothing was converted."""

    def __init__(self, message: str, findings: Sequence[Finding]) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class KubefenceExtension(Extension):
    """Verifies what is converted. ``report`` is that of the last text, what its HTML shows unverified included."""

    def __init__(self, **options: Any) -> None:
        super().__init__()
        try:
            self._options = {"on_error": "raise", **read(_ROWS, options, _no_file)}
        except Unfit as unfit:
            at = "" if unfit.at_key else f"{unfit.path[0]}: "
            raise ConfigError(
                f"Markdown 扩展 kubefence：{at}{unfit.text.zh}", f"Markdown extension kubefence: {at}{unfit.text.en}"
            ) from unfit
        self.report = PageReport(NAME, ())
        self._rendering = Rendering()
        self._text = ""

    def extendMarkdown(self, md: Markdown) -> None:
        """Wrap the superfences that ``md`` has; list this extension behind it."""
        if not any(isinstance(each, SuperFencesBlockPreprocessor) for each in md.preprocessors):
            raise UnsupportedSuperfences(
                "Markdown 扩展 kubefence 需要 pymdownx.superfences；把它列在 kubefence 前面",
                "the Markdown extension kubefence needs pymdownx.superfences; list that before it",
            )
        config, self._lang = self._config()
        self._verifier = _verifier(config)
        FenceExtension(finish=self._rendering).extendMarkdown(md)
        md.preprocessors.register(_Before(self), "kubefence", _FIRST)
        md.postprocessors.register(_After(self), "kubefence", _LAST)

    def _config(self) -> tuple[Config, str]:
        here = Path.cwd()
        file = files.mkdocs_file(here)
        site = mkdocs_yml.read(file) if file else None
        named = self._options.get("config")
        given = {name: self._options[name] for name in ("k8s", "lang") if name in self._options}
        config = config_of(site, here, file=Path(named) if named else None, **given)
        if lacks_superfences(name for name, _ in config.extensions):
            config = replace(config, extensions=(*config.extensions, (SUPERFENCES, {})))
        return config, config.lang or (site and site.lang) or "en"

    def begin(self, source: str) -> None:
        """Verify a text that is about to be converted; raises `Refused`."""
        self._text = source
        self.report = self._verifier.verify(Page(NAME, source))
        self._rendering.start({NAME: self.report}, self._lang, self._verifier.rulebook.title)
        self._rendering.enter(NAME, lambda rule: None)
        self._tell(self.report.findings)

    def end(self, html: str) -> str:
        """Seal what was made of it, and give it without markers; raises `Refused`."""
        page = Published(NAME, NAME, lambda: self._text)
        found = tuple(untold(unproven_in(html, NAME, page, self._rendering), self.report.findings))
        self.report = self.report._replace(findings=(*self.report.findings, *found))
        self._tell(found)
        return self._rendering.unmarked(html)

    def _tell(self, findings: Iterable[Finding]) -> None:
        strict = self._options["on_error"] == "raise"
        errors = [finding for finding in findings if strict and finding.severity is Severity.ERROR]
        for finding in findings:
            if finding not in errors:
                told = log.info if finding.severity is Severity.NOTE else log.warning
                told("%s", line(finding, self._lang))
        if errors:
            said = Text(f"示例有 {len(errors)} 处错误", f"errors in the examples: {len(errors)}").in_(self._lang)
            raise Refused("\n".join([said, *(line(error, self._lang) for error in errors)]), errors)


class _Before(Preprocessor):
    def __init__(self, extension: KubefenceExtension) -> None:
        super().__init__()
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        self._extension.begin("\n".join(lines))
        return lines


class _After(Postprocessor):
    def __init__(self, extension: KubefenceExtension) -> None:
        super().__init__()
        self._extension = extension

    def run(self, text: str) -> str:
        return self._extension.end(text)


def _verifier(config: Config) -> Verifier:
    known: dict[str, Verifier] = _here.__dict__.setdefault("verifiers", {})
    key = repr(config)
    if key not in known:
        rules = custom_rules.installed()
        known[key] = Verifier(config, shown=lambda path: files.shown_path(Path(path)), rules=rules.tables)
    return known[key]


def _no_file(name: str) -> str:
    raise AssertionError(f"no option of the extension holds the content of a file: {name}")


def makeExtension(**options: Any) -> KubefenceExtension:
    """Entry point of Python-Markdown: the extension ``kubefence``."""
    return KubefenceExtension(**options)
