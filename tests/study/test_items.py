"""Items of a page: what is read of them, and what is wrong told at its place."""

from __future__ import annotations

import pytest

from studybook.study.questions.items import INDENT
from studybook.study.questions.model import Item
from tests.study.pages import DNS, bank, told

CHOICE = f"""\
<details markdown="1" class="choice" id="check-policy" data-level="junior">
<summary>默认的 `dnsPolicy` 是 <code>哪个</code>？</summary>

- [ ] `Default`

{INDENT}它是一种策略。

- [x] `ClusterFirst`

{INDENT}默认就是它：

{INDENT}```text
{INDENT}- [ ] 代码不是选项
{INDENT}```

- [ ] `None`

{INDENT}它要自己写明。

</details>
"""
ORDERING = f"""\
<details markdown="1" class="ordering" id="check-order" data-level="expert" data-topics="security">
<summary>排好先后。</summary>

1. 读配置

{INDENT}先知道问谁。

2. 拼搜索域

{INDENT}点少。

3. 按原样问

{INDENT}都失败了。

</details>
"""
PAGE = DNS.replace("## 参考资料", f"## 自测\n\n{CHOICE}\n{ORDERING}\n## 参考资料")
LINE = {text: number for number, text in enumerate(PAGE.split("\n"), 1)}
AT = LINE[CHOICE.partition("\n")[0]]
STEPS = LINE[ORDERING.partition("\n")[0]]


def items(page: str = PAGE) -> list[Item]:
    made = bank(dns=page)
    assert made.faults == ()
    return list(made.items)


def test_what_is_read() -> None:
    choice, ordering = items()
    assert (choice.kind, choice.id, choice.level, choice.topics) == (
        "choice",
        "check-policy",
        "junior",
        ("networking",),
    )
    assert choice.title == "默认的 dnsPolicy 是 哪个？"
    assert [(option.text, option.right) for option in choice.options] == [
        ("`Default`", False),
        ("`ClusterFirst`", True),
        ("`None`", False),
    ]
    assert choice.options[1].place.span.line == AT + 7
    assert f"{INDENT}默认就是它：" in choice.options[1].reason
    assert (ordering.kind, ordering.topics) == ("ordering", ("security",))
    assert [option.text for option in ordering.options] == ["读配置", "拼搜索域", "按原样问"]


def test_they_are_no_follow_ups_and_no_part_of_the_answer() -> None:
    page = bank(dns=PAGE).pages[0]
    assert [question.id for question in page.follow_ups] == ["default-policy", "who-may-ask"]
    assert page.parts == ("过程",)


WRONG: list[tuple[str, str, str]] = [
    ("- [x] `ClusterFirst`", "- [ ] `ClusterFirst`", f"{AT}:1: exactly one option is right, “- [x]”; here are 0"),
    ("- [ ] `Default`", "- [x] `Default`", f"{AT + 7}:7: exactly one option is right, “- [x]”; here are 2"),
    ("`None`", "`ＤＥＦＡＵＬＴ` ", f"{AT + 15}:7: this is the same as one before it"),
    (f"- [ ] `None`\n\n{INDENT}它要自己写明。\n", "", f"{AT}:1: there are 3 to 5 options, each “- [ ] …”; here are 2"),
    (f"{INDENT}它是一种策略。\n", "", f"{AT + 3}:7: this one has no reason: after a blank line, 4 blanks in"),
    ("`Default`\n\n", "`Default`\n", f"{AT + 4}:5: here are only options (“- [ ] …” on one line)"),
    (f"{INDENT}它是一种策略。", "  它是一种策略。", f"{AT + 5}:3: here are only options"),
    ("- [ ] `None`", "- `None`", f"{AT + 15}:1: here are only options"),
    ("`None`", "以上都对", f"{AT + 15}:7: an option cannot speak of others"),
    ("`None`", "A 和 B", f"{AT + 15}:7: an option cannot speak of others"),
    ("`ClusterFirst`\n", f"{'很' * 30}\n", f"{AT + 7}:7: the right one is far longer than the others (30 characters"),
    ('class="choice"', 'class="choise"', f'{AT}:23: an item is <details class="choice" …>'),
    (' class="choice"', "", f'{AT}:1: an item is <details class="choice" …>'),
    ('markdown="1" class="choice"', 'class="choice"', f'{AT}:1: an item is <details markdown="1" …>'),
    (' id="check-policy"', "", f'{AT}:1: this question has no id: write id="…"'),
    ("check-policy", "default-policy", f"{AT}:38: the id default-policy is that of “默认的 dnsPolicy 是什么？”"),
    ('"check-policy" data-level="junior"', '"check-policy"', f"{AT}:1: this question has no level"),
    ('"security">', '"securty">', f"{STEPS}:77: there is no topic securty; did you mean security?"),
    (f"3. 按原样问\n\n{INDENT}都失败了。\n", "", f"{STEPS}:1: there are 3 to 6 steps, each “1. …”; here are 2"),
    ("2. 拼搜索域", "2. 读配置。", f"{STEPS + 7}:4: this is the same as one before it"),
    ("## 自测\n", "", f"{AT - 1}:1: an item belongs to the section “## 自测”"),
    ("</details>\n\n## 参考资料", "</details>\n\n## 别的\n\n## 参考资料", f"{AT}:1: “## 自测” stands directly before"),
    (
        CHOICE.partition("\n")[0],
        f"  {CHOICE.partition(chr(10))[0]}",
        f"{AT}:3: the <details> of an item begins its line",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "said"), WRONG)
def test_mistakes(right: str, wrong: str, said: str) -> None:
    assert right in PAGE
    before, section, rest = PAGE.partition("## 自测")
    changed = before + (section + rest).replace(right, wrong, 1)
    finding = bank(dns=changed).faults[0]
    assert told(finding).startswith(f"docs/net/dns.md:{said}")
    assert finding.text.zh


def test_a_page_that_is_no_question_has_none() -> None:
    [finding] = bank(index=f"---\ntitle: 网\n---\n\n{ORDERING}").faults
    assert told(finding).startswith("docs/net/index.md:5:1: an item belongs to a page that is a question")
