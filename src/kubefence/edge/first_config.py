"""The text of a kubefence.toml that says what it says, and names every option that there is besides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kubefence.config import OPTIONS
from kubefence.findings import Text

Said = tuple[str, Text | None]
"""A text of a list, and why it is there."""
_MOST_RULES = 30
_HEAD = Text(
    "# kubefence：核对文档里的 Kubernetes 示例。模式和文件名从这个文件夹算起；kubefence --help 列出命令的选项。",
    "# kubefence proves the Kubernetes examples of documentation. Patterns and names of files count from this folder;\n"
    "# kubefence --help lists the options of the command.",
)
_RULES = Text(
    "# 每条规则可以是 error、warning、note 或 off；后面是写这个文件时有几处，kubefence --explain 规则 说明它的道理。",
    "# Each rule may be error, warning, note or off. Behind it stands how often it was broken when this was written;\n"
    "# kubefence --explain RULE says why there is one.",
)
_EXAMPLES = {
    "k8s": '">=1.34"',
    "yamllint": "false",
    "page_rules": '["raw-html"]',
    "allow_html": '["video[controls src]"]',
    "crds": '["crds/*.yaml"]',
    "formats": '{ "charts/**/values*.yaml" = "helm-values" }',
    "format_languages": '{ compose = "compose" }',
    "format_keys": '{ "site_name nav" = "other" }',
    "lang": '"en"',
    "external": '["Secret/registry"]',
    "placeholders": '["%%[a-z]+%%"]',
    "paths": '["docs"]',
    "exclude": '["charts/*/templates/"]',
    "baseline": '"kubefence-baseline.json"',
    "strict": "true",
    "markdown": '"mkdocs"',
    "marks": "true",
    "report": '"report.md"',
    "manifests": '"manifests"',
}
"""What an option may look like where it is not set."""


class First(NamedTuple):
    """What a new configuration says."""

    lists: Mapping[str, Sequence[Said]]
    """Options that are lists of texts."""
    baseline: str
    found: Mapping[str, int]
    """How often each rule is broken."""


def written(first: First, lang: str) -> str:
    """The text of the file."""
    parts = [_HEAD.in_(lang)]
    for name, option in OPTIONS.items():
        if name != "severity":
            about = f"# {option.about.in_(lang)}"
            parts.append(f"{about}\n{_value(name, first, lang)}")
    return "\n\n".join([*parts, _rules(first.found, lang)]) + "\n"


def _value(name: str, first: First, lang: str) -> str:
    if name == "baseline":
        return f"baseline = {text(first.baseline)}"
    entries = first.lists.get(name)
    if not entries:
        return f"# {name} = {_EXAMPLES.get(name, '…')}"
    lines = (f"  {text(entry)},{f'  # {why.in_(lang)}' if why else ''}" for entry, why in entries)
    return "\n".join([f"{name} = [", *lines, "]"])


def _rules(found: Mapping[str, int], lang: str) -> str:
    often = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_RULES]
    lines = [f'# {_key(rule)} = "off"  # {count}' for rule, count in often]
    return "\n".join([_RULES.in_(lang), "[severity]", *lines])


def text(value: str) -> str:
    """A text as TOML has it, whose escapes are those of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if name.replace("-", "").isalnum() and name.isascii() else text(name)


def counted(rules: Iterable[str]) -> dict[str, int]:
    """How often each of them occurs."""
    counts: dict[str, int] = {}
    for rule in rules:
        counts[rule] = counts.get(rule, 0) + 1
    return counts
