"""While a site is served, a page is there soon after it was saved, and whatever shows something of it as well."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

NAMESPACE = "```yaml\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: {}\n```\n"
PAGES = {
    "index.md": "# 首页\n\n[甲](a.md)\n\n" + NAMESPACE.format("home"),
    "a.md": "# 甲\n\n原来的文字\n\n" + NAMESPACE.format("a"),
    "b.md": '# 乙\n\n```yaml\n--8<-- "parts/b.yaml"\n```\n',
}
CONFIGURATION = """\
site_name: 小站
theme: readthedocs
plugins: [kubefence]
markdown_extensions:
  - pymdownx.superfences
  - pymdownx.snippets: {base_path: [.], check_paths: true}
"""
PATIENCE = 60


class Served:
    """A small site that MkDocs serves."""

    def __init__(self, root: Path, port: int) -> None:
        self.root, self._address = root, f"http://127.0.0.1:{port}/"
        self._log = (root / "log").open("w+", encoding="utf-8")
        self._server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"], cwd=root, stderr=self._log
        )

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait()
        self._log.close()

    def log(self) -> str:
        return (self.root / "log").read_text(encoding="utf-8")

    def page(self, name: str, wanted: str) -> str:
        """The page, once it holds the text that is wanted."""
        end = time.monotonic() + PATIENCE
        html = ""
        while time.monotonic() < end:
            assert self._server.poll() is None, self.log()
            try:
                with urllib.request.urlopen(self._address + name, timeout=PATIENCE) as answer:
                    html = answer.read().decode("utf-8")
            except OSError:
                html = ""
            if wanted in html:
                return html
            time.sleep(0.05)
        raise AssertionError(f"{wanted!r} never came:\n{self.log()}\n{html}")

    def save(self, name: str, old: str, new: str) -> None:
        file = self.root / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def kept(self) -> int:
        """How often most pages were kept as they were."""
        return self.log().count("Only what has changed is rendered")


@pytest.fixture
def served(tmp_path: Path, free_port: int) -> Iterator[Served]:
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    for name, text in PAGES.items():
        file = tmp_path / "docs" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "b.yaml").write_text("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: b\n", "utf-8")
    site = Served(tmp_path, free_port)
    try:
        site.page("", "首页")
        yield site
    finally:
        site.stop()


def test_only_the_page_that_was_saved_is_rendered(served: Served) -> None:
    served.save("docs/a.md", "原来的文字", "新的文字")
    html = served.page("a/", "新的文字")
    assert "乙" in html, "the navigation has the titles of the others"
    assert served.kept() == 1
    served.page("b/", "name")


def test_a_mistake_is_told_beside_its_block_and_goes_when_it_is_mended(served: Served) -> None:
    served.save("docs/a.md", "metadata:", "metadatta:")
    assert "unknown-field" in served.page("a/", "proof-finding--error")
    served.save("docs/a.md", "metadatta:", "metadata:")
    served.save("docs/a.md", "原来的文字", "改好了")
    assert "proof-finding" not in served.page("a/", "改好了")


def test_a_file_that_a_page_includes_is_watched(served: Served) -> None:
    served.save("parts/b.yaml", "name: b", "name: other")
    served.page("b/", "other")
    assert served.kept() == 1
    served.save("parts/b.yaml", "name: other", "nam: other")
    served.page("b/", "proof-finding--error")


@pytest.mark.parametrize(("file", "old", "new"), [("docs/a.md", "# 甲", "# 丙"), ("mkdocs.yml", "小站", "丙站")])
def test_what_other_pages_show_of_it_is_new_everywhere(served: Served, file: str, old: str, new: str) -> None:
    served.save(file, old, new)
    served.page("b/", new[-2:].strip("# "))
    assert served.kept() == 0


def test_a_new_page_is_in_the_navigation_of_the_others(served: Served) -> None:
    (served.root / "docs" / "c.md").write_text("# 丁\n\n" + NAMESPACE.format("c"), encoding="utf-8")
    served.page("a/", "丁")
