"""The options of our plugin, as they are written in mkdocs.yml and in what it inherits from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kubefence.edge import yaml_places
from kubefence.edge.extensions import Tagged
from kubefence.edge.files import read_regular
from kubefence.edge.mkdocs_yml import PLUGIN, SiteConfig
from kubefence.edge.written import Place
from kubefence.errors import ConfigError
from kubefence.yamldoc.document import Path as Steps

OF_THE_HOST = frozenset({"enabled"})
"""Options that MkDocs itself has for every plugin."""


def written(site: SiteConfig) -> Any:
    """The options, without those of MkDocs; raises `ConfigError` for a value that only MkDocs knows."""
    if not isinstance(site.options, Mapping):
        return site.options
    given = {name: value for name, value in site.options.items() if name not in OF_THE_HOST}
    for name, value in given.items():
        tag = _tag(value)
        if tag is not None:
            file, where = places(site)((name,), False)
            raise ConfigError(
                f"{file}{where}：{name} 的值带有标签 !{tag}，只有 MkDocs 知道它是什么；"
                "直接写出值，或写进 kubefence.toml",
                f"{file}{where}: the value of {name} has the tag !{tag}, so that only MkDocs knows it; "
                "write the value itself, or put it into kubefence.toml",
            )
    return given


def _tag(value: Any) -> str | None:
    if isinstance(value, Tagged):
        return value.tag
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((tag for each in inner if (tag := _tag(each)) is not None), None)


def places(site: SiteConfig) -> Place:
    """Where an option stands: in the first file of the site that has it, or most of the way to it."""

    def place(path: Steps, at_key: bool) -> tuple[Path, str]:
        found = [(_place(file, path, at_key), file) for file in site.files]
        best, file = max(found, key=lambda each: each[0].steps)
        return file, f":{best.line}:{best.column}"

    return place


def _place(file: Path, path: Steps, at_key: bool) -> yaml_places.Found:
    text = read_regular(file).decode("utf-8-sig")
    return yaml_places.place(text, ("plugins", PLUGIN, *path), at_key=at_key)
