"""Key points: the sentences of an answer, as many as one can tick off."""

from __future__ import annotations

import pytest

from studybook.study.questions.points import points
from tests.study.pages import bank

ANSWERS = {
    "only short ones are one": ("问甲。再问乙！还问丙？", ["问甲。再问乙！还问丙？"]),
    "short ones go with what follows": ("不会。因为它只在启动时读一次。", ["不会。因为它只在启动时读一次。"]),
    "long ones stand alone": (
        "先看节点的状态和事件。再看 kubelet 的日志。最后看容器运行时的日志。",
        ["先看节点的状态和事件。", "再看 kubelet 的日志。", "最后看容器运行时的日志。"],
    ),
    "few are taken apart": (
        "无状态的用 Deployment；要名字的用 StatefulSet；每个节点一份用 DaemonSet。",
        ["无状态的用 Deployment。", "要名字的用 StatefulSet。", "每个节点一份用 DaemonSet。"],
    ),
    "enough are not": (
        "先看节点的状态；再看事件的时间。再看 kubelet 的日志。最后看运行时的日志。",
        ["先看节点的状态；再看事件的时间。", "再看 kubelet 的日志。", "最后看运行时的日志。"],
    ),
    "not in brackets or quotes": (
        "它只读一次（启动的时候。之后不再）就放着。“改了就会生效。”是误解。",
        ["它只读一次（启动的时候。之后不再）就放着。", "“改了就会生效。”是误解。"],
    ),
    "code stays code": (
        "看 `kubectl get pod -o wide`，**不是** [别的](dns.md)。`a。b；c` 是一个名字。",
        ["看 `kubectl get pod -o wide`，不是 别的。", "`a。b；c` 是一个名字。"],
    ),
    "not what leads to a block": (
        "这两个字段都是可选的。单独看事件是这样：\n\n```console\nkubectl get events\n```",
        ["这两个字段都是可选的。"],
    ),
    "but where that is all": ("看事件里怎么说：\n\n```console\nkubectl get events\n```", ["看事件里怎么说。"]),
    "each item of a list is one": (
        "按这个顺序来查：\n\n- 先看事件里怎么说\n- 再看日志里怎么说\n",
        ["先看事件里怎么说", "再看日志里怎么说"],
    ),
    "not what leads elsewhere": ("它在每个节点上跑一份。更多见[工作负载](index.md)。", ["它在每个节点上跑一份。"]),
    "tables and code are none": (
        "| 谁 | 能 |\n| --- | --- |\n| Pod | 能 |\n\n```yaml\na: 1。\n```\n\n都能访问集群。",
        ["都能访问集群。"],
    ),
    "nothing is nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_the_points_of(name: str) -> None:
    answer, told = ANSWERS[name]
    assert list(points(answer.split("\n"))) == told


def test_with_enough_of_them_paragraphs_further_down_only_tell_more() -> None:
    answer = "先看节点的状态。再看节点的事件。最后看节点的日志。\n\n这一段讲的是为什么。"
    assert len(points(answer.split("\n"))) == 3


def test_questions_and_follow_ups_have_them_and_items_have_none() -> None:
    page = bank().pages[0]
    assert points(page.answer) == ("问 `CoreDNS`，见代理。",)
    assert points(page.follow_ups[0].answer) == ("`ClusterFirst`，不是 `Default`。", "第二段。")
    assert points(page.follow_ups[1].answer) == ("都能。",)
