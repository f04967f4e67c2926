"""What the texts in a configuration have to be, beyond their form: each gives what is wrong with a value, or None."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.html.allowed import BadEntry, allowed
from kubefence.schema.pack import builtin
from kubefence.versions import VersionError, select

EXTERNAL = re.compile(r"([A-Z][A-Za-z0-9]*)/([^\s*/]+\*?|\*)")
"""What says that objects lie elsewhere: ``Secret/registry``, ``ConfigMap/app-*``."""


def range(written: str) -> Text | None:
    """A range of versions that are known."""
    try:
        select(written, builtin().versions)
    except VersionError as error:
        return Text(error.zh, str(error))
    return None


def filled(name: str) -> Text | None:
    """Any text but an empty one."""
    return None if name.strip() else Text("这里是空的", "this is empty")


def page(name: str) -> Text | None:
    """The file of a page."""
    said = Text("应是页面的文件名，如 report.md", "this has to be the file of a page, such as report.md")
    return None if name.endswith(".md") and _is_below(name) else said


def folder(name: str) -> Text | None:
    """A folder of the site."""
    said = Text("应是站点里的文件夹，如 manifests", "this has to be a folder of the site, such as manifests")
    return None if _is_below(name) else said


def _is_below(name: str) -> bool:
    """Whether a name leads to something below the folder that it counts from."""
    return bool(_SAFE.fullmatch(name)) and all(part.strip(".") for part in name.split("/"))


_SAFE = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")


def external(entry: str) -> Text | None:
    """An object that lies elsewhere."""
    return None if EXTERNAL.fullmatch(entry) else Text("写成“种类/名称”", "write Kind/name")


def html(entry: str) -> Text | None:
    """An element of HTML, with attributes."""
    try:
        allowed([entry])
    except BadEntry as error:
        return Text(error.zh, str(error))
    return None


def pattern(written: str) -> Text | None:
    """A regular expression for placeholders."""
    try:
        found = re.compile(written)
    except re.error as error:
        return Text(f"不是正则表达式：{error}", f"this is no regular expression: {error}")
    if found.groups:
        return Text("分组写成 (?:…)", "write groups as (?:…)")
    if found.search(""):
        return Text("空文本也符合它，任何值都会成占位符", "an empty text fits it, so that any value is a placeholder")
    return None
