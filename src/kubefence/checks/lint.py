"""Style of the YAML, by yamllint in this process. Syntax and duplicate keys are found elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

import yaml
import yamllint.rules
from yamllint import linter

from kubefence.config import DEFAULT_LINT
from kubefence.errors import BadStyle
from kubefence.findings import Finding, Severity, Text
from kubefence.positions import TextMap

PREFIX = "yamllint:"
BASES = ("default", "relaxed")
"""Configurations that come with yamllint, by the names that ``extends`` may have."""
_LEFT_OUT = "ignore-from-file"

_ZH = {
    "braces": "花括号内的空格不规范",
    "brackets": "方括号内的空格不规范",
    "colons": "冒号前后的空格不规范",
    "commas": "逗号前后的空格不规范",
    "comments": "注释的 # 前后要有空格",
    "hyphens": "列表的 - 后面只留一个空格",
    "indentation": "缩进不一致",
    "trailing-spaces": "行尾有多余的空格",
    "truthy": "布尔值写成 true 或 false",
}


_DIRECTIVE = re.compile(r"(# yamllin)t (?=(?:dis|en)able)")
"""yamllint's own comments, which would silence it: only ``skip`` and ``expect`` loosen anything."""


class Linter:
    """yamllint with one configuration; raises `kubefence.errors.BadStyle` on a bad one."""

    def __init__(self, config: str) -> None:
        self._config = DefaultStyle() if config == DEFAULT_LINT else _configured(config)

    def check(self, text: str, source: TextMap, but: AbstractSet[int] = frozenset()) -> Iterator[Finding]:
        """Findings of style, all warnings: the API server does not mind any of them. ``but`` are lines to leave alone.

        Only the rules run. ``linter.run`` would first parse the text in Python to look for syntax errors,
        which takes as long again; the text has been read by a real parser before it comes here.
        """
        for problem in linter.get_cosmetic_problems(_DIRECTIVE.sub(r"\1_ ", text), self._config, None):
            if problem.rule in (None, "key-duplicates"):
                continue
            line, column = problem.line - 1, problem.column - 1
            if line in but:
                continue
            yield Finding(
                PREFIX + problem.rule,
                Severity.WARNING,
                source.place(line, column, line, column + 1),
                Text(_ZH.get(problem.rule, problem.desc), problem.desc),
            )


class DefaultStyle:
    """`DEFAULT_LINT` as yamllint's function for the rules wants it.

    The class that reads configurations of users takes more time to import than a small file to verify.
    """

    def __init__(self) -> None:
        chosen = yaml.load(DEFAULT_LINT, yaml.CSafeLoader)["rules"]
        self._rules = [yamllint.rules.get(name) for name in chosen]
        self.rules = {rule.ID: _options(rule, chosen[rule.ID]) for rule in self._rules}

    def enabled_rules(self, _: object) -> list[Any]:
        """All of them, whatever the file."""
        return self._rules


def _options(rule: Any, chosen: Any) -> dict[str, Any]:
    return {**getattr(rule, "DEFAULT", {}), **(chosen if isinstance(chosen, dict) else {}), "level": "error"}


def _configured(config: str) -> Any:
    from yamllint.config import YamlLintConfig, YamlLintConfigError

    try:
        return YamlLintConfig(_by_itself(config))
    except YamlLintConfigError as error:
        what = " ".join(str(error).split())
        raise BadStyle(f"yamllint 的配置不可用：{what}", f"unusable configuration of yamllint: {what}") from error


def _by_itself(config: str) -> str:
    """The configuration without what names other files, which yamllint would read from the working folder.

    Which files to leave out is of no concern to a block of a page. Rules of another file are: raises `BadStyle`.
    """
    try:
        read = yaml.load(config, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return config  # yamllint says what is wrong
    if not isinstance(read, dict):
        return config
    base = read.get("extends", "default")
    if base not in BASES:
        raise BadStyle(
            f"yamllint 的配置不可用：extends 只能是 {' 或 '.join(BASES)}，不读其他文件；把那里的规则写进这一个文件",
            f"unusable configuration of yamllint: extends can be {' or '.join(BASES)}, no other file is read; "
            "write the rules of that one into this file",
        )
    rules = read.get("rules")
    of_rules = rules.values() if isinstance(rules, dict) else ()
    for each in (read, *of_rules):
        if isinstance(each, dict):
            each.pop(_LEFT_OUT, None)
    return str(yaml.dump(read, Dumper=yaml.CSafeDumper))
