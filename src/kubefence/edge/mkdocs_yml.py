"""What mkdocs.yml says about reading pages, found without running anything that it names.

MkDocs configuration may name Python objects (``!!python/name:…``) and environment variables; MkDocs
resolves the former by importing them. Here a tag is only a note: nothing is imported or executed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kubefence.config import DEFAULT_EXTENSIONS, Extensions
from kubefence.yamldoc.limits import too_deep

MKDOCS_DEFAULTS = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs loads without being asked."""

INLINE_ONLY = frozenset(
    {
        "abbr",
        "codehilite",
        "fenced_code",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "toc",
        "wikilinks",
        "pymdownx.betterem",
        "pymdownx.caret",
        "pymdownx.emoji",
        "pymdownx.escapeall",
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.magiclink",
        "pymdownx.mark",
        "pymdownx.progressbar",
        "pymdownx.smartsymbols",
        "pymdownx.striphtml",
        "pymdownx.tasklist",
        "pymdownx.tilde",
    }
)
"""Extensions that cannot change what is a code block: they work inside paragraphs or on the result."""


class ConfigError(Exception):
    """mkdocs.yml cannot be used; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value behind a YAML tag, left alone."""

    tag: str
    value: Any

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Stand in for a function that an extension would call while it sets up."""
        return {}


@dataclass(frozen=True, slots=True)
class Site:
    """What of mkdocs.yml matters for reading pages."""

    root: Path
    docs: Path
    extensions: Extensions
    settings: Mapping[str, str]
    """``extra.kubefence``: any of `SETTINGS`."""


SETTINGS = frozenset({"k8s", "lang", "yamllint"})


class _Loader(yaml.CSafeLoader):
    """Safe loading, with tags kept as `Tagged`."""


def _tagged(loader: _Loader, suffix: str, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.MappingNode):
        return Tagged(suffix, loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return Tagged(suffix, loader.construct_sequence(node, deep=True))
    return Tagged(suffix, loader.construct_scalar(node))  # type: ignore[arg-type]


_Loader.add_multi_constructor("!", _tagged)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _tagged)


def find(start: Path) -> Path | None:
    """The mkdocs.yml of the project that ``start`` lies in: beside it or in a folder above."""
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in ("mkdocs.yml", "mkdocs.yaml"):
            if (folder / name).is_file():
                return folder / name
    return None


def read(path: Path) -> Site:
    """The site that ``path`` configures; raises `ConfigError`."""
    settings = _load(path)
    docs = settings.get("docs_dir", "docs")
    if isinstance(docs, Tagged):
        docs = "docs"
    extensions = tuple(_extensions(settings, path.parent))
    return Site(path.parent, path.parent / str(docs), extensions, settings_of(settings.get("extra"), path))


def settings_of(extra: Any, origin: object) -> dict[str, str]:
    """The checked content of ``extra.kubefence``; raises `ConfigError` that names ``origin``."""
    ours = extra.get("kubefence") if isinstance(extra, dict) else None
    if ours is None:
        return {}
    if not isinstance(ours, dict) or not ours.keys() <= SETTINGS:
        raise ConfigError(f"{origin}: extra.kubefence takes {', '.join(sorted(SETTINGS))}")
    return {name: str(value) for name, value in ours.items()}


def _load(path: Path, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if too_deep(text):
            raise ConfigError(f"{path}: nested too deeply to be read")
        settings = yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise ConfigError(f"{path}{where}: {error.problem or error}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if not isinstance(settings, dict):
        raise ConfigError(f"{path}: a configuration is a mapping of settings")
    parent = settings.pop("INHERIT", None)
    if parent is None:
        return settings
    target = path.parent / str(parent)
    if target in above or len(above) > 10:
        raise ConfigError(f"{path}: INHERIT leads in a circle")
    return _merged(_load(target, (*above, path)), settings)


def _merged(base: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged, everything else is replaced, as INHERIT does."""
    result = dict(base)
    for key, value in extra.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = _merged(result[key], value) if both else value
    return result


def _extensions(settings: dict[str, Any], root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    listed = settings.get("markdown_extensions")
    if listed is None:
        yield from _rooted(DEFAULT_EXTENSIONS, root)
        return
    named: list[tuple[str, Any]] = [(name, {}) for name in MKDOCS_DEFAULTS]
    entries = listed.items() if isinstance(listed, dict) else (_entry(item) for item in listed)
    merged = {name: config for name, config in (*named, *entries) if name not in INLINE_ONLY}
    yield from _rooted(tuple(merged.items()), root)


def _entry(item: Any) -> tuple[str, Any]:
    if isinstance(item, dict):
        for name, config in item.items():
            return str(name), config
    return str(item), {}


def _rooted(extensions: Extensions, root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Settings with what depends on the working folder made independent of it."""
    for name, config in extensions:
        config = dict(config or {})
        if name == "pymdownx.snippets":
            base = config.get("base_path", ["."])
            config["base_path"] = [
                os.path.join(root, "." if isinstance(part, Tagged) else part)
                for part in ([base] if isinstance(base, str | Tagged) else base)
            ]
        if name == "pymdownx.superfences":
            config["custom_fences"] = [_known_fence(fence) for fence in config.get("custom_fences", [])]
        yield name, {key: value for key, value in config.items() if not isinstance(value, Tagged)}


def _known_fence(fence: dict[str, Any]) -> dict[str, Any]:
    """A custom fence without its formatter and validator, which are code of the site.

    How a block looks does not matter here. A validator could refuse options; without it every option
    of such a fence counts as accepted, and the seal of the build shows any difference.
    """
    kept = {key: value for key, value in fence.items() if not isinstance(value, Tagged)}
    if isinstance(fence.get("validator"), Tagged):
        kept["validator"] = _accept
    return kept


def _accept(language: str, inputs: dict[str, Any], options: dict[str, Any], attrs: dict[str, Any], md: Any) -> bool:
    options.update(inputs)
    return True
