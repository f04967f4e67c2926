"""Features that pages do not call by their gate: what is said of them is so; the table of what they are called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kubefence.facts.gates import gates
from studybook.claims.features import mentions, problems, table

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {path: path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
HEAD = "| 常见的旧答案 | 现在的答案 | 变化的版本 |\n| --- | --- | --- |\n"

TRUE = [
    "单个容器的规则从 v1.35 起为 Beta（KEP-5307）。",
    f"{HEAD}| 调大延时 | 用启动探针 | v1.18 Beta，v1.20 GA |\n",
    f"{HEAD}| 两种一起 | 用 `successPolicy`、`podFailurePolicy` | v1.31、v1.33 GA |\n",  # each is so of one
    "## v1.33\n\n| GA | 边车 | [KEP-753](https://kep.k8s.io/753) |\n",
    "## v1.31\n\n| Beta | 换协议；计划 v1.99 GA | [KEP-4006](https://kep.k8s.io/4006) |\n",  # a plan
    "[KEP-753 转 GA 的提案](https://kep.k8s.io/753)",  # a title
    f"{HEAD}| Job 结束不了 | 用原生边车注入 | Istio v1.27 起默认 |\n",  # another project
    "v1.20 GA 的特性里没有它。",
    "```yaml\n# 启动探针 v1.30 GA\n```",
]
FALSE = [
    ("单个容器的规则从 v1.34 起为 Beta（KEP-5307）。", "KEP-5307"),
    ("## v1.34\n\n| GA | 边车 | [KEP-753](https://kep.k8s.io/753) |\n", "KEP-753"),  # it was that before
    (f"{HEAD}| 调大延时 | 用启动探针 | v1.21 GA |\n", "启动探针"),
    ("启动探针（v1.19 起 GA）等它起来。", "启动探针"),
    ("回收策略与顺序无关，后端删完才移除 PV（v1.33 起默认，v1.33 GA）。", "后端删完才移除 PV"),
    ("编组调度 v1.37 起默认开启。", "编组调度"),
]


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence(text: str) -> None:
    assert not list(problems(text))


@pytest.mark.parametrize(("text", "called"), FALSE)
def test_a_false_sentence(text: str, called: str) -> None:
    faults = [fault.en for _, fault in problems(text)]
    assert faults
    assert all(fault.startswith(f"{called} is not ") for fault in faults)


def test_the_line_and_the_life_are_told() -> None:
    (told,) = problems("先说别的。\n\n启动探针（v1.19 起 GA）。\n")
    assert told[0] == 3
    life = "Alpha off from 1.16, Beta on from 1.18, GA on from 1.20, gone from 1.24"
    assert told[1].en == f"启动探针 is not GA from 1.19, but {life}"


def test_the_pages_say_much_of_features() -> None:
    assert sum(len(mention.claims) for page in PAGES.values() for mention in mentions(page)) > 400


def test_each_word_of_the_table_is_needed() -> None:
    said = {word for page in PAGES.values() for mention in mentions(page) for word in mention.called}
    proposals = {number for page in PAGES.values() for number in re.findall(r"KEP-(\d+)", page)}
    assert not set(table().words) - said
    assert not set(table().keps) - proposals


def test_the_gates_of_the_table_exist() -> None:
    assert not {name for part in table() for names in part.values() for name in names} - set(gates())
