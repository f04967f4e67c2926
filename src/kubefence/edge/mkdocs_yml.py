"""What mkdocs.yml says about reading pages, found without running anything that it names.

MkDocs configuration may name Python objects (``!!python/name:…``) and environment variables; MkDocs
resolves the former by importing them. Here a tag is only a note: nothing is imported or executed. Markdown
extensions are named too: those of Python-Markdown and pymdown-extensions are loaded later, to read pages; what
others have written is left out, unless whoever starts the program asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import yaml

from kubefence.config import Extensions
from kubefence.edge.extensions import Malformed, Tagged, configured, is_known
from kubefence.edge.files import read_regular
from kubefence.errors import ConfigError
from kubefence.yamldoc.settings import DEEP, LONG, UNFOLDED, TooMuch, load

PLUGIN = "kubefence"
"""What our plugin is called under ``plugins``."""
SUPERFENCES = "pymdownx.superfences"
_MOST = 1024 * 1024
"""Characters of mkdocs.yml; that of a site with thousands of pages has a tenth."""
_MOST_PARENTS = 10
_TOO_MUCH = {
    DEEP: ("嵌套过深", "nested too deeply"),
    LONG: ("内容过长", "too long"),
    UNFOLDED: ("别名展开后过大", "aliases unfold to too much"),
}


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What of mkdocs.yml matters for reading pages."""

    file: Path
    docs: Path
    extensions: Extensions
    options: Any = None
    """Those of our plugin, as they are written; None where there are none."""
    lang: str | None = None
    """The language of the theme, of the two that messages have."""
    files: Sequence[Path] = ()
    """The file itself and those that it inherits from."""
    left_out: Sequence[str] = ()
    """Names of the extensions that are code of others."""

    @property
    def root(self) -> Path:
        """The folder that mkdocs.yml lies in."""
        return self.file.parent


class _Loader(yaml.CSafeLoader):
    """Safe loading, with tags kept as `Tagged`."""


def _tagged(loader: _Loader, suffix: str, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.MappingNode):
        return Tagged(suffix, loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return Tagged(suffix, loader.construct_sequence(node, deep=True))
    # What is neither a mapping nor a sequence is a scalar, which the types of PyYAML do not follow.
    return Tagged(suffix, loader.construct_scalar(node))  # type: ignore[arg-type]


_Loader.add_multi_constructor("!", _tagged)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _tagged)


def read(path: Path, *, load_extensions: bool = False) -> SiteConfig:
    """The site that ``path`` configures; raises `ConfigError`.

    ``load_extensions=True`` lets extensions be loaded that others have written: their code will run.
    """
    path = path.absolute()
    chain = _chain(path)
    settings = reduce(_merged, (each for _, each in reversed(chain)))
    docs = settings.get("docs_dir", "docs")
    if isinstance(docs, Tagged):
        docs = "docs"
    try:
        extensions = configured(settings.get("markdown_extensions"), path.parent)
    except Malformed as error:
        [entry] = error.args
        raise ConfigError(
            f"{path}：markdown_extensions 是一个列表，各项是名称或「名称: 选项」，{entry!r} 不是",
            f"{path}: markdown_extensions is a list of names, or of names with options; {entry!r} is not one",
        ) from error
    if _has_plugin(settings.get("plugins")) and lacks_superfences(name for name, _ in extensions):
        extensions = [*extensions, (SUPERFENCES, {})]  # as the plugin does
    left_out = [] if load_extensions else [name for name, _ in extensions if not is_known(name)]
    kept = tuple(entry for entry in extensions if entry[0] not in left_out)
    return SiteConfig(
        path,
        path.parent / str(docs),
        kept,
        _plugin(settings.get("plugins")),
        _language(settings.get("theme")),
        [file for file, _ in chain],
        left_out,
    )


def lacks_superfences(names: Iterable[str]) -> bool:
    """Whether none of these extensions decides what a fence is in the way that kubefence can follow."""
    return not {SUPERFENCES, "pymdownx.extra"}.intersection(names)


def has_plugin(path: Path) -> bool:
    """Whether an mkdocs.yml, or what it inherits from, names our plugin; raises `ConfigError`."""
    settings = reduce(_merged, (each for _, each in reversed(_chain(path.absolute()))))
    return _has_plugin(settings.get("plugins"))


def _has_plugin(plugins: Any) -> bool:
    entries = plugins if isinstance(plugins, list) else [plugins]
    return any(PLUGIN in entry for entry in entries if isinstance(entry, str | Mapping))


def _plugin(plugins: Any) -> Any:
    """The options of our plugin, None where it has none; whether the list has the form it should is MkDocs' matter."""
    entries = [plugins] if isinstance(plugins, dict) else plugins if isinstance(plugins, list) else []
    return next((entry[PLUGIN] for entry in entries if isinstance(entry, dict) and PLUGIN in entry), None)


def _language(theme: Any) -> str | None:
    """The language of the theme, of the two that messages have; None where it names none."""
    language = theme.get("language") if isinstance(theme, dict) else None
    if not isinstance(language, str):
        return None
    return "zh" if language.startswith("zh") else "en"


def _chain(path: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The file with its settings, and after it those that it inherits from."""
    found: list[tuple[Path, dict[str, Any]]] = []
    while True:
        settings = _content(path)
        parent = settings.pop("INHERIT", None)
        found.append((path, settings))
        if parent is None:
            return found
        target = path.parent / str(parent)
        if target in [file for file, _ in found] or len(found) > _MOST_PARENTS:
            raise ConfigError(f"{path}：INHERIT 绕成了一圈", f"{path}: INHERIT leads in a circle")
        path = target


def _content(path: Path) -> dict[str, Any]:
    try:
        settings = load(read_regular(path).decode("utf-8-sig"), _MOST, _Loader)
    except TooMuch as error:
        zh, en = _TOO_MUCH[error.reason]
        raise ConfigError(f"{path}：{zh}，读不了", f"{path}: {en} to be read") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        problem = error.problem or error
        raise ConfigError(f"{path}{where}：不是合法的 YAML（{problem}）", f"{path}{where}: {problem}") from error
    except OSError as error:
        reason = error.strerror or error
        raise ConfigError(f"{path}：读不了这个文件（{reason}）", f"{path}: cannot read this file: {reason}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigError(f"{path}：{error}", f"{path}: {error}") from error
    if not isinstance(settings, dict):
        raise ConfigError(f"{path}：配置应是「名称: 值」", f"{path}: a configuration is a mapping of settings")
    return settings


def _merged(base: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged, everything else is replaced, as INHERIT does."""
    result = dict(base)
    for key, value in extra.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = _merged(result[key], value) if both else value
    return result
