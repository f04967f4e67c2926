"""Which files are read, and what is said of those that cannot be."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from kubefence import Page, PageReport
from kubefence.blocks import Kind
from kubefence.edge import files
from kubefence.edge.files import Input, decode, load, pages_in, shown_path
from tests.helpers import CONFIG_MAP, fenced


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("文\n", encoding="utf-8")


def found(*paths: str) -> list[str]:
    return [item.path.as_posix() for item in pages_in(map(Path, paths))]


def problems(items: Iterable[Input]) -> dict[str, str]:
    """What is said of the inputs that cannot be read."""
    loaded = [load(item, item.path.as_posix()) for item in items]
    failed = [page for page in loaded if isinstance(page, PageReport)]
    assert all([finding.rule for finding in page.findings] == ["unreadable-file"] for page in failed)
    return {page.path: page.findings[0].text.en for page in failed}


def test_order_does_not_depend_on_the_file_system() -> None:
    write("b/z.md", "b/a.md", "a.md", "b/c/a.md", "c.yaml")
    assert found(".") == ["a.md", "b/a.md", "b/c/a.md", "b/z.md", "c.yaml"]
    assert found("c.yaml", "b") == ["c.yaml", "b/a.md", "b/c/a.md", "b/z.md"]


def test_a_folder_whose_name_ends_like_a_page() -> None:
    write("a.md/b.md")
    assert found(".") == found("a.md") == ["a.md/b.md"]


def test_links_are_followed_once() -> None:
    write("real/a.md", "docs/b.md")
    os.symlink("../real", "docs/link")
    os.symlink("link", "docs/link2")
    os.symlink("..", "docs/up")
    os.symlink(".", "docs/self")
    assert found("docs/link") == ["docs/link/a.md"]
    assert found("docs") == ["docs/b.md", "docs/link/a.md"]


def test_links_that_lead_nowhere() -> None:
    os.symlink("gone.md", "a.md")
    os.symlink("b.md", "b.md")
    assert problems(pages_in([Path()])) == {
        "a.md": "cannot read this file: No such file or directory",
        "b.md": "cannot read this file: Too many levels of symbolic links",
    }


def test_a_pipe_in_a_folder_is_not_waited_for() -> None:
    os.mkfifo("a.md")
    assert problems(pages_in([Path()])) == {"a.md": "cannot read this file: not a regular file"}


def test_a_folder_that_cannot_be_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a/x.md", "b/y.md")
    scan = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    items = list(pages_in([Path()]))
    assert {item.path.as_posix() for item in items} == {"a", "b/y.md"}
    assert problems(items) == {"a": "cannot read this file: Permission denied"}


def test_a_file_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    write("a.md")
    monkeypatch.setattr(Path, "open", refuse)
    assert problems([Input(Path("a.md"))]) == {"a.md": "cannot read this file: Permission denied"}


@pytest.mark.parametrize(("over", "large"), [(0, False), (1, True)])
def test_a_file_of_any_size_is_read_so_far_only(monkeypatch: pytest.MonkeyPatch, over: int, large: bool) -> None:
    monkeypatch.setattr(files, "MAX_FILE", 2**20)
    Path("a.yaml").write_bytes(b"#" * (2**20 + over))
    loaded = load(Input(Path("a.yaml")), "a.yaml")
    assert isinstance(loaded, PageReport) == large
    if isinstance(loaded, PageReport):
        [finding] = loaded.findings
        assert (finding.rule, "more than 1 MiB" in finding.text.en) == ("too-large", True)
    with open("/dev/zero", "rb") as endless:
        assert len(files.read_bounded(endless)) == 2**20 + 1


LATIN = "caf\xe9".encode("latin-1")


@pytest.mark.parametrize(
    ("data", "line", "column", "reason"),
    [
        (LATIN, 1, 4, "UTF-8"),
        ("文\n中".encode() + LATIN, 2, 5, "UTF-8"),
        (b"a\r\nb\rc\r\n" + LATIN, 4, 4, "UTF-8"),
        (b"\xef\xbb\xbf" + LATIN, 1, 4, "UTF-8"),
        (fenced(CONFIG_MAP).encode("utf-16"), 1, 1, "UTF-8"),
        (fenced(CONFIG_MAP).encode("utf-16-le"), 1, 2, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", 3, 1, "binary"),
        ("文\n".encode() * 50_000 + b"ab\0", 50_001, 3, "binary"),
        (b"a \xed\xa0\x80", 1, 3, "UTF-8"),
        (b"a \xf0\x9f", 1, 3, "UTF-8"),
    ],
    ids=["latin-1", "behind Chinese", "CRLF and CR", "BOM", "UTF-16", "no BOM", "PNG", "NUL", "surrogate", "cut off"],
)
@pytest.mark.parametrize("markdown", [True, False])
def test_what_is_no_text(data: bytes, line: int, column: int, reason: str, markdown: bool) -> None:
    report = decode(data, "a.md", markdown=markdown)
    assert isinstance(report, PageReport)
    [finding] = report.findings
    assert (finding.rule, finding.span.line, finding.span.column) == ("not-utf8", line, column)
    assert reason in finding.text.en


@pytest.mark.parametrize("data", ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "\ufeffa\nb\n"])
def test_line_ends_and_marks_are_taken_away(data: str) -> None:
    assert decode(data.encode(), "a.md", markdown=True) == Page("a.md", "a\nb\n")


@pytest.mark.parametrize(
    ("names", "markdown"),
    [
        (["a.md", "a.MD", "a.markdown", "a.mdown", "a.mkd", "a.mkdn", "a.mdx", "a.qmd"], True),
        (["a.yaml", "a.YML", "a.json", "a.txt", "a.yaml.tmpl", "a", "md", ".md"], False),
    ],
)
def test_a_file_is_a_manifest_unless_it_is_markdown_by_its_name(names: list[str], markdown: bool) -> None:
    assert [files.is_markdown(Path(name)) for name in names] == [markdown] * len(names)


def test_what_kubectl_reads_of_a_folder_is_read_of_it() -> None:
    write("a.json", "a.yaml", "a.yml", "a.md", "a.txt", "a.mdx", "a")
    assert found(".") == ["a.json", "a.md", "a.yaml", "a.yml"]


def test_a_file_that_is_named_is_known_to_be_meant() -> None:
    write("docs/a.json", "docs/b.json", "c.json")
    inputs = {item.path.as_posix(): item.found for item in pages_in(map(Path, ["docs", "docs/a.json", "c.json"]))}
    assert inputs == {"docs/a.json": False, "docs/b.json": True, "c.json": False}


@pytest.mark.parametrize("data", [b"\xff\xfe{\0}\0", b'{"a": "\xe9"}', b"\0"])
def test_json_in_a_folder_that_is_no_text_is_counted_and_left_alone(data: bytes) -> None:
    Path("a.json").write_bytes(data)
    [item] = pages_in([Path(".")])
    report = load(item, "a.json")
    assert isinstance(report, PageReport)
    assert (report.findings, [block.kind for block in report.blocks]) == ((), [Kind.UNRELATED])
    named = load(Input(Path("a.json")), "a.json")
    assert isinstance(named, PageReport)
    assert [finding.rule for finding in named.findings] == ["not-utf8"]


def test_names_are_relative_to_the_working_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("docs/a.md")
    os.symlink("a.md", "docs/b.md")
    os.symlink("docs", "alias")
    shown = [shown_path(path) for path in (Path("docs/a.md"), here / "docs/a.md", Path("./docs/../docs/a.md"))]
    assert shown == ["docs/a.md"] * 3
    assert shown_path(Path("docs/b.md")) == "docs/b.md"
    assert shown_path(Path("nowhere.md")) == "nowhere.md"
    monkeypatch.chdir("docs")
    assert shown_path(here / "docs/a.md") == "a.md"
    assert shown_path(here / "mkdocs.yml") == "../mkdocs.yml"
    assert shown_path(here / "alias/a.md") == "a.md"
