"""A page says where it comes from: its source, the form for a mistake in it, and in one file the commit."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from studybook.origin import FORM, VERSION, commit_of, version_script
from tests.site.conftest import ROOT, build, small_site

NAMESPACE = "\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"
REPOSITORY = "https://git.example/owner/handbook"
SITE = "https://pages.example/handbook/"
AUTHOR = ("-c", "user.name=a", "-c", "user.email=a@example.com")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *AUTHOR, *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _pages(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of a repository without a commit, where the sources are known."""
    root = small_site(
        tmp_path_factory.mktemp("origin"), {"index.md": f"# 首页{NAMESPACE}", "contributing.md": "# 参与"}
    )
    rules = root / "docs" / "rules"
    rules.mkdir()
    (rules / "made.md").write_text(f"# 规则{NAMESPACE}", encoding="utf-8")
    (root / ".gitignore").write_text("/site\n/.cache\n", encoding="utf-8")
    _git(root, "init", "--quiet")
    return root


def _built(root: Path, **environment: str) -> dict[str, bytes]:
    done = build(root=root, SITE_URL=SITE, **environment)
    assert done.returncode == 0, done.stderr
    return _pages(root)


def _links(page: bytes, where: str) -> list[str | None]:
    return [node.attributes["href"] for node in LexborHTMLParser(page.decode()).css(f"{where}")]


def test_a_page_links_to_its_source_unless_a_script_writes_it(project: Path) -> None:
    pages = _built(project, REPO_URL=REPOSITORY, EDIT_URI="edit/main/docs/")
    assert set(_links(pages["index.html"], "a[rel=edit]")) == {f"{REPOSITORY}/edit/main/docs/index.md"}
    assert _links(pages["rules/made/index.html"], "a[rel=edit]") == []


def test_a_mistake_is_told_with_its_page(project: Path) -> None:
    pages = _built(project, REPO_URL=REPOSITORY)
    for name, page in {"index.html": SITE, "rules/made/index.html": f"{SITE}rules/made/", "404.html": SITE}.items():
        (address,) = _links(pages[name], "a[data-report]")
        parts = urlsplit(address or "")
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{REPOSITORY}/issues/new"
        assert parse_qs(parts.query) == {"template": [FORM], "page": [page]}


def test_no_link_leads_nowhere(project: Path) -> None:
    page = _built(project)["index.html"]
    assert _links(page, "a[rel=edit], a[data-report]") == []
    assert _links(page, ".footer-links a") == ["contributing/"]


def test_the_form_has_the_fields_that_are_filled_in() -> None:
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / FORM).read_text(encoding="utf-8")
    assert "id: page\n" in form
    assert "id: commit\n" in form


def test_another_commit_changes_one_file(project: Path) -> None:
    """No page, and not the list of what is kept either: it would be an update that brings nothing."""
    before = _built(project)
    _git(project, "add", "--all")
    _git(project, "commit", "--quiet", "--message", "one")
    after = _built(project)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {VERSION}
    commit = _git(project, "rev-parse", "HEAD")
    assert after[VERSION].decode() == version_script(commit)
    assert [name for name, content in after.items() if commit.encode() in content] == [VERSION]


def test_what_has_changed_since_is_said(tmp_path: Path) -> None:
    assert commit_of(tmp_path) == ""
    _git(tmp_path, "init", "--quiet")
    (tmp_path / "a").write_text("1", encoding="utf-8")
    _git(tmp_path, "add", "--all")
    _git(tmp_path, "commit", "--quiet", "--message", "one")
    _git(tmp_path, "tag", "v1")
    commit = _git(tmp_path, "rev-parse", "HEAD")
    assert commit_of(tmp_path) == commit
    (tmp_path / "a").write_text("2", encoding="utf-8")
    assert commit_of(tmp_path) == f"{commit}-dirty"
    assert json.loads(version_script(commit).rpartition("= ")[2].strip(";\n")) == {"commit": commit}
