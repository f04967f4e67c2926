"""What mkdocs.yml says about reading pages, found without running anything that it names.

MkDocs configuration may name Python objects (``!!python/name:…``) and environment variables; MkDocs
resolves the former by importing them. Here a tag is only a note: nothing is imported or executed. Markdown
extensions are named too: those of Python-Markdown and pymdown-extensions are loaded later, to read pages; what
others have written is left out, unless whoever starts the program asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kubefence.config import DEFAULT_RANGE, Extensions
from kubefence.edge.extensions import Malformed, Tagged, configured, is_known
from kubefence.edge.files import read_regular
from kubefence.errors import LocalizedError
from kubefence.findings import LANGUAGES
from kubefence.html.allowed import BadEntry, allowed
from kubefence.html.faults import RULES
from kubefence.schema.pack import builtin
from kubefence.versions import VersionError, select
from kubefence.yamldoc.settings import DEEP, LONG, UNFOLDED, TooMuch, load

SETTINGS = frozenset({"allow_html", "k8s", "lang", "page_rules", "yamllint"})
LISTS = frozenset({"allow_html", "page_rules"})
"""Those of them that are lists of texts; the others are texts."""


_MOST = 1024 * 1024
"""Characters of mkdocs.yml; that of a site with thousands of pages has a tenth."""
_TOO_MUCH = {
    DEEP: ("嵌套过深", "nested too deeply"),
    LONG: ("内容过长", "too long"),
    UNFOLDED: ("别名展开后过大", "aliases unfold to too much"),
}


class ConfigError(LocalizedError):
    """mkdocs.yml cannot be used; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Site:
    """What of mkdocs.yml matters for reading pages."""

    file: Path
    docs: Path
    extensions: Extensions
    settings: Mapping[str, Any]
    """``extra.kubefence``: any of `SETTINGS`."""
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
    return Tagged(suffix, loader.construct_scalar(node))  # type: ignore[arg-type]


_Loader.add_multi_constructor("!", _tagged)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _tagged)


def read(path: Path, *, load_extensions: bool = False) -> Site:
    """The site that ``path`` configures; raises `ConfigError`.

    ``load_extensions=True`` lets extensions be loaded that others have written: their code will run.
    """
    path = path.absolute()
    settings = _load(path)
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
    left_out = [] if load_extensions else [name for name, _ in extensions if not is_known(name)]
    kept = tuple(entry for entry in extensions if entry[0] not in left_out)
    return Site(path, path.parent / str(docs), kept, _ours(settings.get("extra"), path), left_out)


def _ours(extra: Any, origin: Path) -> dict[str, Any]:
    """The content of ``extra.kubefence``, checked, so that what is wrong with it is told of mkdocs.yml."""
    ours = extra.get("kubefence") if isinstance(extra, dict) else None
    if ours is None:
        return {}
    if not isinstance(ours, dict) or not ours.keys() <= SETTINGS:
        names = ", ".join(sorted(SETTINGS))
        raise ConfigError(f"{origin}：extra.kubefence 只有 {names}", f"{origin}: extra.kubefence takes {names}")
    if "lang" in ours and ours["lang"] not in LANGUAGES:
        names = ", ".join(LANGUAGES)
        raise ConfigError(f"{origin}：lang 是其中之一：{names}", f"{origin}: lang is one of {names}")
    if isinstance(ours.get("k8s"), float):  # to YAML 1.30 is 1.3
        raise ConfigError(f"{origin}：给 k8s 的版本号加上引号", f"{origin}: put the version in k8s in quotes")
    for name, value in ours.items():
        _check_type(name, value, origin)
    _check_rules(ours, origin)
    try:
        select(ours.get("k8s", DEFAULT_RANGE), builtin().versions)
    except VersionError as error:
        raise ConfigError(
            f"{origin}：extra.kubefence.k8s：{error.zh}", f"{origin}: extra.kubefence.k8s: {error}"
        ) from error
    return ours


def _check_type(name: str, value: Any, origin: Path) -> None:
    if name in LISTS:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ConfigError(
                f"{origin}：extra.kubefence.{name} 应是文本的列表，{value!r} 不是",
                f"{origin}: extra.kubefence.{name} is a list of texts, {value!r} is not one",
            )
    elif not isinstance(value, str):
        raise ConfigError(
            f"{origin}：extra.kubefence.{name} 应是文本，{value!r} 不是",
            f"{origin}: extra.kubefence.{name} is a text, {value!r} is not one",
        )


def _check_rules(ours: Mapping[str, Any], origin: Path) -> None:
    unknown = set(ours.get("page_rules", ())) - set(RULES)
    if unknown:
        names, known = ", ".join(sorted(unknown)), ", ".join(RULES)
        raise ConfigError(
            f"{origin}：page_rules 没有 {names}；可用的是 {known}",
            f"{origin}: page_rules has no {names}; there are {known}",
        )
    try:
        allowed(ours.get("allow_html", ()))
    except BadEntry as error:
        raise ConfigError(f"{origin}：{error.zh}", f"{origin}: {error}") from error


def _load(path: Path, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    settings = _content(path)
    parent = settings.pop("INHERIT", None)
    if parent is None:
        return settings
    target = path.parent / str(parent)
    if target in above or len(above) > 10:
        raise ConfigError(f"{path}：INHERIT 绕成了一圈", f"{path}: INHERIT leads in a circle")
    return _merged(_load(target, (*above, path)), settings)


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
