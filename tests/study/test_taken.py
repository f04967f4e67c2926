"""What readers take along of a finished site: every file that a page needs, with a digest, pages last."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studybook.offline.taken import Site, Taken, core, digest, take, told

PAGE = """<!doctype html><head><link rel="stylesheet" href="{root}assets/all.css">
<link rel="icon" href="{root}logo.svg">
<link rel="canonical" href="https://pages.example/"></head><script src="{root}assets/a.js?x=1"></script>"""
FILES = {
    "index.html": PAGE.format(root=""),
    "dns/index.html": PAGE.format(root="../"),
    "assets/all.css": "a {}",
    "assets/joined.css": "a {}",
    "assets/a.js": "1",
    "assets/data.js": "2",
    "logo.svg": "<svg/>",
    "book/a.pdf": "%PDF",
    "book/a.ZIP": "PK",
    "assets/a.js.map": "{}",
    "sitemap.xml.gz": "z",
    "404.html": PAGE.format(root="/"),
    "robots.txt": "User-agent: *",
    "sw.js": "an old worker",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_pages_come_after_what_they_are_made_of_and_downloads_not_at_all(folder: Path) -> None:
    found = [file.path for file in take(folder).files]
    assert found == ["assets/a.js", "assets/all.css", "assets/data.js", "logo.svg", "", "dns/"]


def test_a_digest_is_of_the_bytes_and_changes_with_them(folder: Path) -> None:
    before = take(folder)
    assert Taken("assets/a.js", digest(b"1"), 1) in before.files
    assert take(folder).listed() == before.listed()
    (folder / "dns/index.html").write_text(FILES["dns/index.html"] + "!", encoding="utf-8")
    after = take(folder)
    assert [file.path for file in set(after.files) - set(before.files)] == ["dns/"]
    assert after.build != before.build


def test_the_core_are_pages_and_what_they_cannot_do_without(folder: Path) -> None:
    assert [file.path for file in core(take(folder), folder, [""])] == ["assets/a.js", "assets/all.css", "logo.svg", ""]


def test_an_address_is_written_as_browsers_write_it(folder: Path) -> None:
    (folder / "图 一").mkdir()
    (folder / "图 一/a+b.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "图 一/index.html").write_text('<img src="a+b.svg">', encoding="utf-8")
    page = "%E5%9B%BE%20%E4%B8%80/"
    site = take(folder)
    assert {page, f"{page}a+b.svg"} <= {file.path for file in site.files}
    assert [file.path for file in core(site, folder, [page])] == [f"{page}a+b.svg", page]


def test_the_worker_is_told_in_one_line() -> None:
    site = Site((Taken("a.js", "1", 10), Taken("b/", "2", 20)))
    line = told(site, [site.files[1]], {"b/": "乙"})
    start, said, end = line.partition("=")[0], line.partition("=")[2][:-2], line[-2:]
    assert (start, end) == ("self.handbook", ";\n")
    assert json.loads(said) == {
        "build": site.build,
        "files": 2,
        "bytes": 30,
        "core": [["b/", "2", 20]],
        "ways": [["b/", "乙"]],
        "never": [".apkg", ".epub", ".gz", ".map", ".pdf", ".zip"],
    }
