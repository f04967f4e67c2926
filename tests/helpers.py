"""What the tests share: texts in, findings out, in a form that reads like the specification."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from kubefence import Config, Finding, Page, PageReport, Verifier
from kubefence.config import DEFAULT_RANGE

CONFIG_MAP = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0.0
"""
WRONG_CONFIG_MAP = CONFIG_MAP + "dat: {}\n"
"""Breaks ``unknown-field`` at its fifth line, columns 1 to 3, and nothing else."""


@cache
def verifier(k8s: str = DEFAULT_RANGE, lint: str | None = None) -> Verifier:
    """A verifier without style, made once for all tests."""
    return Verifier(Config(k8s=k8s, lint=lint))


def report(text: str, path: str = "page.md", k8s: str = DEFAULT_RANGE, lint: str | None = None) -> PageReport:
    """The report on a page; a path that does not end in ``.md`` makes it plain YAML."""
    return verifier(k8s, lint).verify(Page(path, text, markdown=path.endswith(".md")))


def findings(text: str, path: str = "page.md", k8s: str = DEFAULT_RANGE, lint: str | None = None) -> list[Finding]:
    return list(report(text, path, k8s, lint).findings)


def rules(text: str, path: str = "page.md", k8s: str = DEFAULT_RANGE) -> list[str]:
    """The ids of the rules that a page breaks, by place."""
    return [finding.rule for finding in findings(text, path, k8s)]


def told(text: str, path: str = "page.md", k8s: str = DEFAULT_RANGE) -> list[tuple[str, int, str]]:
    """Rule, line and the stretch of the text that each finding points at."""
    return [(finding.rule, finding.span.line, covered(text, finding)) for finding in findings(text, path=path, k8s=k8s)]


def covered(text: str, finding: Finding) -> str:
    """What a finding points at, ``…`` between the ends of a stretch of several lines."""
    lines, span = text.split("\n"), finding.span
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    return f"{lines[span.line - 1][span.column - 1 :]}…{lines[span.end_line - 1][: span.end_column - 1]}"


def fenced(text: str, info: str = "yaml", mark: str = "```") -> str:
    """A fenced block that holds ``text``."""
    return f"{mark}{info}\n{text.rstrip()}\n{mark}\n"


def indented(text: str, by: int | str) -> str:
    """The text with every line that is not blank moved to the right, or with another prefix."""
    prefix = " " * by if isinstance(by, int) else by
    return "".join(prefix + line if line.strip() else line for line in text.splitlines(keepends=True))


def loaded_script(name: str, folder_name: str = "scripts") -> ModuleType:
    """The module in ``scripts/name.py``, loaded anew."""
    folder = Path(__file__).parent.parent / folder_name
    if str(folder) not in sys.path:
        sys.path.append(str(folder))  # where a script finds others beside it
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)  # its types are looked up there
    spec.loader.exec_module(module)
    return module
