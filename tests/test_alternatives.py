"""Several examples in one block: a key that comes again behind a comment or an empty line begins another one."""

import pytest

from kubefence import Config, Page, verify
from kubefence.findings import Severity
from tests.helpers import CONFIG_MAP, fenced, findings, report

OR = "replicas: 2\n# or\nreplicas: 3\n"
PORTS = "  ports:\n    - port: 80\n"
SPECS = f"# before\nspec:\n  type: NodePort\n{PORTS}\n# after\nspec:\n  type: Nodeport\n{PORTS}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (OR, 4),
        ("  replicas: 2\n# or\n  replicas: 3\n", 4),
        (OR.replace("# or", ""), 4),
        ("a:\n  - b\n\n# or\na:\n  - c\n", 6),
    ],
)
def test_a_further_example_is_a_note(text: str, line: int) -> None:
    found = [each for each in findings(fenced(text)) if each.rule == "duplicate-key"]
    assert [(each.severity, each.span.line) for each in found] == [(Severity.NOTE, line)]
    strict = verify([Page("a.md", fenced(text))], Config(strict=True)).findings
    assert [each.severity for each in strict if each.rule == "duplicate-key"] == [Severity.ERROR]


def test_each_is_checked_by_itself() -> None:
    repeated, wrong = findings(f"A Service:\n\n{fenced(SPECS)}")
    assert (repeated.rule, repeated.severity, repeated.span.line) == ("duplicate-key", Severity.NOTE, 11)
    assert [(each.place.span.line, each.text.en) for each in repeated.related] == [(5, "it is already here")]
    assert (wrong.rule, wrong.severity, wrong.span.line) == ("invalid-value", Severity.ERROR, 12)


@pytest.mark.parametrize(
    "text",
    [
        "replicas: 2\nreplicas: 3\n",
        "spec:\n  replicas: 2\n  # or\n  replicas: 3\n",
        f"{CONFIG_MAP}data: {{a: b}}\n# or\ndata: {{c: d}}\n",
        "spec: {a: 1}\n# or\n  spec: {a: 1}\n",
    ],
)
def test_anything_else_is_a_mistake(text: str) -> None:
    assert Severity.ERROR in {each.severity for each in findings(fenced(text))}


def test_a_file_has_no_alternatives() -> None:
    [finding] = [each for each in findings(OR, "a.yaml") if each.rule == "duplicate-key"]
    assert finding.severity is Severity.ERROR


def test_many_of_them_take_one_more_reading() -> None:
    found = report(fenced("\n".join(f"replicas: {number}\n" for number in range(400)))).findings
    assert len([each for each in found if each.rule == "duplicate-key"]) == 399
