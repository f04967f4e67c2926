"""The pages of the site, copied until there are N, with examples that all differ."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
GENERATED = "rules"
"""A page for every rule, outside the navigation: those do not become more as the site grows."""
_FENCE_OPTION = re.compile(r'(```(?:yaml|yml|bash)) (?:fragment|expect|skip)="[^"]*"')
_BLOCK = re.compile(r"^(```yaml[^\n]*\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)


def replicate(pages: int, folder: Path) -> list[Any]:
    """Write ``pages`` pages below ``folder``/docs and return their navigation.

    The first are the site's own; their copies stand in sections below theirs. In the copies every YAML
    block gets a comment of its own, so that no block equals another and nothing can be saved by recognising one.
    """
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
    originals = sorted(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != GENERATED)
    sections: dict[str, dict[str, list[str]]] = {}
    for number in range(pages):
        source = originals[number % len(originals)]
        copy = number // len(originals)
        name = source.relative_to(ROOT / "docs")
        target = name if copy == 0 else name.parent / f"copy{copy}" / name.name
        text = source.read_text(encoding="utf-8")
        (docs / target).parent.mkdir(parents=True, exist_ok=True)
        (docs / target).write_text(_distinct(text, copy) if copy else text, encoding="utf-8")
        sections.setdefault(str(name.parent), {}).setdefault(str(target.parent), []).append(target.as_posix())
    return [_section(name, groups) for name, groups in sections.items()]


def _section(name: str, groups: dict[str, list[str]]) -> dict[str, Any]:
    """A section of the navigation: its own pages, then each copy of them as a section in it."""
    own, *copies = groups.items()
    return {name: [*own[1], *({group: files} for group, files in copies)]}


def stock_source(folder: Path) -> None:
    """Take our fence options out, which a stock superfences would refuse."""
    for page in (folder / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(_FENCE_OPTION.sub(r"\1", text), encoding="utf-8")


def write_config(folder: Path, settings: dict[str, Any]) -> Path:
    """A mkdocs.yml in ``folder`` with these settings."""
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def _distinct(text: str, copy: int) -> str:
    """The page with a comment at the end of each YAML block that no other copy has."""
    return _BLOCK.sub(lambda found: f"{found[1]}{found[2]}# {copy}\n{found[3]}", text)
