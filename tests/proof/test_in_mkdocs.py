"""The options of the plugin on a plain site of MkDocs: each by itself, and what stops a build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.helpers import CONFIG_MAP, DEPLOYMENT, fenced
from tests.proof.test_standing import SIDECAR

PAGE = "# Web\n\n" + fenced(SIDECAR, 'yaml title="web.yaml"') + "\n" + fenced("kubectl get pods\n", "bash")
ALL = "{marks: true, report: all.md, manifests: files}"


def laid(root: Path, options: str, *, site: str = "site_url: https://example.org/docs/", **pages: str) -> Path:
    """A site with these options and pages."""
    text = f"site_name: A site\n{site}\nplugins: [{{kubefence: {options}}}]\ntheme: {{name: mkdocs, locale: en}}\n"
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    for name, page in {"index": PAGE, **pages}.items():
        path = root / "docs" / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    return root


def build(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def built(root: Path) -> Path:
    done = build(root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def html(site: Path, name: str = "index.html") -> LexborHTMLParser:
    return LexborHTMLParser((site / name).read_bytes())


def test_without_options_nothing_is_shown(tmp_path: Path) -> None:
    page = html(built(laid(tmp_path, "{}")))
    assert page.css(".proof-seal, [id^=block-]") == []


def test_marks_alone(tmp_path: Path) -> None:
    site = built(laid(tmp_path, "{marks: true}"))
    assert [mark.text() for mark in html(site).css(".proof-seal summary, .proof-seal span")] == [
        "verified v1.28–v1.37",
        "kubectl commands verified v1.26–v1.37",
    ]
    assert html(site).css("a[download], [id^=block-]") == []


def test_the_report_alone(tmp_path: Path) -> None:
    site = built(laid(tmp_path, "{report: all.md}", all="# All blocks\n", guide__b="# *B*\n\n" + fenced(CONFIG_MAP)))
    assert html(site).css(".proof-seal") == []
    report = html(site, "all/index.html")
    assert [link.attributes["href"] for link in report.css("[data-part=pages] a")] == [
        "../#block-1",
        "../#block-2",
        "../guide/b/#block-1",
    ]
    assert [node.attributes["id"] for node in html(site).css("[id^=block-]")] == ["block-1", "block-2"]


def test_pages_that_nobody_looks_at_are_named(tmp_path: Path) -> None:
    options = "{report: all.md, exclude: [docs/draft.md]}"
    site = built(laid(tmp_path, options, all="# All\n", draft="# A draft\n\n" + fenced("a: [", "yaml")))
    [folded] = html(site, "all/index.html").css("[data-part=unchecked] details:has(li)")
    assert [(link.attributes["href"], link.text()) for link in folded.css("a")] == [("../draft/", "A draft")]


def test_files_alone(tmp_path: Path) -> None:
    site = built(laid(tmp_path, "{manifests: files}"))
    assert (site / "files" / "index" / "web.yaml").read_text(encoding="utf-8") == (
        "# from https://example.org/docs/\n# verified offline by kubefence: Kubernetes v1.28–v1.37\n" + SIDECAR
    )
    assert html(site).css(".proof-seal") == []


@pytest.mark.parametrize(("urls", "page"), [("true", "guide/b/index.html"), ("false", "guide/b.html")])
def test_links_lead_to_files_however_addresses_are_made(tmp_path: Path, urls: str, page: str) -> None:
    site = f"site_url: https://example.org/\nuse_directory_urls: {urls}"
    folder = built(laid(tmp_path, ALL, site=site, all="# All\n", guide__b="# B\n\n" + fenced(DEPLOYMENT)))
    [link] = html(folder, page).css("a[download]")
    assert ((folder / page).parent / str(link.attributes["href"])).resolve() == (
        folder / "files" / "guide" / "b" / "deployment-web.yaml"
    )


def test_a_site_without_an_address_names_none(tmp_path: Path) -> None:
    site = built(laid(tmp_path, ALL, site="", all="# All\n"))
    assert "kubectl apply -f" not in html(site).css(".proof-seal")[0].text()
    assert "example.org/docs" not in (site / "files" / "index" / "web.yaml").read_text(encoding="utf-8")


def test_addresses_of_files_are_written_as_addresses(tmp_path: Path) -> None:
    site = built(laid(tmp_path, ALL, **{"all": "# All\n", "甲 乙": "# B\n\n" + fenced(DEPLOYMENT)}))
    mark = html(site, "甲 乙/index.html").css_first(".proof-seal")
    assert mark is not None
    address = "files/%E7%94%B2%20%E4%B9%99/deployment-web.yaml"
    assert [link.attributes["href"] for link in mark.css("a")] == [f"../{address}"]
    assert f"kubectl apply -f https://example.org/docs/{address}" in mark.text()


def test_a_page_in_another_language_has_marks_in_that(tmp_path: Path) -> None:
    site = built(laid(tmp_path, ALL, all="# All\n", b="---\nlang: zh\n---\n# B\n\n" + fenced(CONFIG_MAP)))
    [said] = html(site, "b/index.html").css(".proof-seal summary")
    assert said.text() == "已核对 v1.25–v1.37"


def contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_from_the_cache_the_same_is_shown(tmp_path: Path) -> None:
    laid(tmp_path, ALL, all="# All\n")
    first, second = contents(built(tmp_path)), contents(built(tmp_path))
    assert [name for name in first if first[name] != second.get(name)] == []


STOPPED = {
    "one name for two": (
        {"index": PAGE + "\n" + fenced(DEPLOYMENT, 'yaml title="web.yaml"')},
        "docs/index.md:22:1",
        "same-manifest-name",
    ),
    "a name that leads out": (
        {"index": PAGE.replace("web.yaml", "../../web.yaml")},
        "docs/index.md:3:1",
        "unsafe-manifest-name",
    ),
    "a page that is not there": ({"other": "# Other\n"}, "mkdocs.yml:1:1", "missing-report-page"),
}


@pytest.mark.parametrize(("pages", "place", "rule"), STOPPED.values(), ids=STOPPED)
def test_what_cannot_be_shown_stops_the_build(tmp_path: Path, pages: dict[str, str], place: str, rule: str) -> None:
    all_ = {} if rule == "missing-report-page" else {"all": "# All\n"}
    done = build(laid(tmp_path, ALL, **{**all_, **pages}))
    [line] = [line for line in done.stderr.splitlines() if f"[{rule}]" in line]
    assert f"{place}: error: " in line
    assert not (tmp_path / "site").exists()


def test_pages_are_called_as_their_headings_read(tmp_path: Path) -> None:
    pages = {"b": "# **Web** and `kubectl` in [two](https://example.org/) steps {#web}\n\n" + fenced("a: b\n")}
    site = built(laid(tmp_path, "{report: all.md}", all="# All\n", **pages))
    assert "Web and kubectl in two steps" in [small.text() for small in html(site, "all/index.html").css("small")]


def test_what_is_in_the_way_of_files_is_as_severe_as_the_configuration_says(tmp_path: Path) -> None:
    """A site with many examples of one name can have files today; the first of a name is the file."""
    pages = {"index": PAGE + "\n" + fenced(DEPLOYMENT, 'yaml title="web.yaml"')}
    levels = "severity: {same-manifest-name: note, missing-report-page: 'off'}"
    site = built(laid(tmp_path, ALL.replace("}", f", {levels}}}"), **pages))
    files = [file.name for file in (site / "files").rglob("*.yaml")]
    assert files == ["web.yaml"]
    assert "kind: Deployment" not in (site / "files" / "index" / "web.yaml").read_text(encoding="utf-8")


def test_a_file_that_the_site_has_already_is_not_written_over(tmp_path: Path) -> None:
    laid(tmp_path, ALL, all="# All\n")
    there = tmp_path / "docs" / "files" / "index" / "Web.yaml"
    there.parent.mkdir(parents=True)
    there.write_text("a: b\n", encoding="utf-8")
    done = build(tmp_path)
    assert "docs/index.md:3:1: error: the example is to be the file files/index/web.yaml" in done.stderr
