"""What a path may lead to: nothing outside of the repository, hidden, or that is no file is read or published."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kubefence.edge import published
from kubefence.edge.bounds import Bounds, of_site, repository
from kubefence.edge.published import SiteFile
from kubefence.findings import Finding
from kubefence.reach import HIDDEN, IRREGULAR, OUTSIDE, barred, is_hidden
from tests.cli.conftest import Run, run
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

__all__ = ["run"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/r/docs/a.md", None),
        ("/r/a.md", None),
        ("/r/.env.example", None),
        ("/r/.well-known/security.txt", None),
        ("/r/a.b/c..d/e.md", None),
        ("/r", None),
        ("/other/a.md", OUTSIDE),
        ("/r2/a.md", OUTSIDE),
        ("/", OUTSIDE),
        ("/r/.git/config", HIDDEN),
        ("/r/.git", HIDDEN),
        ("/r/docs/.git", HIDDEN),
        ("/r/docs/.cache/a.md", HIDDEN),
        ("/r/.well-known/.git/config", HIDDEN),
        ("/.s/docs/a.md", None),
        ("/.s/.x/a.md", HIDDEN),
        ("C:\\r\\docs\\a.md", None),
        ("C:\\r\\.git\\config", HIDDEN),
        ("C:\\r2\\a.md", OUTSIDE),
    ],
)
def test_where_a_path_leads(path: str, reason: str | None) -> None:
    roots = ("/r", "/.s/", "C:\\r")
    assert barred(path, roots, regular=True) == reason
    assert barred(path, roots, regular=False) == (reason or IRREGULAR)


def test_the_innermost_folder_decides_what_is_hidden() -> None:
    assert barred("/r/.venv/theme/a.css", ("/r", "/r/.venv/theme"), regular=True) is None
    assert barred("/r/.venv/b/a.css", ("/r", "/r/.venv/theme"), regular=True) == HIDDEN


@pytest.mark.parametrize(("path", "hidden"), [("a/.b/c", True), (".a", False), ("../a", False), ("./a", False)])
def test_what_is_hidden(path: str, hidden: bool) -> None:
    assert is_hidden(path) == hidden


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outside")
    (folder / "secret.md").write_text(fenced(CONFIG_MAP + "hunter2: {}"), encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path, outside: Path) -> Path:
    """A repository with a site, and with ways out of it."""
    for name, text in {
        "mkdocs.yml": "site_name: a\n",
        ".git/config": "hunter2\n",
        "examples/web.md": fenced(WRONG_CONFIG_MAP),
        "docs/a.md": "文\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


Trap = Callable[[Path, Path], None]


def link(name: str, target: str) -> Trap:
    def make(docs: Path, outside: Path) -> None:
        (docs / name).symlink_to(target.format(outside=outside))

    return make


LINKS: dict[str, tuple[Trap, str, str]] = {
    "a page": (link("x.md", "{outside}/secret.md"), "docs/x.md", "out of the repository"),
    "a folder": (link("x", "{outside}"), "docs/x", "out of the repository"),
    "a folder above all": (link("x", "/"), "docs/x", "out of the repository"),
    "a hidden folder": (link("x", "../.git"), "docs/x", "begins with a dot"),
}


@pytest.mark.parametrize(("make", "path", "reason"), LINKS.values(), ids=LINKS.keys())
def test_the_command_follows_no_link_out_of_the_repository(
    run: Run, site: Path, outside: Path, make: Trap, path: str, reason: str
) -> None:
    make(site / "docs", outside)
    outcome = run("docs", "--format", "json")
    assert outcome.spots == [(path, 1, 1, "barred-file")]
    assert reason in outcome.out
    assert "hunter2" not in run("docs").out


def test_the_command_follows_links_within_the_repository(run: Run, site: Path) -> None:
    (site / "docs" / "x").symlink_to("../examples")
    assert run("docs", "--format", "json").spots == [("docs/x/web.md", 6, 1, "unknown-field")]


def test_a_link_that_is_named_is_none_the_less_one(run: Run, site: Path, outside: Path) -> None:
    (site / "docs" / "x.md").symlink_to(outside / "secret.md")
    (site / "y").symlink_to(outside)
    for name in ("docs/x.md", "y"):
        assert run(name, "--format", "json").spots == [(name, 1, 1, "barred-file")]


def test_what_lies_elsewhere_may_be_named(run: Run, site: Path, outside: Path) -> None:
    for path in (outside, outside / "secret.md"):
        assert [rule for *_, rule in run(str(path), "--format", "json").spots] == ["unknown-field"]


def test_without_a_repository_no_link_leads_out_of_the_folder_that_is_named(
    run: Run, tmp_path: Path, outside: Path
) -> None:
    (tmp_path / "d" / "e").mkdir(parents=True)
    (tmp_path / "d" / "e" / "web.md").write_text(fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    (tmp_path / "d" / "x.md").symlink_to(outside / "secret.md")
    (tmp_path / "d" / "y").symlink_to(outside)
    (tmp_path / "d" / "z.md").symlink_to("e/web.md")
    outcome = run("d", "--format", "json")
    assert outcome.spots == [
        ("d/e/web.md", 6, 1, "unknown-field"),
        ("d/x.md", 1, 1, "barred-file"),
        ("d/y", 1, 1, "barred-file"),
        ("d/z.md", 6, 1, "unknown-field"),
    ]
    assert "hunter2" not in run("d").out
    # whoever names the link itself wants what is behind it
    assert [rule for *_, rule in run("d/x.md", "--format", "json").spots] == ["unknown-field"]


def test_a_hidden_folder_may_be_named(run: Run, site: Path) -> None:
    (site / ".ci").mkdir()
    (site / ".ci" / "a.yaml").write_text(WRONG_CONFIG_MAP, encoding="utf-8")
    assert run(".ci", "--format", "json").spots == [(".ci/a.yaml", 5, 1, "unknown-field")]


def test_pages_that_settings_put_elsewhere(tmp_path: Path) -> None:
    for name in ("site", "pages", "other"):
        (tmp_path / name).mkdir()
    within = of_site(tmp_path / "site", tmp_path / "pages")
    assert within.reason(tmp_path / "pages" / "a") != OUTSIDE
    assert within.reason(tmp_path / "other" / "a") == OUTSIDE
    assert repository(tmp_path / "site") is None
    (tmp_path / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")  # as in a second working tree
    assert repository(tmp_path / "site") == tmp_path
    assert of_site(tmp_path / "site", tmp_path / "pages") == Bounds((os.path.realpath(tmp_path),))


# What is published


def spoken(finding: Finding) -> tuple[str, str]:
    return Path(finding.path).name, finding.text.en


def test_folders_are_looked_at_before_anybody_walks_through_them(
    site: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    docs = site / "docs"
    (docs / "deep").mkdir()
    targets: dict[str, str | Path] = {
        "out": outside,
        "self": ".",
        "deep/up": "../..",
        "deep/git": site / ".git",
        "fine": "../examples",
        "gone": "nowhere",
    }
    for name, target in targets.items():
        (docs / name).symlink_to(target)
    found = {finding.path: finding.text.en for finding in published.folders(site, docs)}
    assert list(found) == ["docs/out", "docs/self", "docs/deep/git", "docs/deep/up"]
    assert "out of the repository" in found["docs/out"]
    assert "no end to it" in found["docs/self"]
    assert "no end to it" in found["docs/deep/up"]
    assert "begins with a dot" in found["docs/deep/git"]


NAMES = {
    "a\u202egnp.md": "U+202E RIGHT-TO-LEFT OVERRIDE",
    "a\x1b[31m.md": "U+001B ESCAPE",
    "a\n::error::b.md": "U+000A LINE FEED",
    "a\tb.md": "U+0009 CHARACTER TABULATION",
    os.fsdecode(b"a\xff.md"): "U+DCFF",
}


@pytest.mark.skipif(sys.platform == "darwin", reason="names of files are UTF-8 there")
@pytest.mark.parametrize(("name", "said"), NAMES.items(), ids=NAMES.values())
@pytest.mark.parametrize("folder", [True, False], ids=["folder", "file"])
def test_names_with_something_that_nobody_sees(site: Path, name: str, said: str, folder: bool) -> None:
    (site / "docs" / "deep").mkdir()
    path = site / "docs" / "deep" / name
    path.mkdir() if folder else path.touch()
    [finding] = published.folders(site, site / "docs")
    assert (Path(finding.path).name, finding.rule) == (name, "barred-file")
    assert said in finding.text.en


def test_a_folder_of_pages_that_is_a_link_itself(site: Path, outside: Path) -> None:
    (site / "pages").symlink_to(outside)
    [finding] = published.folders(site, site / "pages")
    assert spoken(finding)[0] == "pages"


def test_files_that_are_about_to_be_published(
    site: Path, outside: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    docs, theme = site / "docs", tmp_path_factory.mktemp("theme")
    (theme / "main.css").write_text("", encoding="utf-8")
    (theme / "out.css").symlink_to(outside / "secret.md")
    (docs / "in.md").symlink_to("../examples/web.md")
    (docs / "out.png").symlink_to(outside / "secret.md")
    (docs / ".x").mkdir()
    (docs / ".x" / "a.txt").write_text("", encoding="utf-8")
    (docs / "config.txt").symlink_to("../.git/config")
    (docs / "dead.png").symlink_to("nowhere")
    os.mkfifo(docs / "pipe.png")
    unseen = "a\u202egnp.md"
    (docs / unseen).write_text("", encoding="utf-8")
    names = ["a.md", "in.md", "out.png", ".x/a.txt", "config.txt", "dead.png", "pipe.png", unseen]
    given = [*(SiteFile(name, docs) for name in names), SiteFile("main.css", theme), SiteFile("out.css", theme)]
    found = dict(map(spoken, published.files(site, docs, given)))
    assert list(found) == ["out.png", "a.txt", "config.txt", "dead.png", "pipe.png", unseen, "out.css"]
    reasons = [
        "out of the",
        "a dot",
        "a dot",
        "no regular",
        "no regular",
        "U+202E RIGHT-TO-LEFT OVERRIDE",
        "out of the",
    ]
    assert all(reason in text for reason, text in zip(reasons, found.values(), strict=True))
