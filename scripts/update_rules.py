#!/usr/bin/env python3
"""Regenerate what follows from the rules: their index and their pages.

    python scripts/update_rules.py            write src/kubefence/rules/engine/index.json and docs/rules/
    python scripts/update_rules.py --check    only compare, exit 1 when something differs

The index says which module speaks of which definition, so that a run imports only the rules of the kinds
that it meets. A module under src/kubefence/rules belongs to it when it has a ``TABLES``.
"""

from __future__ import annotations

import json
import pkgutil
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

import generated
from kubefence import catalog
from kubefence import rules as package
from kubefence.belonging.belonging import findings
from kubefence.belonging.outside import Outside
from kubefence.belonging.page_objects import PageObjects
from kubefence.belonging.shown import objects_of
from kubefence.belonging.surroundings import Beside
from kubefence.belonging.targets import ELSEWHERE
from kubefence.checks.syntax import read
from kubefence.findings import Severity
from kubefence.positions import FileMap
from kubefence.rules.engine.model import Rule, Tables

INDEX = generated.ROOT / "src" / "kubefence" / "rules" / "engine" / "index.json"
PAGES = generated.ROOT / "docs" / "rules"


def main() -> int:
    """Write or compare; the exit code of the script."""
    return generated.run("scripts/update_rules.py", __doc__, wanted, there)


def wanted() -> dict[Path, str]:
    """Every file that follows from the rules, and its content."""
    modules = tables()
    return {INDEX: index(modules)} | pages(modules)


def there() -> list[Path]:
    """The pages that stand there; one of a rule that is gone goes."""
    return [*PAGES.glob("*.md")]


def tables() -> dict[str, Tables]:
    """Name of each module of rules, below the package, to its tables."""
    found = {}
    prefix = f"{package.__name__}."
    for entry in pkgutil.walk_packages(package.__path__, prefix):
        module = import_module(entry.name)
        if isinstance(getattr(module, "TABLES", None), Tables):
            found[entry.name.removeprefix(prefix)] = module.TABLES
    return dict(sorted(found.items()))


def index(modules: dict[str, Tables]) -> str:
    """The content of index.json."""
    rules = {
        rule.id: {"module": name, "zh": rule.title.zh, "en": rule.title.en}
        for name, module in modules.items()
        for rule in module.rules
    }
    whole: dict[str, Mapping[str, object]] = {
        "rules": dict(sorted(rules.items())),
        "checks": _speakers((name, module.checks) for name, module in modules.items()),
        "fields": _speakers((name, module.fields) for name, module in modules.items()),
        "types": _speakers((name, module.types) for name, module in modules.items()),
        "groups": _speakers((name, module.groups) for name, module in modules.items()),
    }
    sections = [f"{json.dumps(key)}: {{\n{_rows(value)}\n}}" for key, value in whole.items()]
    return "{\n" + ",\n".join(sections) + "\n}\n"


def pages(modules: dict[str, Tables]) -> dict[Path, str]:
    """File to content: a page for each rule, and one that lists them all."""
    rules = sorted((rule for module in modules.values() for rule in module.rules), key=lambda rule: rule.id)
    written = {PAGES / f"{rule.id}.md": page(rule) for rule in rules}
    return written | {PAGES / "index.md": overview({rule.id: rule for rule in rules}, _homes(modules))}


def page(rule: Rule) -> str:
    """The page of a rule. Its wrong example has to break the rule when the site is built, its right one not."""
    return f"""\
---
title: {_metadata(rule.title.zh)}
short: {rule.id}
description: {_metadata(f"kubefence 规则 {rule.id}：{rule.title.zh}。为什么不对、错误示例与正确写法。")}
{f'k8s: "{rule.k8s}"{chr(10)}' if rule.k8s else ""}search: {{boost: 0.2}}
---

# {rule.title.zh}

规则 `{rule.id}` · {SEVERITIES[rule.severity]}

{rule.why.zh}

## 错误示例

```yaml expect="{rule.id}"
{_block(rule.wrong)}
```

## 正确写法

{rule.fix.zh}

```yaml{_external(rule.right)}
{_block(rule.right)}
```

## 参考资料

- [Kubernetes 文档]({rule.source})
"""


def _metadata(text: str) -> str:
    """The text as a value in front matter: in quotes where YAML would read something else."""
    return json.dumps(text, ensure_ascii=False) if ": " in text or " #" in text else text


class _Asked(Outside):
    """All that an example names and does not show."""

    def __init__(self) -> None:
        super().__init__(())
        self.entries: dict[str, None] = {}

    def covers(self, kind: str, name: str) -> bool:
        if kind not in ELSEWHERE:
            self.entries[f"{kind}/{name}"] = None
        return True


def _external(manifest: str) -> str:
    """The option that says so: an example of one object is not to grow by those that it names."""
    documents = read(manifest, FileMap("example.yaml")).objects
    asked = _Asked()
    page = PageObjects(shown for document in documents for shown in objects_of(document))
    list(findings(documents, Beside(page, asked)))
    return f' external="{", ".join(asked.entries)}"' if asked.entries else ""


def _block(manifest: str) -> str:
    return "\n".join(line.rstrip() for line in manifest.strip().split("\n"))


def overview(rules: Mapping[str, Rule], homes: Mapping[str, str]) -> str:
    """The list of all rules by what they are about, those that only documents have without a page of their own."""
    plain = [f"| `{name}` | {title.zh} |" for name, title in sorted(catalog.RULES.items())]
    parts = [
        GROUP.format(title=title, rows="\n".join(_row(rule) for rule in rules.values() if homes[rule.id] == title))
        for title in GROUPS
    ]
    return OVERVIEW.format(intro=INTRO, groups="\n".join(parts), plain="\n".join(plain))


def _row(rule: Rule) -> str:
    return f"| [`{rule.id}`]({rule.id}.md) | {rule.title.zh} | {SEVERITIES[rule.severity]} |"


def _homes(modules: Mapping[str, Tables]) -> dict[str, str]:
    """Id of each rule to the group that it is listed in; raises LookupError for a module that belongs to none."""
    return {rule.id: _home(name) for name, module in modules.items() for rule in module.rules}


def _home(module: str) -> str:
    """The group of a module: that which names it, else that which names its package."""
    for name in (module, module.partition(".")[0]):
        for title, members in GROUPS.items():
            if name in members.split():
                return title
    raise LookupError(f"{module} has rules and stands in no group of GROUPS in scripts/update_rules.py; add it")


GROUPS = {
    "写法与结构": "documentation decoder",
    "名称、标签与对象": "objects",
    "Pod": "podspec",
    "容器与资源": "containers documentation.resources",
    "工作负载与扩缩": "workloads documentation.selectors across.autoscalers",
    "Service 与网络": "networking documentation.addresses across.services across.target_ports",
    "存储": "storage documentation.volumes",
    "访问控制与准入": "access admission documentation.expressions",
    "CRD": "extensions",
    "设备与动态资源": "platform",
}
"""What a group is about, and the packages and modules below `kubefence.rules` whose rules it lists."""
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告"}
INTRO = (
    "站上的示例发布之前都要通过这些规则。“错误”是 API 服务器会拒绝的写法；“警告”是服务器接受、"
    "但会提醒、忽略或必然达不到目的的写法。每页的错误示例都恰好违反这一条规则，由构建过程证明，错在哪一行有标记。"
)
GROUP = """\
## {title}

| 规则 | 说的是什么 | 级别 |
| --- | --- | --- |
{rows}
"""
OVERVIEW = """\
---
title: 验证规则
short: 验证规则
description: kubefence 检查清单的全部规则：每条规则为什么存在、错误示例与正确写法。
search: {{boost: 0.2}}
---

# 验证规则

{intro}

{groups}
## 文档的规则

| 规则 | 说的是什么 |
| --- | --- |
{plain}
"""


def _speakers(parts: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Definition, field or type to the modules that have checks for it."""
    found: dict[str, list[str]] = {}
    for name, keys in parts:
        for key in keys:
            found.setdefault(key, []).append(name)
    return dict(sorted(found.items()))


def _rows(table: Mapping[str, object]) -> str:
    return ",\n".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())


if __name__ == "__main__":
    sys.exit(main())
