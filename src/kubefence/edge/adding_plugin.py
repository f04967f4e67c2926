"""The plugin is added to an mkdocs.yml, whose text stays as it is otherwise, comments included."""

from __future__ import annotations

from pathlib import Path

import yaml

from kubefence.edge import mkdocs_yml, replacing
from kubefence.edge.files import read_regular
from kubefence.edge.mkdocs_yml import PLUGIN, SiteConfig
from kubefence.errors import ConfigError

_KEY = "plugins"
_NEW = f"{_KEY}:\n  - search\n  - {PLUGIN}\n"
"""Without the key, MkDocs has its search; with it, only what is named."""


def add(site: SiteConfig) -> Path | None:
    """Add the plugin where the site names its plugins; returns the file, None where it is named already.

    Raises `ConfigError` where that cannot be done.
    """
    if mkdocs_yml.has_plugin(site.file):
        return None
    texts = {file: read_regular(file) for file in site.files}
    file = next((file for file, data in texts.items() if _entry(_decoded(data)) is not None), site.file)
    before = texts[file]
    after = _with_plugin(_decoded(before))
    if after is None:
        raise _by_hand(file)
    replacing.replace(file, after.encode())
    if not _reads(site.file):
        replacing.replace(file, before)
        raise _by_hand(file)
    return file


def _reads(file: Path) -> bool:
    try:
        return mkdocs_yml.has_plugin(file)
    except ConfigError:
        return False


def _decoded(data: bytes) -> str:
    return data.decode("utf-8")


def _entry(text: str) -> yaml.Node | None:
    """What the key ``plugins`` has."""
    root = yaml.compose(text.removeprefix("\ufeff"), yaml.CSafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == _KEY), None)


def _with_plugin(text: str) -> str | None:
    """The text with the plugin, None where it has no form that is known."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    end = "\r\n" if "\r\n" in text else "\n"
    node = _entry(text)
    if node is None:
        gap = "" if not text or text.endswith("\n") else end
        return mark + text + gap + end + _NEW.replace("\n", end)
    at = node.start_mark.index
    if isinstance(node, yaml.SequenceNode):
        new = f"- {PLUGIN}" if not node.flow_style else PLUGIN
    elif isinstance(node, yaml.MappingNode):
        new = f"{PLUGIN}: {{}}"
    else:
        return None
    if node.flow_style:
        return mark + text[: at + 1] + new + (", " if node.value else "") + text[at + 1 :]
    return mark + text[:at] + new + end + " " * node.start_mark.column + text[at:]


def _by_hand(file: Path) -> ConfigError:
    return ConfigError(
        f"{file}：没能加上插件；自己在 plugins 下写一行“- {PLUGIN}”",
        f"{file}: the plugin could not be added; write a line “- {PLUGIN}” under plugins",
    )
