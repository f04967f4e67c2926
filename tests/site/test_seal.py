"""The seal in builds: what is refused, what is told of it, and what a published page keeps of it."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from kubefence.seal import MARKER
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced
from tests.site.conftest import ROOT, Site, build, small_site

POD = "apiVersion: v1\nkind: Pod\nspec:\n  contaners: []\n"
EXPECTED = fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-field"')
SKIPPED = fenced(POD, 'yaml skip="由 <b>CRD</b> 定义"')
INDEX = f"# 首页\n\n{fenced(CONFIG_MAP)}"
MARKED = f"# 没有核对日期\n\n文字\n\n{EXPECTED}\n-   一项\n\n" + "".join(
    f"    {line}\n" for line in SKIPPED.splitlines()
)
REMARKS = ("错误示例：没有这个字段", "未经验证：由 &lt;b&gt;CRD&lt;/b&gt; 定义")
REFUSED = {  # a page, the line that is told, and what is told of it
    "raw.md": (f"# 甲\n\n<pre class='language&#45;yaml' title='a>b'>{POD}</pre>\n", 3, "YAML 没有人验证过"),
    "lines.md": (
        "# 辛\n\n`apiVersion: v1` 是版本。\n\n" + "<br>\n".join(f"`{line}`" for line in POD.splitlines()),
        5,
        "清单没有人验证过",
    ),
    "spaces.md": (f"# 壬\n\n<div>{POD.replace(' ', '&nbsp;')}</div>\n", 3, "清单没有人验证过"),
    "plain.md": (f"# 乙\n\n文字\n\n<pre>{POD}</pre>\n", 5, "清单没有人验证过"),
    "copy.md": (f"# 丙\n\n{SKIPPED}\n<pre class='language-yaml'>{POD}</pre>\n", 4, "YAML 没有人验证过"),
    "comment.md": (f"# 丁\n\n{fenced(CONFIG_MAP)}\n<!--> <pre>{POD}</pre> -->\n", 10, "清单没有人验证过"),
    "changed.md": (f"# 戊\n\n{fenced(CONFIG_MAP + '# change me')}", 4, "验证之后被改动"),
    "finished.md": (f"# 己\n\n{fenced(CONFIG_MAP + '# finished')}", 3, "验证之后被改动"),
    "bare.md": ("# 庚\n\n" + fenced(POD, 'yaml skip="bare"'), 3, "没有说明它有错"),
}
PLUGIN = """
def on_page_markdown(markdown, page, **_):
    return markdown.replace("change me", "changed")

def on_page_content(html, page, **_):
    return html.replace("# finished", "# done").replace("：bare</p>", "</p>")
"""


def published(root: Path) -> dict[str, bytes]:
    return {str(f.relative_to(root / "site")): f.read_bytes() for f in (root / "site").rglob("*") if f.is_file()}


def site_of(root: Path, pages: dict[str, str]) -> Path:
    """A small site on which pages may hold any HTML, as the seal has to do with what other sites allow."""
    small_site(root, pages)
    (root / "pyproject.toml").unlink()  # where the real site asks for rules of pages
    return root


def with_plugin(root: Path) -> None:
    """A hook of somebody else, which runs before all of the site's own."""
    (root / "plugin.py").write_text(PLUGIN, encoding="utf-8")
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("hooks: [", "hooks: [plugin.py, "), encoding="utf-8")


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """A build with one page of each kind."""
    pages = {"index.md": INDEX, **{name: page for name, (page, _, _) in REFUSED.items()}}
    root = site_of(tmp_path_factory.mktemp("refused"), pages)
    with_plugin(root)
    (root / "docs" / "static.html").write_text(f"<!doctype html><pre>{POD}</pre>", encoding="utf-16")
    return build(root=root)


@pytest.mark.parametrize(("name", "line", "told"), [(name, line, told) for name, (_, line, told) in REFUSED.items()])
def test_what_is_not_verified_is_told_where_it_was_written(
    refused: subprocess.CompletedProcess[str], name: str, line: int, told: str
) -> None:
    findings = [text for text in refused.stderr.splitlines() if f"docs/{name}:" in text]
    assert len(findings) == 1, refused.stderr
    assert f"docs/{name}:{line}:" in findings[0]
    assert told in findings[0]
    assert "[not-verified]" in findings[0]


def test_a_static_file_is_looked_at_too(refused: subprocess.CompletedProcess[str]) -> None:
    assert re.search(r"^ERROR.* static\.html:1:1: .*清单没有人验证过.*apiVersion: v1", refused.stderr, re.MULTILINE)


def test_nothing_is_published_then(refused: subprocess.CompletedProcess[str]) -> None:
    assert refused.returncode != 0
    assert f"never verified: {len(REFUSED) + 1}; nothing was published" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_remarks_stand_on_every_page_and_in_every_edition(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": INDEX, "marked.md": MARKED})
    done = build(root=root, BOOK="pdf,epub", SOURCE_DATE_EPOCH="1790000000")
    assert done.returncode == 0, done.stderr
    html = (root / "site" / "marked" / "index.html").read_text(encoding="utf-8")
    remarks = re.findall('<p class="proof-mark[^>]*>(.*?)</p>', html)
    assert [re.sub("</?a[^>]*>", "", remark) for remark in remarks] == list(REMARKS)
    with zipfile.ZipFile(next((root / "site" / "book").glob("*.epub"))) as epub:
        text = "".join(epub.read(name).decode("utf-8") for name in epub.namelist() if name.endswith(".xhtml"))
    assert [text.count(f'<p class="verdict">{remark}</p>') for remark in REMARKS] == [1, 1]
    pdf = "".join(page.extract_text() for page in PdfReader(next((root / "site" / "book").glob("*.pdf"))).pages)
    squeezed = re.sub(r"\s", "", pdf)
    assert ["错误示例：没有这个字段" in squeezed, "未经验证：由<b>CRD</b>定义" in squeezed] == [True, True]


def test_equal_sources_give_equal_bytes_without_a_marker(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": INDEX, "marked.md": MARKED})
    sites = []
    for _ in range(2):
        done = build(root=root, SOURCE_DATE_EPOCH="1790000000")
        assert done.returncode == 0, done.stderr
        sites.append(published(root))
    assert [name for name, content in sites[0].items() if sites[1][name] != content] == []
    assert [name for name, content in sites[0].items() if MARKER.encode() in content] == []


def test_a_dirty_build_looks_at_the_pages_that_it_renders(tmp_path: Path) -> None:
    root = site_of(tmp_path, {"index.md": INDEX, "marked.md": MARKED})
    assert build(root=root).returncode == 0
    (root / "docs" / "index.md").write_text(INDEX + f"\n<pre>{POD}</pre>\n", encoding="utf-8")
    done = build("--dirty", root=root)
    assert "docs/index.md:10:" in done.stderr, done.stderr
    assert done.stderr.count("[not-verified]") == 1, "the other page has no markers any more and is as it was"


def test_the_pages_of_the_site_are_marked_whether_they_were_reviewed_or_not(site: Site) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")}
    options = re.compile(r'^ *(?:```|~~~)\S.*?\b(?:expect|skip)="', re.MULTILINE)
    for path, text in pages.items():
        name = path.relative_to(ROOT / "docs").with_suffix("")
        folder = name.parent if name.name == "index" else name
        html = (site.folder / folder / "index.html").read_text(encoding="utf-8")
        assert html.count('class="proof-mark ') == len(options.findall(text)), path
