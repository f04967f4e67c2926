"""A question that is started: its page, its line in the navigation and its row in the list of its section.

Texts in, texts out. What is left to the author is marked `pages.TO_WRITE`, and no build publishes that.
"""

from __future__ import annotations

import re

import yaml

from studybook.errors import StudybookError
from studybook.study.questions.model import FOLLOW_UPS, LEVEL_NAMES, SELF_TEST, Vocabulary
from studybook.study.questions.pages import TO_WRITE

_LEVELS = "、".join(LEVEL_NAMES)
_FOLLOW_UP = f"""\
<details markdown="1" id="{{id}}" data-level="{TO_WRITE}">
<summary>{{title}}</summary>

{TO_WRITE}：答案。

</details>
"""
_PAGE = f"""\
---
title: {{quoted}}
short: {TO_WRITE}：导航里的短标题
description: {TO_WRITE}：60 到 100 字的摘要
keywords: [{TO_WRITE}：读者会搜的词]
id: {{id}}
level: {TO_WRITE} # {_LEVELS}
topics: [{{topic}}]
frequency: 0
reviewed: {TO_WRITE} # 逐条对照过出处的那一天
---

# {{title}}

## 一句话回答

{TO_WRITE}：先给结论，再给理由。

## {TO_WRITE}：讲清原理的一节

```mermaid
flowchart TB
  accTitle: {TO_WRITE}：图的标题
  accDescr: {TO_WRITE}：图里有什么，看不见图的读者靠这句话
  a["{TO_WRITE}"] -->|"{TO_WRITE}"| b["{TO_WRITE}"]
```

{TO_WRITE}

## {FOLLOW_UPS}

{{follow_up}}
## {SELF_TEST}

<details markdown="1" class="choice" id="{{id}}-check-one" data-level="{TO_WRITE}">
<summary>{TO_WRITE}：本页写明的一个事实能判定的选择题？</summary>

- [x] {TO_WRITE}：对的一项

    {TO_WRITE}：为什么对。

- [ ] {TO_WRITE}：错的一项

    {TO_WRITE}：为什么错。

- [ ] {TO_WRITE}：另一项也错

    {TO_WRITE}：为什么错。

</details>

<details markdown="1" class="ordering" id="{{id}}-check-two" data-level="{TO_WRITE}">
<summary>{TO_WRITE}：把哪些步骤按先后排好？</summary>

1. {TO_WRITE}：第一步

    {TO_WRITE}：为什么在这里。

2. {TO_WRITE}：第二步

    {TO_WRITE}：为什么在这里。

3. {TO_WRITE}：第三步

    {TO_WRITE}：为什么在这里。

</details>

## 旧答案与新答案

| 常见的旧答案 | 现在的答案 | 变化的版本 |
| --- | --- | --- |
| {TO_WRITE} | {TO_WRITE} | {TO_WRITE} |

## 参考资料

- [{TO_WRITE}](https://kubernetes.io/zh-cn/docs/)：{TO_WRITE}
"""
UNTITLED = f"{TO_WRITE}：完整的问题？"


class NoPlace(StudybookError):
    """Where something belongs is not to be found; one sentence."""


def page(name: str, title: str, topic: str) -> str:
    """The page of a question."""
    quoted = yaml.safe_dump(title, allow_unicode=True, width=10_000).partition("\n")[0]
    first = follow_up(f"{name}-follow-up", f"{TO_WRITE}：面试官接着会问的问题？")
    return _PAGE.format(id=name, title=title, quoted=quoted, topic=topic, follow_up=first)


def follow_up(name: str, title: str) -> str:
    """One follow-up."""
    return _FOLLOW_UP.format(id=name, title=title)


def topic_of(folder: str, vocabulary: Vocabulary) -> str:
    """The main topic of what stands in a folder."""
    return next((topic.slug for topic in vocabulary.topics if topic.page == f"{folder}/index.md"), TO_WRITE)


def in_navigation(configuration: str, folder: str, name: str) -> str:
    """``mkdocs.yml`` with the page below the last of its folder."""
    lines = list(re.finditer(rf"^ +- {re.escape(folder)}/[\w-]+\.md\n", configuration, re.MULTILINE))
    if not lines:
        raise NoPlace(f"nav in mkdocs.yml has no page of {folder}/, below which this one could stand")
    last = lines[-1]
    line = re.sub(r"/[\w-]+\.md", f"/{name}.md", last[0])
    return configuration[: last.end()] + line + configuration[last.end() :]


def in_list(index: str, name: str, title: str) -> str:
    """The first page of a section with the question in its list: the first table that leads to pages beside it."""
    lines = index.split("\n")
    leads = re.compile(r"\[[^\]]*\]\([\w-]+\.md\)")
    first = next((n for n, line in enumerate(lines) if line.startswith("|") and leads.search(line)), None)
    if first is None:
        raise NoPlace("the first page of the section has no table of its questions")
    last = next((n for n in range(first, len(lines)) if not lines[n].startswith("|")), len(lines))
    cells = ["[…](…)" if leads.search(cell) else TO_WRITE for cell in re.split(r"(?<!\\)\|", lines[first])[1:-1]]
    link = f"[{title.replace('|', chr(92) + '|')}]({name}.md)"
    row = "| " + " | ".join(link if cell == "[…](…)" else cell for cell in _once(cells)) + " |"
    return "\n".join([*lines[:last], row, *lines[last:]])


def _once(cells: list[str]) -> list[str]:
    """Of several links the first: the others lead elsewhere."""
    first = cells.index("[…](…)")
    return [cell if number <= first else TO_WRITE for number, cell in enumerate(cells)]


def in_page(text: str, block: str) -> str:
    """A page with one more follow-up, below the others."""
    found = re.search(rf"^## {FOLLOW_UPS}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise NoPlace(f"the page has no section {FOLLOW_UPS}")
    return f"{text[: found.end()].rstrip()}\n\n{block}\n{text[found.end() :]}".rstrip("\n") + "\n"
