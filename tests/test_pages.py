"""The page around the blocks: front matter, its range of versions, line ends, what other extensions do to lines."""

import sys
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.utils import meta

from kubefence import Config, Page, Verifier
from kubefence.edge import files
from kubefence.markdown import frontmatter
from kubefence.versions import Version
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, fenced, findings, report, rules, told

BLOCK = fenced(WRONG_CONFIG_MAP)

FRONT = [
    "---\ntitle: 页\n---\n",
    "---\ntitle: 页\n...\n\n\n",
    "---  \ntitle: 页\n---\t\n",
    "title: 页\nauthor: a\n    b\n\n",
    "---\n---\n",
    "---\n- a\n---\n",
    "---\na: [\n---\n",
    "---\nk8s: '>=1.36'\ntags:\n  - a\n---\n",
    "",
    "# 页\n\n",
    "注意: 文\n\n",
]


@pytest.mark.parametrize("front", FRONT)
@pytest.mark.parametrize("body", ["# 题\n\n", "", "\n\n文\n"])
def test_the_front_matter_is_cut_off_as_mkdocs_does_it(front: str, body: str) -> None:
    text = front + body
    page = frontmatter.split(text)
    assert (page.body, page.metadata) == meta.get_data(text)
    assert text.split("\n")[page.offset :] == page.body.split("\n")


PIECES = ["---", "...", "\n", "a: b", "a", ": ", " ", "    ", "\t", "k8s: 1.36", "[", "#", "\x0b", "!!bool ", "*a"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["---", "...", "\n", "a: b", "a", ": ", " ", "    ", "\t", "k8s: 1.36", "[", "#", "\x0b"]))
)
@example(["---", "\n", "a: b", "\n", "---", "\n"])
def test_any_front_matter_is_cut_off_as_mkdocs_does_it(parts: list[str]) -> None:
    text = "".join(parts)
    page = frontmatter.split(text)
    assert (page.body, page.metadata) == meta.get_data(text)


@pytest.mark.parametrize("front", FRONT)
def test_lines_count_from_the_top_of_the_file(front: str) -> None:
    text = front + "文\n\n" + BLOCK
    found = [spot for spot in told(text) if spot[0] != "yaml-syntax"]
    assert found == [("unknown-field", text.split("\n").index("dat: {}") + 1, "dat")]


@pytest.mark.parametrize(
    ("front", "line", "column"),
    [
        ("---\ntitle: a: b\nk8s: '1.36'\n---\n", 2, 9),
        ("---\n# 注释\ntitle: 页\n  k8s: '1.36'\n---\n", 4, 6),
        ("---\ntitle: [a\n---\n", 3, 1),
        ("---\na: *b\n---\n", 2, 4),
        ("---\na: !!python/name:b\n---\n", 2, 4),
    ],
)
def test_front_matter_that_mkdocs_shows_as_text(front: str, line: int, column: int) -> None:
    finding, *others = findings(front + "\n" + BLOCK)
    assert (finding.rule, finding.span[:2]) == ("yaml-syntax", (line, column))
    assert "shown as text" in finding.text.en
    assert "当成正文显示" in finding.text.zh
    assert [other.rule for other in others] == ["unknown-field"]


@pytest.mark.parametrize("front", ["---\n\n文字: 甲: 乙\n\n---\n", "---\n- a: [\n---\n", "---\n文\n---\n"])
def test_text_between_two_rules_is_no_front_matter(front: str) -> None:
    assert rules(front + "\n" + BLOCK) == ["unknown-field"]


@pytest.mark.parametrize(
    ("written", "versions"),
    [
        ('">=1.36"', [36, 37]),
        ("1.36", [36]),
        ('"1.31"', [31]),
        ("1.30-1.31", [30, 31]),
        ("1.30, 1.37", [30, 37]),
    ],
)
def test_a_page_may_name_its_versions(written: str, versions: list[int]) -> None:
    page = report(f"---\nk8s: {written}\n---\n\n{BLOCK}")
    assert page.versions == tuple(Version(1, minor) for minor in versions)
    [finding] = page.findings
    assert finding.versions == page.versions


def test_without_a_range_a_page_has_the_versions_of_the_run() -> None:
    assert report(BLOCK, k8s="1.33").versions == (Version(1, 33),)
    assert report(f"---\nk8s: 1.36\n---\n{BLOCK}", k8s="1.33").versions == (Version(1, 36),)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("latest", "is not a version range"),
        ('"1.20"', "no schema for Kubernetes 1.20"),
        ("", "is not a version range"),
        ("[1.36]", "is not a version range"),
        ("1.30", "in quotes"),
    ],
)
def test_a_range_that_cannot_be_used_is_a_finding_at_its_line(written: str, reason: str) -> None:
    text = f"---\ntitle: 页\nk8s: {written}\n---\n\n{BLOCK}"
    complaint, other = findings(text)
    assert (complaint.rule, complaint.span.line, covered(text, complaint)) == ("invalid-range", 3, "k8s")
    assert reason in complaint.text.en
    assert (other.rule, len(other.versions)) == ("unknown-field", 3)


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("k8s: '1.36'\ntitle: 页\nk8s: '1.37'\n", 4),
        ("\"k8s\": '1.36'\n'k8s' : '1.37'\n", 3),
        ("k8s: '1.36'\ntext: |\n  k8s: '1.37'\n", None),
        ("text: '\nk8s: 1'\nk8s: '1.36'\n", None),
        ("k8s: '1.36'\n", None),
    ],
)
def test_a_range_that_is_given_twice(keys: str, place: int | None) -> None:
    found = report(f"---\n{keys}---\n\n{fenced(CONFIG_MAP)}").findings
    assert [(each.rule, each.span.line, len(each.related)) for each in found] == (
        [("duplicate-key", place, 1)] if place else []
    )


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (BLOCK.encode("utf-8-sig"), 6, 1),
        (("---\ntitle: 页\n---\n" + BLOCK).encode("utf-8-sig"), 9, 1),
        (BLOCK.replace("\n", "\r\n").encode(), 6, 1),
        (BLOCK.replace("\n", "\r").encode(), 6, 1),
        (("1.\t步骤\n\n\t" + BLOCK.replace("\n", "\n\t")).replace("\n", "\r\n").encode(), 8, 2),
    ],
    ids=["BOM", "BOM and front matter", "CRLF", "CR", "CRLF and tabs"],
)
def test_marks_and_line_ends_of_other_systems(data: bytes, line: int, column: int) -> None:
    page = files.decode(data, "page.md", markdown=True)
    assert isinstance(page, Page)
    [finding] = Verifier(Config(lint=None)).verify(page).findings
    assert (finding.rule, finding.span.line, finding.span.column) == ("unknown-field", line, column)


def test_a_page_without_a_final_line_end() -> None:
    assert told(BLOCK.rstrip("\n")) == [("unknown-field", 6, "dat")]


@pytest.mark.parametrize("page", ["", "\n", "文\n", "---\n", "\ufeff", "\x00", "<!--", "[^1]:"])
def test_a_page_without_blocks_has_nothing_to_say(page: str) -> None:
    assert report(page).findings == ()
    assert report(page).blocks == ()


class Lines(Preprocessor):
    """An extension that rewrites lines: ``@twice`` stands for two lines, ``@none`` for none."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return text.replace("@none\n", "").replace("@twice", "一\n二").replace("@name", "web").split("\n")


@pytest.fixture
def rewriting(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Verifier:
    """A verifier that reads pages with such an extension, before or after the one for includes."""

    class Rewriting(Extension):
        def extendMarkdown(self, md: Markdown) -> None:
            md.preprocessors.register(Lines(md), "rewriting", request.param)

    module: Any = ModuleType("rewriting")
    module.makeExtension = Rewriting
    monkeypatch.setitem(sys.modules, "rewriting", module)
    extensions = [("rewriting", {}), *Config().extensions]
    return Verifier(Config(lint=None, extensions=extensions))


BOTH = pytest.mark.parametrize("rewriting", [100, 28], indirect=True, ids=["before includes", "after includes"])


@BOTH
@pytest.mark.parametrize("before", ["@none\n", "@twice\n", "@none\n@twice\n@twice\n", "文 @name\n"])
@pytest.mark.parametrize("after", ["", '\n--8<-- "nowhere.md"\n'], ids=["", "with an include"])
def test_lines_are_found_again_behind_other_extensions(rewriting: Verifier, before: str, after: str) -> None:
    text = f"# 页\n\n{before}\n{BLOCK}{after}"
    finding = rewriting.verify(Page("page.md", text)).findings[0]
    assert (finding.rule, finding.span.line) == ("unknown-field", text.split("\n").index("dat: {}") + 1)
    assert covered(text, finding) == "dat"


@BOTH
def test_a_line_that_was_rewritten_is_pointed_at_as_a_whole(rewriting: Verifier) -> None:
    text = fenced(f"{CONFIG_MAP}dat: '@name'")
    [finding] = rewriting.verify(Page("page.md", text)).findings
    assert (finding.rule, covered(text, finding)) == ("unknown-field", "dat: '@name'")


def test_raw_pre_and_other_text_that_shows_a_fence_is_no_mistake() -> None:
    shown = "```yaml titel='a'\na: b\n```\n"
    assert rules(f"<pre>\n{shown}</pre>\n") == []
    assert rules("文字\n\n" + "".join(f"    {line}\n" for line in shown.splitlines())) == []
    assert rules(f"<!--\n{shown}-->\n") == []
    assert rules(f"````text\n{shown}````\n") == []
    assert rules(shown) == ["refused-fence"]
