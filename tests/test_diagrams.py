"""Diagrams need a title and a description that screen readers speak; their lack is a finding."""

import pytest

from tests.helpers import covered, fenced, findings, indented, report, rules

GOOD = "flowchart LR\n  accTitle: 标题\n  accDescr: 说明\n  a --> b"


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("accDescr: 说明", "accDescr {\n    几行\n    说明\n  }"),
        GOOD.replace("  acc", "acc"),
        "sequenceDiagram\n    accTitle : a\n    accDescr : b\n    A->>B: c",
    ],
)
def test_a_diagram_with_both(text: str) -> None:
    page = fenced(text, "mermaid")
    assert rules(page) == []
    assert [block.kind for block in report(page).blocks] == ["diagram"]


TITLE, DESCRIPTION = "diagram-without-title", "diagram-without-description"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (GOOD.replace("  accTitle: 标题\n", ""), TITLE),
        (GOOD.replace("accTitle: 标题", "%% accTitle: 标题"), TITLE),
        (GOOD.replace("accTitle: 标题", "accTitle:"), TITLE),
        (GOOD.replace("accTitle: 标题", "acctitle: 标题"), TITLE),
        (GOOD.replace("  accDescr: 说明\n", ""), DESCRIPTION),
        (GOOD.replace("accDescr: 说明", "%% accDescr: 说明"), DESCRIPTION),
        (GOOD.replace("accDescr: 说明", "accDescr:"), DESCRIPTION),
        (GOOD.replace("accDescr: 说明", "accDescr {\n  }"), DESCRIPTION),
    ],
)
def test_a_diagram_without_one(text: str, rule: str) -> None:
    page = "文\n\n" + fenced(text, "mermaid")
    [finding] = findings(page)
    assert (finding.rule, finding.span.line, covered(page, finding)) == (rule, 3, "```mermaid")


def test_a_diagram_in_a_container() -> None:
    page = "??? note\n\n" + indented(fenced("flowchart LR\n  a --> b", "mermaid"), 4)
    assert [(finding.rule, finding.span.line) for finding in findings(page)] == [
        ("diagram-without-description", 3),
        ("diagram-without-title", 3),
    ]
