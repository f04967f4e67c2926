"""Includes: what they pull in is checked where it was written, and one that finds nothing is a finding."""

from pathlib import Path
from typing import Any

import pytest

from kubefence import Config, Finding, Page, PageReport, Verifier
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, indented

BLOCK = fenced(WRONG_CONFIG_MAP)


class Site:
    """A folder of pages and files to include."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "docs").mkdir()

    def write(self, name: str, content: str | bytes) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def report(self, text: str, **settings: Any) -> PageReport:
        """The report on a page; ``settings`` are those of the extension."""
        configs = {"pymdownx.snippets": {"base_path": [str(self.root / "docs"), str(self.root)], **settings}}
        extensions = [(name, configs.get(name, config)) for name, config in Config().extensions]
        verifier = Verifier(Config(lint=None, extensions=extensions), shown=self.shown)
        return verifier.verify(Page("page.md", text))

    def shown(self, path: str) -> str:
        return Path(path).relative_to(self.root).as_posix()

    def told(self, text: str, **settings: Any) -> list[tuple[str, str, int, int]]:
        return [spot(finding) for finding in self.report(text, **settings).findings]


def spot(finding: Finding) -> tuple[str, str, int, int]:
    return finding.rule, finding.path, finding.span.line, finding.span.column


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_block_in_a_file_that_is_included(site: Site) -> None:
    site.write("docs/part.md", f"文\n\n{BLOCK}")
    assert site.told('# 页\n\n--8<-- "part.md"\n\n' + BLOCK) == [
        ("unknown-field", "docs/part.md", 8, 1),
        ("unknown-field", "page.md", 10, 1),
    ]


def test_a_manifest_that_is_included_into_a_block(site: Site) -> None:
    site.write("examples/web.yaml", WRONG_CONFIG_MAP)
    page = site.report('# 页\n\n```yaml\n--8<-- "examples/web.yaml"\n```\n')
    assert list(map(spot, page.findings)) == [("unknown-field", "examples/web.yaml", 5, 1)]
    [block] = page.blocks
    assert (block.place.path, block.place.span.line, block.place.span.end_line) == ("page.md", 3, 3)


def test_a_manifest_that_is_included_into_a_block_in_a_list(site: Site) -> None:
    site.write("examples/web.yaml", WRONG_CONFIG_MAP)
    text = "1.  步骤\n\n" + indented(fenced('--8<-- "examples/web.yaml"'), 4)
    assert site.told(text) == [("unknown-field", "examples/web.yaml", 5, 1)]


def test_lines_of_the_page_around_an_include(site: Site) -> None:
    site.write("head.yaml", CONFIG_MAP)
    assert site.told(fenced('--8<-- "head.yaml"\ndat: {}')) == [("unknown-field", "page.md", 3, 1)]


def test_an_include_in_an_include(site: Site) -> None:
    site.write("docs/outer.md", '外\n\n--8<-- "inner.md"\n\n' + BLOCK)
    site.write("docs/inner.md", BLOCK)
    assert site.told('--8<-- "outer.md"\n') == [
        ("unknown-field", "docs/inner.md", 6, 1),
        ("unknown-field", "docs/outer.md", 10, 1),
    ]


def test_an_include_that_includes_itself_ends(site: Site) -> None:
    site.write("docs/a.md", '--8<-- "b.md"\n' + BLOCK)
    site.write("docs/b.md", '--8<-- "a.md"\n')
    assert site.told('--8<-- "a.md"\n') == [("unknown-field", "docs/a.md", 7, 1)]


def test_a_block_of_includes(site: Site) -> None:
    site.write("docs/a.md", BLOCK)
    site.write("docs/b.md", "文\n\n" + BLOCK)
    assert site.told("--8<--\na.md\n\nb.md\n; c.md\n--8<--\n") == [
        ("unknown-field", "docs/a.md", 6, 1),
        ("unknown-field", "docs/b.md", 8, 1),
    ]


@pytest.mark.parametrize("target", ["web.yaml:wrong", "web.yaml:3:7"])
def test_a_section_of_a_file(site: Site, target: str) -> None:
    site.write("web.yaml", f"# 头\n# --8<-- [start:wrong]\n{WRONG_CONFIG_MAP}# --8<-- [end:wrong]\nx: [\n")
    assert site.told(fenced(f'--8<-- "{target}"')) == [("unknown-field", "web.yaml", 7, 1)]


def test_a_section_that_is_moved_to_the_left_is_pointed_at_by_lines(site: Site) -> None:
    site.write("web.yaml", "a:\n" + indented(WRONG_CONFIG_MAP, 2))
    [finding] = site.report(fenced('--8<-- "web.yaml:2:6"'), dedent_subsections=True).findings
    assert finding.rule == "unknown-field"


MISSING: dict[str, tuple[str, str]] = {
    "no such file": ('--8<-- "nowhere.md"', "does not exist: nowhere.md"),
    "no such file, with lines": ('--8<-- "nowhere.md:1:3"', "does not exist: nowhere.md"),
    "no such section": ('--8<-- "part.md:nothing"', "has no section nothing"),
    "a folder": ('--8<-- "docs"', "cannot be read"),
    "not UTF-8": ('--8<-- "latin.md"', "cannot be read"),
    "outside, relative": ('--8<-- "../../../etc/hostname"', "outside of the repository"),
    "outside, absolute": ('--8<-- "/etc/hostname"', "outside of the repository"),
    "remote": ('--8<-- "https://example.com/a.md"', "on the network"),
    "indented": ('    --8<-- "nowhere.md"', "does not exist: nowhere.md"),
}


@pytest.mark.parametrize(("line", "reason"), MISSING.values(), ids=MISSING.keys())
@pytest.mark.parametrize("settings", [{}, {"url_download": True, "check_paths": True}], ids=["", "strict site"])
def test_an_include_that_finds_nothing(site: Site, line: str, reason: str, settings: dict[str, bool]) -> None:
    site.write("docs/part.md", "文\n")
    site.write("docs/latin.md", b"caf\xe9\n")
    text = f"# 页\n\n{line}\n\n{BLOCK}"
    missing, other = site.report(text, **settings).findings
    assert spot(missing) == ("missing-snippet", "page.md", 3, len(line) - len(line.lstrip()) + 1)
    assert missing.span.end_column == len(line) + 1
    assert reason in missing.text.en
    assert spot(other) == ("unknown-field", "page.md", 10, 1)


def test_an_include_that_finds_nothing_is_told_in_the_file_that_asks_for_it(site: Site) -> None:
    site.write("docs/outer.md", '文\n\n--8<-- "nowhere.md"\n')
    assert site.told('--8<-- "outer.md"\n') == [("missing-snippet", "docs/outer.md", 3, 1)]


def test_each_missing_file_of_a_block_of_includes(site: Site) -> None:
    site.write("docs/a.md", "文\n")
    assert site.told("--8<--\nx.md\na.md\ny.md\n--8<--\n") == [
        ("missing-snippet", "page.md", 2, 1),
        ("missing-snippet", "page.md", 4, 1),
    ]


def test_an_escaped_include_is_text(site: Site) -> None:
    assert site.told(';--8<-- "nowhere.md"\n\n' + BLOCK) == [("unknown-field", "page.md", 8, 1)]


def test_a_file_that_is_appended_to_every_page(site: Site) -> None:
    site.write("docs/end.md", BLOCK)
    assert site.told("# 页\n", auto_append=["end.md"]) == [("unknown-field", "docs/end.md", 6, 1)]
    assert site.told("# 页\n", auto_append=["gone.md"])[0][:2] == ("missing-snippet", "page.md")


def test_front_matter_moves_nothing(site: Site) -> None:
    site.write("docs/part.md", BLOCK)
    assert site.told('---\ntitle: 页\n---\n\n--8<-- "part.md"\n--8<-- "no.md"\n') == [
        ("unknown-field", "docs/part.md", 6, 1),
        ("missing-snippet", "page.md", 6, 1),
    ]


def test_a_page_says_which_files_it_depends_on(site: Site) -> None:
    site.write("docs/a.md", '--8<-- "b.md"\n--8<-- "later.md"\n')
    site.write("b.md", "文\n")
    extensions = [
        ("pymdownx.snippets", {"base_path": [str(site.root / "docs"), str(site.root)]}),
        ("pymdownx.superfences", {}),
    ]
    verifier = Verifier(Config(lint=None, extensions=extensions))
    verifier.verify(Page("page.md", '--8<-- "a.md"\n'))
    assert {site.shown(path) for path in verifier.reads} == {
        "docs/a.md",
        "docs/b.md",  # looked for, and to be noticed when it comes into being
        "b.md",
        "docs/later.md",
        "later.md",
    }
    verifier.verify(Page("other.md", "文\n"))
    assert verifier.reads == frozenset()
