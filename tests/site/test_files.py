"""Files that must not be published are not, whatever they are: a build names each of them and changes nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from kubefence import Finding, PageReport, Place, Severity, Span, Text
from kubefence.edge.mkdocs.reach import may_be_read
from tests.site.conftest import build, small_site

PAGE = "# Page\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n```\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.txt").write_text("hunter2\n", encoding="utf-8")
    return small_site(tmp_path / "site", {"index.md": PAGE})


def test_no_file_from_outside_is_published(project: Path) -> None:
    docs = project / "docs"
    (docs / "page.md").symlink_to("../../secret.txt")
    (docs / "image.png").symlink_to("../../secret.txt")
    os.mkfifo(docs / "pipe.png")
    done = build(root=project)
    assert done.returncode == 1
    for name in ("page.md", "image.png", "pipe.png"):
        assert f"docs/{name}:1:1: " in done.stderr
    assert "files that must not be published: 3; nothing was published" in done.stderr
    assert "hunter2" not in done.stderr
    assert not (project / "site" / "index.html").exists()


def test_pages_that_are_no_text_are_told_together(project: Path) -> None:
    docs = project / "docs"
    (docs / "old.md").write_bytes("# 甲\n\n".encode() + b"caf\xe9\n")
    (docs / "wide.md").write_text("# 乙\n", encoding="utf-16")
    done = build(root=project)
    assert done.returncode == 1
    assert re.search(r"docs/old\.md:3:4: .*另存为 UTF-8", done.stderr), done.stderr
    assert re.search(r"docs/wide\.md:1:1: .*另存为 UTF-8", done.stderr), done.stderr
    assert not (project / "site" / "index.html").exists()


def test_no_folder_outside_is_walked_through(project: Path) -> None:
    (project / "docs" / "all").symlink_to("/")
    (project / "docs" / "self").symlink_to(".")
    (project / "docs" / "a\u202egnp.txt").touch()
    done = build(root=project)
    assert done.returncode == 1
    assert "docs/all:1:1: " in done.stderr
    assert "docs/self:1:1: " in done.stderr
    assert "docs/a\\u202egnp.txt:1:1: " in done.stderr
    assert "\u202e" not in done.stderr + done.stdout
    assert "files that must not be published: 3" in done.stderr


@pytest.mark.parametrize(
    ("rule", "read"), [("include-bomb", False), ("barred-snippet", False), ("unknown-field", True)]
)
def test_a_page_that_must_not_be_read_is_not_rendered(rule: str, read: bool) -> None:
    finding = Finding(rule, Severity.ERROR, Place("a.md", Span(1, 1, 1, 2)), Text("", ""))
    assert may_be_read(PageReport("a.md", (finding,))) is read
    assert may_be_read(None)
