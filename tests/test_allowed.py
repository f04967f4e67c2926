"""Comments in files of YAML that allow one rule at one line or object, with a reason."""

import pytest

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, findings

ALLOW = "# kubefence: allow unknown-field: 旧版控制器读它"
WRONG = f"{CONFIG_MAP}dat: {{}}"
NAMED = """\
apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  containers:
    - name: a
      image: a
      imag: b
      port: 1
    - name: b
      image: b
      imag: c
  host: x
"""


def spots(text: str, path: str = "a.yaml", lint: str | None = None) -> list[tuple[int, int, str]]:
    return [(each.span.line, each.span.column, each.rule) for each in findings(text, path, lint=lint)]


def above(line: str, comment: str = ALLOW) -> str:
    """The Pod with a comment above a line, indented like that."""
    assert NAMED.count(f"\n{line}") == 1
    return NAMED.replace(f"\n{line}", f"\n{' ' * (len(line) - len(line.lstrip()))}{comment}\n{line}")


ALL = [(9, 7), (10, 7), (13, 7), (14, 3)]
"""Where the Pod is wrong."""


def left(text: str) -> list[tuple[int, int]]:
    """Where it is wrong still, by lines without the comment."""
    at = next(number for number, line in enumerate(text.split("\n"), 1) if "kubefence" in line)
    assert {rule for *_, rule in spots(text)} <= {"unknown-field"}
    return [(line - (line > at), column) for line, column, _ in spots(text)]


def test_the_pod_is_wrong() -> None:
    assert spots(NAMED) == [(*place, "unknown-field") for place in ALL]


def test_behind_something_it_is_about_the_line() -> None:
    assert spots(f"{WRONG}  {ALLOW}\n") == []
    assert spots(NAMED.replace("      imag: b", f"      imag: b  {ALLOW}")) == [
        (*place, "unknown-field") for place in ALL[1:]
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("      imag: b", ALL[1:]),
        ("    - name: a", ALL[2:]),
        ("    - name: b", [*ALL[:2], ALL[3]]),
        ("  containers:", ALL[3:]),
        ("  host: x", ALL[:3]),
        ("spec:", []),
    ],
)
def test_in_a_line_of_its_own_it_is_about_the_entry_below(line: str, told: list[tuple[int, int]]) -> None:
    assert left(above(line)) == told


def test_an_entry_may_be_a_list_that_is_not_indented() -> None:
    text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  " + ALLOW
    text += "\n  containers:\n  - name: a\n    image: a\n    imag: b\n  host: x\n"
    assert spots(text) == [(10, 3, "unknown-field")]


@pytest.mark.parametrize("head", ["", "# 许可证\n", "# 许可证\n---\n", "---\n"])
def test_at_the_head_of_a_document_it_is_about_the_object(head: str) -> None:
    wrong = f"{ALLOW}\n# 更多\n\n{WRONG_CONFIG_MAP}"
    assert spots(f"{head}{wrong}") == []
    first, last = CONFIG_MAP.replace("web", "a"), WRONG_CONFIG_MAP.replace("web", "b")
    second = f"{head}{first}---\n{wrong}---\n{last}"
    assert [rule for *_, rule in spots(second)] == ["unknown-field"]


def test_it_may_stand_above_the_separator() -> None:
    assert spots(f"{ALLOW}\n---\n{WRONG_CONFIG_MAP}") == []


def test_several_for_one_entry() -> None:
    both = f"# kubefence: allow invalid-name: 一\n{ALLOW}\n{WRONG_CONFIG_MAP.replace('web', 'Web_')}"
    assert spots(both) == []


def test_style_too() -> None:
    text = f"{CONFIG_MAP}data:\n  a:  b  # kubefence: allow yamllint:colons: 对齐\n"
    assert spots(text, lint="rules: {colons: enable}\n") == []


def test_a_rule_of_others_stays() -> None:
    assert [rule for *_, rule in spots(WRONG.replace("web", f"Web_  {ALLOW}"))] == [
        "invalid-name",
        "unused-allow",
        "unknown-field",
    ]


BAD: dict[str, tuple[str, str, str]] = {
    "unused": (f"{CONFIG_MAP}data: {{}}  {ALLOW}\n", "unused-allow", "nothing here breaks unknown-field"),
    "at the end": (f"{CONFIG_MAP}{ALLOW}\n", "unused-allow", "remove this comment"),
    "no reason": (f"{CONFIG_MAP}  # kubefence: allow unknown-field\n", "allow-without-reason", "say why"),
    "no words": (f"{CONFIG_MAP}  # kubefence: allow unknown-field: ...\n", "allow-without-reason", "say why"),
    "another word": (f"{CONFIG_MAP}  # kubefence: ignore unknown-field: a\n", "malformed-allow", "write # kubefence:"),
    "nothing": (f"{CONFIG_MAP}  # kubefence:\n", "malformed-allow", "write # kubefence: allow RULE: reason"),
    "a slip": (f"{CONFIG_MAP}  # kubefence: allow unknown-feld: a\n", "unknown-rule", "did you mean unknown-field?"),
    "fixed": (f"{CONFIG_MAP}  # kubefence: allow too-large: a\n", "unknown-rule", "the option exclude"),
    "two in a file": (f"{WRONG}  {ALLOW}\n{ALLOW}\n", "unused-allow", "nothing here"),
}


@pytest.mark.parametrize(("text", "rule", "en"), BAD.values(), ids=BAD)
def test_what_is_wrong_with_a_comment_is_told_where_it_stands(text: str, rule: str, en: str) -> None:
    [finding] = findings(text, "a.yaml")
    assert finding.rule == rule
    assert en in finding.text.en
    line = text.split("\n")[finding.span.line - 1]
    assert line[finding.span.column - 1 :].startswith("# kubefence:")
    assert finding.span.end_column == len(line) + 1


def test_what_cannot_be_read_may_not_hide_comments() -> None:
    assert {rule for *_, rule in spots(f"{CONFIG_MAP}a: [\n{ALLOW}\n")} == {"yaml-syntax", "unused-allow"}


@pytest.mark.parametrize(
    "text",
    [
        f'{CONFIG_MAP}data:\n  a: "b {ALLOW}"\n',
        f"{CONFIG_MAP}data:\n  a: |\n    b\n    {ALLOW}\n",
        f"{CONFIG_MAP}data:\n  a: >\n    b {ALLOW}\n\n    c\n",
        f"{CONFIG_MAP}data:\n  a: 'b\n    {ALLOW}\n    c'\n",
        f"{CONFIG_MAP}data:\n  a: b#kubefence:x\n",
        f"{CONFIG_MAP}# kubefence checks this\n",
    ],
)
def test_what_is_no_comment(text: str) -> None:
    assert spots(text) == []


def test_behind_the_sign_of_a_text_is_a_comment() -> None:
    assert spots(f"{CONFIG_MAP}dat: |  {ALLOW}\n  a: b\n") == []


def test_in_json_there_are_no_comments() -> None:
    text = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"a": " # kubefence: x"}}\n'
    assert spots(text, "a.json") == spots(text) == []


def test_in_a_page_they_allow_nothing() -> None:
    page = fenced(f"{WRONG}  {ALLOW}\n")
    assert spots(page, "a.md") == [(6, 1, "unknown-field"), (6, 10, "unused-allow")]
    assert "expect=" in findings(page, "a.md")[1].text.en
