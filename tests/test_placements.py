"""Where a fence may stand in a page: what is rendered as YAML is checked, at its line and column; nothing else is."""

from typing import Any

import pytest

from kubefence import Config, Page, Verifier
from kubefence.config import DEFAULT_EXTENSIONS
from kubefence.findings import Severity
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, fenced, findings, indented, report, rules, told

BLOCK = fenced(WRONG_CONFIG_MAP)
WITH_CJK = fenced(f"{CONFIG_MAP}  annotations: {{a: 值值, b: 1}}")

CHECKED: dict[str, tuple[str, int, int]] = {
    # name: page, line and column of the word "dat"
    "plain": (BLOCK, 6, 1),
    "yml": (fenced(WRONG_CONFIG_MAP, "yml"), 6, 1),
    "upper case": (fenced(WRONG_CONFIG_MAP, "YAML"), 6, 1),
    "tildes": (fenced(WRONG_CONFIG_MAP, mark="~~~"), 6, 1),
    "longer fence": (fenced(WRONG_CONFIG_MAP, mark="`````"), 6, 1),
    "space before the language": (fenced(WRONG_CONFIG_MAP, " yaml"), 6, 1),
    "attributes": (fenced(WRONG_CONFIG_MAP, '{.yaml title="a.yaml"}'), 6, 1),
    "attributes with id and class": (fenced(WRONG_CONFIG_MAP, "yaml {#eg .wide data-x='1'}"), 6, 1),
    "title and highlighted lines": (fenced(WRONG_CONFIG_MAP, 'yaml title="a b.yaml" hl_lines="2 4-5"'), 6, 1),
    "line numbers": (fenced(WRONG_CONFIG_MAP, 'yaml linenums="1"'), 6, 1),
    "after front matter": ("---\ntitle: 页\n---\n\n# 页\n\n" + BLOCK, 12, 1),
    "right after a paragraph": ("文字\n" + BLOCK, 7, 1),
    "in a list, four spaces": ("1.  步骤\n\n" + indented(BLOCK, 4), 8, 5),
    "in a list, three spaces": ("1. 步骤\n\n" + indented(BLOCK, 3), 8, 4),
    "in a list, two spaces": ("- 步骤\n\n" + indented(BLOCK, 2), 8, 3),
    "in a list without a blank line": ("-   步骤\n" + indented(BLOCK, 4), 7, 5),
    "in a list in a list": ("-   外\n\n    -   内\n\n" + indented(BLOCK, 8), 10, 9),
    "in a list, indented with a tab": ("1.\t步骤\n\n" + indented(BLOCK, "\t"), 8, 2),
    "admonition": ("!!! note\n\n" + indented(BLOCK, 4), 8, 5),
    "admonition with a title": ('!!! note "注意"\n' + indented(BLOCK, 4), 7, 5),
    "details": ('??? question "答案"\n\n' + indented(BLOCK, 4), 8, 5),
    "open details": ("???+ tip\n\n" + indented(BLOCK, 4), 8, 5),
    "tab": ('=== "甲"\n\n' + indented(BLOCK, 4), 8, 5),
    "tab in details": ('??? tip\n\n    === "甲"\n\n' + indented(BLOCK, 8), 10, 9),
    "block quote": (indented(BLOCK, "> "), 6, 3),
    "block quote in a block quote": (indented(BLOCK, "> > "), 6, 5),
    "list in a block quote": ("> 1.  步骤\n>\n" + indented(BLOCK, ">     "), 8, 7),
    "block quote in a list": ("-   步骤\n\n" + indented(BLOCK, "    > "), 8, 7),
    "HTML that holds Markdown": (f'<details markdown="1">\n<summary>答</summary>\n\n{BLOCK}\n</details>\n', 9, 1),
    "HTML block": (f'<div markdown="block">\n{BLOCK}</div>\n', 7, 1),
    "HTML without Markdown": (f"<div>\n{BLOCK}</div>\n", 7, 1),
    "footnote": ("见[^1]。\n\n[^1]:\n    注\n\n" + indented(BLOCK, 4), 11, 5),
    "definition list": ("词\n\n:   义\n\n" + indented(BLOCK, 4), 10, 5),
    "after a comment": ("<!-- 注 -->\n\n" + BLOCK, 8, 1),
    "after a comment marker in code": ("写作 `<!--`。\n\n" + BLOCK + "\n`-->`\n", 8, 1),
    "after another fence": (fenced("ls", "bash") + BLOCK, 9, 1),
    "behind a fence that shows a fence": (fenced(fenced("a: b", "yaml"), "markdown", "````") + BLOCK, 11, 1),
}


@pytest.mark.parametrize(("page", "line", "column"), CHECKED.values(), ids=CHECKED.keys())
def test_rendered_so_checked(page: str, line: int, column: int) -> None:
    [finding] = findings(page)
    assert (finding.rule, finding.span.line, finding.span.column) == ("unknown-field", line, column)
    assert covered(page, finding) == "dat"


NOT_CHECKED: dict[str, tuple[str, list[str]]] = {
    # name: page, the rules it breaks for other reasons
    "in a fence that shows Markdown": (fenced(BLOCK, "markdown", "````"), ["not-verified"]),
    "in a fence of tildes": (fenced(BLOCK, "text", "~~~"), ["not-verified"]),
    "in a comment": (f"<!--\n{BLOCK}-->\n", []),
    "in a comment in a list": ("-   步骤\n\n" + indented(f"<!--\n{BLOCK}-->\n", 4), []),
    "in a comment in a block quote": (indented(f"<!--\n{BLOCK}-->\n", "> "), []),
    "in a comment in HTML": (f"<div>\n<!--\n{BLOCK}-->\n</div>\n", []),
    "in a script": (f"<script>\n{BLOCK}</script>\n", []),
    "in indented code": ("文字\n\n" + indented(BLOCK, 4), []),
    "in indented code in a list": ("-   步骤\n\n" + indented(BLOCK, 8), []),
    "in indented code in a footnote": ("见[^1]。\n\n[^1]:\n    注\n\n" + indented(BLOCK, 8), []),
    "indented without a list": ("    " + BLOCK.replace("\n", "\n    ").rstrip(" "), []),
    "untagged": (fenced("dat: {}", ""), []),
    "another language": (fenced(WRONG_CONFIG_MAP, "text"), ["not-verified"]),
    "values of a chart": (fenced("a: {{ b }}", "helm"), []),
    "JSON": (fenced("{", "json"), []),
    "inline code": ("写 ```apiVersion: v1``` 即可。\n", []),
    "inline highlighted code": ("写 `#!yaml dat: {}` 即可。\n", []),
    "a here-document that is no manifest": (fenced("cat <<EOF\ndat: {}\nEOF", "bash"), []),
}


@pytest.mark.parametrize(("text", "language"), [(CONFIG_MAP, "yaml"), (f"cat <<EOF\n{CONFIG_MAP}EOF\n", "bash")])
def test_a_manifest_without_a_language_is_told_which(text: str, language: str) -> None:
    [finding] = findings(fenced(text, ""))
    assert finding.rule == "untagged-manifest"
    assert finding.text.en.endswith(f"write ```{language}")


@pytest.mark.parametrize(
    ("text", "line"), [(WRONG_CONFIG_MAP, 6), (f"kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF\n", 7)]
)
def test_a_manifest_without_a_language_is_checked_all_the_same(text: str, line: int) -> None:
    page = fenced(text, "")
    untagged, wrong = findings(page)
    assert (untagged.rule, untagged.severity, untagged.span.line) == ("untagged-manifest", Severity.NOTE, 1)
    assert (wrong.rule, wrong.severity, wrong.span.line) == ("unknown-field", Severity.ERROR, line)
    assert covered(page, wrong) == "dat"


@pytest.mark.parametrize(("page", "broken"), NOT_CHECKED.values(), ids=NOT_CHECKED.keys())
def test_not_rendered_so_not_checked(page: str, broken: list[str]) -> None:
    assert rules(page) == broken
    assert rules(page + "\n---\n\n" + BLOCK) == [*broken, "unknown-field"]


def test_a_here_document_is_checked() -> None:
    assert told(fenced(f"kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF", "bash")) == [("unknown-field", 7, "dat")]


@pytest.mark.parametrize(
    ("before", "prefix"), [("", ""), ("-   步骤\n\n", "    "), ("", "> "), ("-\t步骤\n\n", "\t"), ("- 步骤\n\n", "  ")]
)
def test_columns_count_characters_not_bytes_or_cells(before: str, prefix: str) -> None:
    page = before + indented(WITH_CJK, prefix)
    [finding] = findings(page)
    assert (finding.field, covered(page, finding)) == ("metadata.annotations", "1")
    assert finding.span.column == len(prefix) + len("  annotations: {a: 值值, b: ") + 1


def test_columns_beyond_the_basic_plane() -> None:
    page = fenced(f"{CONFIG_MAP}data: {{a: 😀𠮷, b: 1}}\n")
    [finding] = findings(page)
    assert covered(page, finding) == "1"


def test_every_block_of_a_page_is_reported_with_its_extent() -> None:
    page = f"{BLOCK}\n{fenced('ls', 'bash')}\n{indented(BLOCK, '> ')}\n{fenced('x', 'text')}"
    assert [(block.kind, block.language, tuple(block.place.span)[::2]) for block in report(page).blocks] == [
        ("manifest", "yaml", (1, 6)),
        ("command", "bash", (9, 10)),
        ("manifest", "yaml", (13, 18)),
        ("other", "text", (21, 22)),
    ]


SETTINGS: list[dict[str, Any]] = [{"preserve_tabs": True}, {"relaxed_headers": True}, {"css_class": "x"}]


@pytest.mark.parametrize("settings", SETTINGS, ids=[next(iter(names)) for names in SETTINGS])
def test_settings_of_superfences_move_nothing(settings: dict[str, Any]) -> None:
    extensions = [(name, settings if name == "pymdownx.superfences" else other) for name, other in DEFAULT_EXTENSIONS]
    with_tab = fenced(f"{CONFIG_MAP}data:\n\ta: b")
    page = f"文\n\n{BLOCK}\n1.\t步骤\n\n{indented(BLOCK, chr(9))}\n{with_tab}"
    found = Verifier(Config(lint=None, extensions=extensions)).verify(Page("page.md", page)).findings
    assert [(finding.rule, finding.span.line, covered(page, finding)) for finding in found] == [
        ("unknown-field", 8, "dat"),
        ("unknown-field", 18, "dat"),
        ("yaml-syntax" if "preserve_tabs" in settings else "tab-indentation", 27, "\t"),
    ]


@pytest.mark.parametrize("prefix", ["", "> ", "    ", "\t"])
def test_columns_in_lines_whose_tabs_are_kept(prefix: str) -> None:
    kept = {"preserve_tabs": True}
    extensions = [(name, kept if name == "pymdownx.superfences" else other) for name, other in DEFAULT_EXTENSIONS]
    block = fenced(f'{CONFIG_MAP}data: {{a: "x\ty",\tb: 1,\tc: true}}')
    page = ("1.  步骤\n\n" if prefix.isspace() else "") + indented(block, prefix)
    found = Verifier(Config(lint=None, extensions=extensions)).verify(Page("page.md", page)).findings
    assert [(finding.rule, covered(page, finding)) for finding in found] == [
        ("wrong-type", "1"),
        ("wrong-type", "true"),
    ]
