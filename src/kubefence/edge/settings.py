"""The configuration of a run: where its options are written, and what they make of it.

Options stand under ``kubefence`` in the plugins of mkdocs.yml, in kubefence.toml, or in ``[tool.kubefence]`` of
pyproject.toml; those of the nearest folder count, and they stand there once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kubefence import severities
from kubefence.config import Config
from kubefence.edge.bounds import repository
from kubefence.edge.files import MAX_FILE, read_regular
from kubefence.edge.written import Written
from kubefence.errors import ConfigError
from kubefence.options import Unfit
from kubefence.problems import spoken_path
from kubefence.yamldoc.document import Path as Steps

if TYPE_CHECKING:
    from kubefence.edge.mkdocs_yml import SiteConfig

OWN_FILE, PROJECT_FILE = "kubefence.toml", "pyproject.toml"
_TABLE = ("tool", "kubefence")
"""Where the options stand in pyproject.toml."""


def config_of(
    site: SiteConfig | None,
    start: Path = Path(),
    *,
    file: Path | None = None,
    options: Mapping[str, Any] | None = None,
    **overrides: Any,
) -> Config:
    """The configuration of a site, or of what lies in the folder ``start``; raises `ConfigError`.

    ``file`` names a kubefence.toml or pyproject.toml that counts alone. ``options`` are those of the plugin as MkDocs
    has them, who knows what a tag in mkdocs.yml stands for. ``overrides`` are fields of the configuration.
    """
    written = _named(file) if file else _nearest(site, (site.root if site else start).absolute(), options)
    config = _config(written) if written else Config()
    if site:
        overrides |= {"extensions": site.extensions, "root": str(repository(site.root) or site.root)}
    return replace(config, **overrides)


def _nearest(site: SiteConfig | None, start: Path, options: Mapping[str, Any] | None) -> Written | None:
    for folder in (start, *start.parents):
        found = [*_of_plugin(site, folder, options), *_of_folder(folder)]
        found = [written for written in found if written.given] or found
        if len(found) > 1:
            one, other = (written.file for written in found[:2])
            raise ConfigError(
                f"{one} 和 {other} 里都有 kubefence 的选项；只在一处写",
                f"there are options of kubefence in {one} and in {other}; keep them in one place",
            )
        if found:
            return found[0]
    return None


def _of_plugin(site: SiteConfig | None, folder: Path, options: Mapping[str, Any] | None) -> Iterator[Written]:
    if site is None or folder != site.root:
        return
    from kubefence.edge import plugin_options  # there is a site, so YAML is read anyway

    given = options if options is not None else plugin_options.written(site)
    if given:
        yield Written(site.file, given, plugin_options.places(site))


def _of_folder(folder: Path) -> Iterator[Written]:
    for name in (OWN_FILE, PROJECT_FILE):
        if os.path.lexists(folder / name):  # a link that leads nowhere is a mistake
            yield from _in_toml(folder / name)


def _named(file: Path) -> Written:
    if not file.exists():
        raise ConfigError(f"{file}：没有这个文件", f"{file}: no such file")
    found = next(_in_toml(file.absolute()), None)
    if found is None:
        raise ConfigError(f"{file}：没有 [tool.kubefence]", f"{file}: there is no [tool.kubefence]")
    return found


def _in_toml(file: Path) -> Iterator[Written]:
    """The options in a file of TOML; none where it is that of a project which has none for us."""
    above = _TABLE if file.name == PROJECT_FILE else ()
    try:
        data = read_regular(file)
    except OSError as error:
        reason = error.strerror or error
        raise ConfigError(f"{file}：读不了这个文件（{reason}）", f"{file}: cannot read this file: {reason}") from error
    if above and _TABLE[-1].encode() not in data:
        return
    from kubefence.edge import toml_file  # most runs have none

    text, given = toml_file.read(file, data, above)
    if given is not None:
        yield Written(file, given, partial(_in_text, file, text, above))


def _in_text(file: Path, text: str, above: Steps, path: Steps, at_key: bool) -> tuple[Path, str]:
    from kubefence.edge import toml_file

    return file, toml_file.place(text, (*above, *path), at_key=at_key)


def _config(written: Written) -> Config:
    if not isinstance(written.given, Mapping):
        raise _error(written, (), "kubefence 的选项应写成“名称: 值”", "the options of kubefence are names with values")
    try:
        config = Config.of(written.given, lambda name: _content(written.folder / name))
        if config.crds:
            from kubefence.edge import crds  # most configurations name none

            config = replace(config, definitions=tuple(crds.named(written.folder, config.crds, _content)))
    except Unfit as unfit:
        at = "" if unfit.at_key else f"{spoken_path(unfit.path)}: "
        raise _error(written, unfit.path, at + unfit.text.zh, at + unfit.text.en, at_key=unfit.at_key) from unfit
    known = _rules() if config.severity else frozenset()
    for rule, _ in config.severity:
        wrong = severities.unfit(rule, known)
        if wrong:
            raise _error(written, ("severity", rule), *wrong, at_key=True)
    return replace(config, file=str(written.file))


def _rules() -> AbstractSet[str]:
    """All that a finding may be called, those of others included."""
    from kubefence.catalog import RULES  # few configurations name any
    from kubefence.edge.custom_rules import installed
    from kubefence.rules.engine.rulebook import Rulebook
    from kubefence.schema.pack import builtin

    return Rulebook(builtin(), installed().tables).ids() | RULES.keys()


def _error(written: Written, path: Steps, zh: str, en: str, *, at_key: bool = False) -> ConfigError:
    file, where = written.place(path, at_key)
    return ConfigError(f"{file}{where}：{zh}", f"{file}{where}: {en}")


def _content(file: Path) -> str:
    try:
        data = read_regular(file)
        if len(data) > MAX_FILE:
            most = MAX_FILE // 2**20
            raise Unfit(f"{file} 超过 {most} MiB；分成几个文件", f"{file} has more than {most} MiB; make several of it")
        return data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unfit(f"读不了 {file}（{reason}）", f"cannot read {file}: {reason}") from error
