"""Where the sources are known, a page says where it is edited."""

from __future__ import annotations

from pathlib import Path

from tests.site.conftest import build, small_site

NAMESPACE = "\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"
REPOSITORY = "https://git.example/owner/handbook"


def test_a_page_links_to_its_source_unless_a_script_writes_it(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": f"# 首页{NAMESPACE}"})
    rules = root / "docs" / "rules"
    rules.mkdir()
    (rules / "made.md").write_text(f"# 规则{NAMESPACE}", encoding="utf-8")
    done = build(root=root, REPO_URL=REPOSITORY, EDIT_URI="edit/main/docs/")
    assert done.returncode == 0, done.stderr
    by_hand, by_script = (
        (root / "site" / name).read_text(encoding="utf-8") for name in ("index.html", "rules/made/index.html")
    )
    assert f'href="{REPOSITORY}/edit/main/docs/index.md"' in by_hand
    assert 'rel="edit"' not in by_script


def test_no_link_leads_nowhere(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": f"# 首页{NAMESPACE}"})
    done = build(root=root)
    assert done.returncode == 0, done.stderr
    assert 'rel="edit"' not in (root / "site" / "index.html").read_text(encoding="utf-8")
