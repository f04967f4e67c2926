"""YAML that cannot be read: each problem is told in plain words, at its place, in both languages."""

import pytest

from kubefence.findings import Severity
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, fenced, findings, rules, told

PROBLEMS: dict[str, tuple[str, int, int, str, str]] = {
    # name: what follows the metadata of a ConfigMap, line, column, words of the message
    "tab before a key": ("data:\n\ta: b\n", 6, 1, "tab", "制表符"),
    "tab after spaces": ("data:\n  a: b\n \tc: d\n", 7, 2, "tab", "制表符"),
    "key too far right": ("data:\n  a: b\n    c: d\n", 7, 6, "indentation", "缩进"),
    "key too far left": ("data:\n    a: b\n  c: d\n", 7, 3, "indentation", "缩进"),
    "colon in a value": ("data:\n  a: b: c\n", 6, 7, "quotes", "引号"),
    "colon in a value behind Chinese": ("data:\n  说明: 注意: c\n", 6, 9, "quotes", "引号"),
    "single quote not closed": ("data:\n  a: 'b\n", 6, 6, "quote", "引号"),
    "double quote not closed": ('data:\n  a: "b\n', 6, 6, "quote", "引号"),
    "bracket not closed": ("data: {a: b\nx: y\n", 6, 2, "bracket", "括号"),
    "list bracket not closed": ("data: [a, b\n", 5, 12, "bracket", "括号"),
    "comma missing": ("data: {a: b c: d}\n", 5, 14, "", ""),
    "item beside a key": ("data: - a\n", 5, 7, "line of its own", "换到下一行"),
    "items not indented alike": ("x:\n  - a\n - b\n", 7, 2, "", ""),
    "colon forgotten": ("data\n  a: b\n", 6, 4, "colon", "冒号"),
    "value starts with a percent sign": ("data:\n  a: %b\n", 6, 6, "quotes", "引号"),
    "value starts with an at sign": ("data:\n  a: @b\n", 6, 6, "quotes", "引号"),
    "value starts with a back-tick": ("data:\n  a: `b`\n", 6, 6, "quotes", "引号"),
    "unknown alias": ("data: *b\n", 5, 7, "anchor", "锚点"),
    "escape that does not exist": ('data:\n  a: "\\d"\n', 6, 7, "single quotes", "单引号"),
    "question mark in braces": ("data: {a: b?c}\n", 5, 11, "quotes", "引号"),
    "question mark in a list in brackets": ("data:\n  a: [http://b/?c=d, e]\n", 6, 7, "quotes", "引号"),
    "slash that is escaped": ('data:\n  a: "b\n    \\/c"\n', 6, 6, "write /", "写成 /"),
    "template with a value": ("data:\n  a: {{ .Values.a }}\n", 6, 6, "template", "模板"),
    "template with a block": ("{{- if .Values.a }}\ndata: {}\n{{- end }}\n", 5, 1, "template", "模板"),
    "template in the middle": ("data:\n  a: {{ .Values.a }}-b\n", 6, 6, "template", "模板"),
    "template of Jinja": ("data:\n{% if a %}\n  a: b\n", 6, 1, "template", "模板"),
    "control character": ("data:\n  a: b\x07c\n", 6, 7, "control character", "控制字符"),
    "control character behind Chinese": ("data:\n  名: 值\x07c\n", 6, 7, "control character", "控制字符"),
    "delete character": ("data:\n  a: b\x7fc\n", 6, 7, "control character", "控制字符"),
    "next line": ("data:\n  a: 值\x85c\n", 6, 7, "U+0085", "换行符"),
    "line separator": ("data:\n  a: b\u2028c\n", 6, 7, "U+2028", "换行符"),
    "half a surrogate pair": ("data:\n  名: 值\ud83dc\n", 6, 7, "surrogate", "代理对"),
}


@pytest.mark.parametrize(("text", "line", "column", "en", "zh"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_problem(text: str, line: int, column: int, en: str, zh: str) -> None:
    [finding] = findings(CONFIG_MAP + text, "a.yaml")
    assert (finding.rule, finding.severity) == ("yaml-syntax", Severity.ERROR)
    assert (finding.span.line, finding.span.column) == (line, column), finding
    assert en in finding.text.en
    assert zh in finding.text.zh


IN_A_PAGE = {
    name: problem[:3]
    for name, problem in PROBLEMS.items()
    if "\t" not in problem[0] and "{{ .Values.a }}" not in problem[0]  # a placeholder, where something is explained
}


@pytest.mark.parametrize(("text", "line", "column"), IN_A_PAGE.values(), ids=IN_A_PAGE.keys())
def test_problem_in_a_page(text: str, line: int, column: int) -> None:
    page = "# 页\n\n1.  步骤\n\n" + "".join(
        f"    {part}\n" for part in fenced(CONFIG_MAP + text).rstrip("\n").split("\n")
    )
    [finding] = findings(page)
    assert (finding.rule, finding.span.line, finding.span.column) == ("yaml-syntax", line + 5, column + 4)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("metadata:\n  name: web\n  ...\ndata: {}\n", 5),
        ("metadata:\n  name: web\nspec:\n  - a\n  - ...\n  b: c\n", 7),
        ("metadata:\n  name: web\n...\ndata: {}\n", 5),
        ("metadata:\n  name: web\n  …\ndata: {}\n", 5),
    ],
)
def test_something_left_out(text: str, line: int) -> None:
    [finding] = findings(f"apiVersion: v1\nkind: ConfigMap\n{text}", "a.yaml")
    assert (finding.rule, finding.span.line) == ("elision", line)
    assert "# ..." in finding.text.en
    assert "# ..." in finding.text.zh


@pytest.mark.parametrize(
    "text",
    [
        CONFIG_MAP + "...\n",
        CONFIG_MAP + "...\n---\n" + CONFIG_MAP.replace("web", "api"),
        CONFIG_MAP + "# ...\n",
        CONFIG_MAP + "# …\n",
    ],
)
def test_the_end_marker_of_a_document_is_no_elision(text: str) -> None:
    assert rules(text, "a.yaml") == []


def test_dots_in_a_block_of_text_are_text() -> None:
    assert rules(CONFIG_MAP + "data:\n  a: |\n    x\n    ...\n    y\n", "a.yaml") == []


def test_each_broken_document_has_its_own_finding() -> None:
    text = fenced(f"a: [1\n---\n{WRONG_CONFIG_MAP}---\nb: 'x\n")
    assert [finding[:2] for finding in told(text)] == [("yaml-syntax", 3), ("unknown-field", 8), ("yaml-syntax", 10)]


@pytest.mark.parametrize(
    "text",
    ["", "\n", "   \n", "# 只有注释\n", "---\n", "---\n---\n", "~\n", "null\n", "# a\n---\n# b\n"],
)
def test_nothing_in_it(text: str) -> None:
    assert rules(text, "a.yaml") == ([] if "#" in text else ["empty-block"])  # comments in a file are there on purpose
    assert told("文\n\n" + fenced(text)) == [("empty-block", 3, "```yaml")]


def test_an_empty_document_beside_others_is_fine() -> None:
    assert rules(f"---\n# 说明\n---\n{CONFIG_MAP}---\n", "a.yaml") == []


@pytest.mark.parametrize("text", ["just text\n", "- a\n- b\n", "42\n", "{}\n", "[]\n", "a: b\n"])
def test_yaml_that_is_no_object(text: str) -> None:
    assert rules(text, "a.yaml") == ["not-identified"]


def test_tabs_in_a_page_are_found_though_markdown_makes_spaces_of_them() -> None:
    text = "```yaml\n" + CONFIG_MAP + "data:\n\ta: |\n\t\tx\n```\n"
    assert told(text) == [("tab-indentation", 7, "\t"), ("tab-indentation", 8, "\t")]


def test_tabs_that_indent_the_whole_block_are_no_matter() -> None:
    text = "1.\t步骤\n\n" + "".join(f"\t{line}\n" for line in fenced(WRONG_CONFIG_MAP).rstrip().split("\n"))
    assert told(text) == [("unknown-field", 8, "dat")]


def test_tabs_inside_of_values_and_comments_are_fine() -> None:
    assert rules(fenced(CONFIG_MAP + "data:\n  a: b\tc\t# d\n")) == []


@pytest.mark.parametrize("text", ["a: 'b?c'", "a: b?c [d]", "a: {}  # ?", "a: '\\/'", 'a: "\\\\/"', 'a: "b/c\\n"'])
def test_what_only_looks_like_what_the_server_cannot_read(text: str) -> None:
    assert "yaml-syntax" not in rules(f"{CONFIG_MAP}data:\n  {text}\n", "a.yaml")


def test_a_single_quote_that_is_escaped_is_read_as_the_server_does() -> None:
    text = f"{CONFIG_MAP}data:\n  é: \"it\\'s \\' \"\n  b: 'c\\'\n  d: don\\'t\n  \"\\'\": 'e'\nkind2: f\n"
    found = findings(text, "a.yaml")
    assert sorted((each.span.line, each.rule, each.severity.value) for each in found) == [
        (6, "invalid-data-key", "error"),
        (6, "yaml-syntax", "warning"),
        (9, "invalid-data-key", "error"),
        (9, "yaml-syntax", "warning"),
        (10, "unknown-field", "error"),
    ]
    assert any('"\'"' in each.text.en for each in found if each.rule == "invalid-data-key")


def test_another_escape_beside_it_is_still_an_error() -> None:
    [finding] = findings(f'{CONFIG_MAP}data:\n  a: "it\\\'s \\q"\n', "a.yaml")
    assert (finding.rule, finding.severity.value, finding.span.line) == ("yaml-syntax", "error", 6)


def test_a_separator_that_is_indented_with_its_documents() -> None:
    text = "".join(f"    {line}\n" for line in f"{CONFIG_MAP}---\n{CONFIG_MAP}".splitlines())
    page = fenced(text)
    [finding] = findings(page)
    assert (finding.rule, finding.span.line, covered(page, finding)) == ("yaml-syntax", 6, "---")
    assert finding.text.en.startswith("--- separates documents only where it begins a line")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("n", "false"),
        ("y", "true"),
        ("on", "true"),
        ("True", "true"),
        ("1.10", "1.1"),
        ("0755", "493"),
        ("1_000", "1000"),
        ("1e3", "1000"),
    ],
)
def test_a_key_that_is_read_as_another_is_told(written: str, read: str) -> None:
    [finding] = findings(CONFIG_MAP + f"data:\n  {written}: a\n", "a.yaml")
    assert (finding.rule, finding.severity, finding.field) == ("renamed-key", Severity.WARNING, read)
    assert (finding.span.line, finding.span.column) == (6, 3)
    assert f'"{written}"' in finding.text.zh
    assert f'"{read}"' in finding.text.en


@pytest.mark.parametrize("written", ["true", "8080", "1.5", "'n'", '"on"', "? on\n  "])
def test_a_key_that_stays_what_it_is_is_not(written: str) -> None:
    told = [finding.rule for finding in findings(CONFIG_MAP + f"data:\n  {written}: a\n", "a.yaml")]
    assert told == (["renamed-key"] if written.startswith("?") else [])


def test_keys_of_what_is_no_object_of_kubernetes_are_left_alone() -> None:
    workflow = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{run: make}]\n"
    assert "renamed-key" not in [finding.rule for finding in findings(workflow, "a.yaml")]
