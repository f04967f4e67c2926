"""The file of a baseline: JSON with one entry a line, in a fixed order, so that a review shows what changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kubefence.edge import replacing
from kubefence.edge.files import read_regular, shown_path
from kubefence.errors import ConfigError

SOURCES, SITE = "sources", "site"
"""The parts: what files hold, and what only the finished site shows."""
_PARTS = (SOURCES, SITE)
_FORM = 1
_MARK = "kubefence-baseline"
"""The key that tells such a file from others, with the number of its form."""
_MOST = 64 * 1024 * 1024
"""Bytes of a baseline; a hundred of them are a finding."""

Entries = dict[str, dict[str, list[str]]]
"""File, relative to the baseline, to rule to fingerprints."""


def read(file: Path) -> dict[str, Entries]:
    """The parts of the baseline in a file; raises `ConfigError` where it is none."""
    shown = shown_path(file)
    try:
        data = read_regular(file)
        if len(data) > _MOST:
            raise ConfigError(f"{shown}：内容过长，不是基线", f"{shown}: too long to be a baseline")
        content = json.loads(data.decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(
            f"{shown}：没有这个基线文件；用 --write-baseline 写出它，或去掉选项 baseline",
            f"{shown}: there is no such baseline; write it with --write-baseline, or remove the option baseline",
        ) from error
    except OSError as error:
        reason = error.strerror or error
        raise ConfigError(
            f"{shown}：读不了这个基线（{reason}）", f"{shown}: cannot read this baseline: {reason}"
        ) from error
    except RecursionError as error:
        raise _foreign(shown, "nested too deeply") from error
    except ValueError as error:  # no UTF-8, no JSON
        raise _foreign(shown, str(error)) from error
    return _parts(content, shown)


def _parts(content: Any, shown: str) -> dict[str, Entries]:
    if not isinstance(content, dict) or content.get(_MARK) != _FORM:
        raise _foreign(shown, f'no "{_MARK}": {_FORM}')
    parts = {name: content.get(name, {}) for name in _PARTS}
    for name, entries in parts.items():
        if not _is_entries(entries):
            raise _foreign(shown, f"{name}: {{path: {{rule: [fingerprint]}}}}")
    return parts


def _is_entries(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(rules, dict)
        and all(isinstance(marks, list) and all(isinstance(mark, str) for mark in marks) for marks in rules.values())
        for rules in value.values()
    )


def _foreign(shown: str, why: str) -> ConfigError:
    return ConfigError(
        f"{shown}：这不是 kubefence 的基线（{why:.120}）；改正选项 baseline，或删掉这个文件再用 --write-baseline 写",
        f"{shown}: this is no baseline of kubefence ({why:.120}); mend the option baseline, or remove the file and "
        "write it anew with --write-baseline",
    )


def write(file: Path, parts: Mapping[str, Entries]) -> None:
    """Write a baseline; raises `ConfigError`."""
    content = {
        _MARK: _FORM,
        "about": "what was wrong when kubefence came here and is not told; kubefence --write-baseline keeps it short",
        **{name: _sorted(parts.get(name, {})) for name in _PARTS},
    }
    replacing.replace(file, (json.dumps(content, indent=1) + "\n").encode())


def _sorted(entries: Entries) -> Entries:
    return {path: {rule: sorted(entries[path][rule]) for rule in sorted(entries[path])} for path in sorted(entries)}
