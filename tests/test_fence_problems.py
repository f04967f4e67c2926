"""Fences that are none: never closed, refused by superfences, or begun where no fence can begin; options twice."""

import pytest

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, fenced, findings, indented, report, rules, told

BLOCK = fenced(WRONG_CONFIG_MAP)
OPEN = f"```yaml\n{CONFIG_MAP}"


@pytest.mark.parametrize(
    ("page", "line", "opener"),
    [
        ("文\n\n" + OPEN, 3, "```yaml"),
        ("文\n\n" + OPEN + "\n文字\n", 3, "```yaml"),
        ("~~~~yaml\na: b\n~~~\n", 1, "~~~~yaml"),
        ("````yaml\na: b\n```\n", 1, "````yaml"),
        ("```yaml\na: b\n````\n", 1, "```yaml"),
        ("```yaml title='a'\na: b\n", 1, "```yaml title='a'"),
        ("-   步骤\n\n    ```yaml\n    a: b\n\n文\n", 3, "```yaml"),
        ("> ```yaml\n> a: b\n\n文\n", 1, "> ```yaml"),
        (OPEN + "\n文字\n\n```yaml\na: b\n```\n", 1, "```yaml"),
        (OPEN + "\n```bash\nls\n```\n", 1, "```yaml"),
        ("```bash\nls\n\n文字\n\n" + BLOCK, 1, "```bash"),
        ("```\nls\n\n文字\n\n" + BLOCK, 1, "```"),
        ("-   步骤\n\n    ```yaml\n    a: b\n\n    ```yaml\n    c: d\n    ```\n", 3, "```yaml"),
    ],
)
def test_a_fence_that_is_never_closed(page: str, line: int, opener: str) -> None:
    [finding] = findings(page)
    assert (finding.rule, finding.span.line) == ("unclosed-fence", line)
    assert covered(page, finding).lstrip("> ") == opener.lstrip("> ")


@pytest.mark.parametrize(
    ("mark", "end", "told"), [("~~~~", "~~~", "shorter"), ("````", "```", "shorter"), ("```", "````", "longer")]
)
def test_an_end_of_another_length_is_named(mark: str, end: str, told: str) -> None:
    [finding] = findings(f"{mark}yaml\na: b\n{end}\n\n文\n")
    assert f"the line {end} below is {told} than {mark}" in finding.text.en


def test_an_end_that_is_indented_is_said_to_be_that() -> None:
    [finding] = findings("```yaml\na: b\n    ```\n")
    assert (finding.rule, finding.span.line) == ("refused-fence", 1)
    assert "same indentation" in finding.text.en


def test_the_other_opener_is_shown_too() -> None:
    [finding] = findings("```bash\nls\n\n文字\n\n" + BLOCK)
    [other] = finding.related
    assert (other.place.span.line, other.text.en) == (6, "the other one opens here")


@pytest.mark.parametrize(
    "page",
    [
        fenced(CONFIG_MAP + "data:\n  a.md: |\n    ```bash\n    ls\n    ```\n"),
        fenced(CONFIG_MAP + "data:\n  a.md: |\n    ```bash\n    ls\n    ```\n", mark="````"),
        fenced(f"cat <<'EOF'\n{CONFIG_MAP}data:\n  a.md: |\n    ```bash\n    ls\n    ```\nEOF", "bash"),
        fenced(fenced("a: b"), "markdown", "````"),
        fenced(fenced("a: b"), "markdown", "~~~"),
        indented(fenced(CONFIG_MAP + "data:\n  a.md: |\n    ```bash\n    ls\n    ```\n"), "> "),
    ],
)
def test_a_fence_within_a_text_is_no_mistake(page: str) -> None:
    assert rules(page) == []


REFUSED: dict[str, tuple[str, str]] = {
    "option of another name": ('yaml titel="a"', "did you mean title?"),
    "our option, misspelled": ('yaml expct="unknown-field"', "did you mean expect?"),
    "our option, other case": ('yaml Fragment="Pod"', "did you mean fragment?"),
    "unknown option": ('yaml cluster="Pod.spec"', "unknown option cluster"),
    "unknown option beside a known one": ('yaml title="a" lines="2"', "unknown option lines"),
    "our option in another language": ('go expect="x"', "yaml and shell blocks only"),
    "our option in a diagram": ('mermaid expect="x"', "yaml and shell blocks only"),
    "value without quotes": ("yaml title=a", "check its options"),
    "comma": ("yaml, title", "check its options"),
    "highlighting of no lines": ('yaml hl_lines="a"', "check its options"),
    "several words": ("yaml the manifest", "check its options"),
}


@pytest.mark.parametrize(("info", "reason"), REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("after", ["", "\n文\n\n" + BLOCK], ids=["alone", "before another"])
def test_a_fence_that_superfences_refuses(info: str, reason: str, after: str) -> None:
    page = "文\n\n" + fenced(CONFIG_MAP, info) + after
    [finding] = findings(page)  # that its end now opens something else goes without saying
    assert (finding.rule, finding.span.line, covered(page, finding)) == ("refused-fence", 3, "```" + info)
    assert reason in finding.text.en
    assert report(page).blocks == ()


def test_after_a_fence_that_is_refused_checking_goes_on_where_fences_are_clear_again() -> None:
    page = fenced("a: b", "yaml titel='a'") + "\n" + BLOCK + "\n" + BLOCK
    assert [(rule, line) for rule, line, _ in told(page)] == [("refused-fence", 1), ("unknown-field", 18)]


@pytest.mark.parametrize("marker", ["- ", "* ", "+ ", "1. ", "12) ", ":   ", "- - ", "> - ", "[^1]: "])
def test_a_fence_cannot_begin_beside_a_list_marker(marker: str) -> None:
    page = f"{marker}```yaml\n{indented(CONFIG_MAP, len(marker))}{' ' * len(marker)}```\n"
    found = findings(page)
    assert [(finding.rule, finding.span.line) for finding in found] == [("refused-fence", 1)]
    assert "list marker" in found[0].text.en


@pytest.mark.parametrize(
    "page",
    [
        "写 ```a``` 即可\n",
        "```a``` 是代码\n",
        "~~删除~~ 线\n",
        "- ```a``` 是代码\n",
        "a ``` b\n",
        "| ``` |\n|---|\n| a |\n",
    ],
)
def test_back_ticks_in_a_sentence_are_no_fence(page: str) -> None:
    assert rules(page) == []


def test_many_openers_of_nothing() -> None:
    assert rules("```yaml x=1\n" * 5_000) == ["unclosed-fence"] * 5_000


@pytest.mark.parametrize(
    "spelling", ["yaml {}", "yaml title='a' {} linenums='1'", "{{.yaml {} hl_lines='1'}}", "yaml {{ {} }}"]
)
@pytest.mark.parametrize(
    ("option", "repeated"),
    [
        ('skip="a" skip="b"', ["skip"]),
        ('skip="a" skip="a"', ["skip"]),
        ("skip=\"a skip='b'\"", []),
        ('fragment="Pod" expect="wrong-type" fragment="Pod" expect="wrong-type"', ["expect", "fragment"]),
    ],
)
def test_an_option_that_is_given_twice_contradicts_itself(spelling: str, option: str, repeated: list[str]) -> None:
    found = [
        finding
        for finding in findings(fenced(WRONG_CONFIG_MAP, spelling.format(option)))
        if finding.rule == "conflicting-options"
    ]
    assert sorted(finding.text.en.split(" is given")[0] for finding in found) == repeated
    assert {finding.span.line for finding in found} <= {1}
