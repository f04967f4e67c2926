"""No page asks another host for anything, with the settings that the site is published with either."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser

from tests.site.browser import served
from tests.site.conftest import HERE, ROOT, build, small_site

NAMESPACE = "\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"
REPOSITORY = "https://github.com/owner/handbook"
MADE_BEFORE = ("BOOK", "DECK", "OFFLINE")
"""What takes long to make, and is no page."""


def publishing() -> dict[str, str]:
    """What the workflow that publishes the site sets for the build, for a repository on GitHub."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    [step] = [step for step in workflow["jobs"]["build"]["steps"] if "REPO_URL" in step.get("env", {})]
    told = {"REPO_URL": REPOSITORY, "SITE_URL": "https://owner.github.io/handbook/"}
    assert step["env"].keys() >= {*told, "EDIT_URI", "DIAGRAMS"}
    return {name: told.get(name, value) for name, value in step["env"].items() if name not in MADE_BEFORE}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = small_site(tmp_path_factory.mktemp("published"), {"index.md": f"# 首页{NAMESPACE}", "a.md": "# 甲\n"})
    done = build(root=root, **publishing())
    assert done.returncode == 0, done.stderr
    (root / "site").rename(root / "handbook")  # where its address says that it is
    with served(root) as address:
        yield address + "handbook/"


@pytest.mark.browser
@pytest.mark.parametrize("name", ["", "a/", "404.html"])
def test_a_published_page_asks_no_other_host(browser: Browser, published: str, name: str) -> None:
    """The theme would ask the host of the repository for its stars, forks and releases."""
    context = browser.new_context()
    context.add_init_script("sessionStorage.clear()")  # where the theme keeps the answers
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(published + name, wait_until="networkidle")
    link = page.locator(f"a.md-source[href='{REPOSITORY}']").first
    assert (link.is_visible(), link.inner_text().strip()) == (True, "GitHub")
    assert any(url.endswith(".js") for url in asked), "the theme's script is there"
    assert [url for url in asked if not url.startswith(HERE)] == []
    context.close()
