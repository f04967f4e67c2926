"""Includes: what they pull in is checked where it was written, and one that finds nothing is a finding."""

import os
from pathlib import Path
from typing import Any

import pytest

from kubefence import Config, Finding, Page, PageReport, Verifier
from kubefence.markdown.effort import MAX_PAGE
from kubefence.markdown.snippets import MAX_DEPTH, MAX_READ
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


MISSING: dict[str, tuple[str, str, str]] = {
    "no such file": ('--8<-- "nowhere.md"', "missing", "does not exist: nowhere.md"),
    "no such file, with lines": ('--8<-- "nowhere.md:1:3"', "missing", "does not exist: nowhere.md"),
    "no such section": ('--8<-- "part.md:nothing"', "missing", "has no such section: nothing"),
    "not UTF-8": ('--8<-- "latin.md"', "missing", "cannot be read"),
    "remote": ('--8<-- "https://example.com/a.md"', "missing", "on the network"),
    "indented": ('    --8<-- "nowhere.md"', "missing", "does not exist: nowhere.md"),
    "a folder": ('--8<-- "docs"', "barred", "no regular file"),
    "outside, relative": ('--8<-- "../../../etc/hostname"', "barred", "outside of the repository"),
    "outside, absolute": ('--8<-- "/etc/hostname"', "barred", "outside of the repository"),
    "outside, by a link": ('--8<-- "link.md"', "barred", "outside of the repository"),
    "outside, by a folder that is a link": ('--8<-- "folder/secret.md"', "barred", "outside of the repository"),
    "outside, by a link to a link": ('--8<-- "again.md"', "barred", "outside of the repository"),
    "the repository itself": ('--8<-- ".git/config"', "barred", "begins with a dot"),
    "a hidden folder": ('--8<-- "docs/.cache/a.md"', "barred", "begins with a dot"),
    "a hidden folder, by a link": ('--8<-- "config.md"', "barred", "begins with a dot"),
    "a pipe": ('--8<-- "pipe.md"', "barred", "no regular file"),
    "a pipe, by a link": ('--8<-- "tap.md"', "barred", "no regular file"),
}


@pytest.fixture
def traps(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A repository with ways out of it and with what is no file."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.md").write_text("秘密\n", encoding="utf-8")
    site.write("docs/part.md", "文\n")
    site.write("docs/latin.md", b"caf\xe9\n")
    site.write(".git/config", "秘密\n")
    site.write("docs/.cache/a.md", "秘密\n")
    os.mkfifo(site.root / "docs" / "pipe.md")
    links: dict[str, str | Path] = {
        "link.md": elsewhere / "secret.md",
        "again.md": "link.md",
        "folder": elsewhere,
        "config.md": "../.git/config",
        "tap.md": "pipe.md",
    }
    for name, target in links.items():
        (site.root / "docs" / name).symlink_to(target)
    return site


@pytest.mark.parametrize(("line", "rule", "reason"), MISSING.values(), ids=MISSING.keys())
@pytest.mark.parametrize("settings", [{}, {"url_download": True, "check_paths": True}], ids=["", "strict site"])
def test_an_include_that_finds_nothing(
    traps: Site, line: str, rule: str, reason: str, settings: dict[str, bool]
) -> None:
    text = f"# 页\n\n{line}\n\n{BLOCK}"
    missing, other = traps.report(text, **settings).findings
    assert spot(missing) == (f"{rule}-snippet", "page.md", 3, len(line) - len(line.lstrip()) + 1)
    assert missing.span.end_column == len(line) + 1
    assert reason in missing.text.en
    assert spot(other) == ("unknown-field", "page.md", 10, 1)


@pytest.mark.parametrize("line", ['--8<-- "link.md"', '--8<-- "../secret.md"'])
def test_where_paths_are_not_restricted_they_are_all_the_same(traps: Site, line: str) -> None:
    (traps.root.parent / "secret.md").write_text("秘密\n", encoding="utf-8")
    [finding] = traps.report(line, restrict_base_path=False).findings
    assert finding.rule == "barred-snippet"


def test_links_within_the_repository(site: Site) -> None:
    site.write("examples/web.yaml", WRONG_CONFIG_MAP)
    (site.root / "docs" / "link.yaml").symlink_to("../examples/web.yaml")
    (site.root / "docs" / "folder").symlink_to("../examples")
    for target in ("link.yaml", "folder/web.yaml"):
        config = {"base_path": [str(site.root / "docs")]}
        extensions = [(name, config if "snippets" in name else rest) for name, rest in Config().extensions]
        page = Page("page.md", fenced(f'--8<-- "{target}"'))
        within = Verifier(Config(lint=None, extensions=extensions, root=str(site.root))).verify(page)
        alone = Verifier(Config(lint=None, extensions=extensions)).verify(page)
        assert [finding.rule for finding in within.findings] == ["unknown-field"]
        assert [finding.rule for finding in alone.findings] == ["barred-snippet"]  # nothing says what is around docs


def test_a_dot_in_a_name_hides_nothing(site: Site) -> None:
    for name in (".gitlab-ci.yml", "a.b/c.md", ".well-known/security.txt"):
        site.write(name, "文\n")
        assert site.told(f'--8<-- "./{name}"') == []


# Includes that unfold without end


@pytest.mark.parametrize("times", [2, 10])
def test_includes_that_unfold_without_end(site: Site, times: int) -> None:
    for number in range(25):
        site.write(f"docs/b{number}.md", f'--8<-- "b{number + 1}.md"\n\n' * times)
    site.write("docs/b25.md", "x\n" * 100)
    *findings, other = site.report(f'# 页\n\n  --8<-- "b0.md"\n\n{BLOCK}').findings
    [finding] = findings
    assert (finding.rule, finding.path, finding.span) == ("include-bomb", "page.md", (3, 3, 3, 17))
    assert ": docs/b0.md → docs/b1.md → docs/b2.md → " in finding.text.en
    first, second, *_ = finding.related
    assert (first.place.path, first.place.span.line, first.text.en) == ("docs/b0.md", 1, "this includes docs/b1.md")
    assert (second.place.path, second.text.en) == ("docs/b1.md", "this includes docs/b2.md")
    assert spot(other) == ("unknown-field", "page.md", 10, 1)


def test_too_many_levels(site: Site) -> None:
    for number in range(MAX_DEPTH + 1):
        site.write(f"docs/b{number}.md", f'--8<-- "b{number + 1}.md"\n')
    site.write(f"docs/b{MAX_DEPTH + 1}.md", BLOCK)
    assert site.told('--8<-- "b1.md"\n')[0][0] == "include-bomb"
    assert site.told('--8<-- "b2.md"\n')[0][0] == "unknown-field"


@pytest.mark.parametrize(("over", "rules"), [(0, []), (1, ["include-bomb"])])
def test_the_limit_itself_is_allowed(site: Site, over: int, rules: list[str]) -> None:
    line = '--8<-- "a.md"\n'
    site.write("docs/a.md", "x" * (MAX_PAGE - len(line) - 2 + over))
    assert [rule for rule, *_ in site.told(line)] == rules


def test_a_large_file_of_which_little_is_included_over_and_over(site: Site) -> None:
    site.write("docs/a.md", "x\n" * 500_000)
    lines = MAX_READ // 1_000_000
    assert site.told('--8<-- "a.md:1:2"\n\n' * lines) == []
    [(rule, _, line, _)] = site.told('--8<-- "a.md:1:2"\n\n' * (lines + 1))
    assert (rule, line) == ("include-bomb", 2 * lines + 1)


def test_what_is_appended_to_every_page_may_unfold_as_well(site: Site) -> None:
    for number in range(25):
        site.write(f"docs/b{number}.md", f'--8<-- "b{number + 1}.md"\n\n' * 10)
    site.write("docs/b25.md", "x\n")
    [finding] = site.report("# 页\n", auto_append=["b0.md"]).findings
    assert finding.rule == "include-bomb"


def test_the_page_after_it_is_read_as_ever(site: Site) -> None:
    site.write("docs/a.md", "x" * MAX_PAGE)
    extensions = [
        ("pymdownx.snippets", {"base_path": [str(site.root / "docs")]}),
        ("pymdownx.superfences", {}),
    ]
    verifier = Verifier(Config(lint=None, extensions=extensions), shown=site.shown)
    site.write("docs/b.md", BLOCK)
    texts = ('--8<-- "a.md"\n', '--8<-- "b.md"\n')
    reports = [verifier.verify(Page("page.md", text)) for text in texts]
    assert [[f.rule for f in report.findings] for report in reports] == [["include-bomb"], ["unknown-field"]]


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
