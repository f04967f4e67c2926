"""Links to other hosts: which there are, and what is said of the answers of a host."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from studybook.endings import UNREAD
from studybook.outside import Answer, Place, by_host, links, verdict

ROOT = Path(__file__).parents[2]
PAGE = b'<h2 id="a%20b">x</h2><p id="there"></p><a name="old"></a><h3 id="user-content-readme"></h3>'


def test_links_of_prose_with_their_places() -> None:
    page = """---
title: "[x](https://front.org/)"
---
[a](https://one.org/x#y) and <https://two.org>.

```text
[b](https://code.org/)
```

[c](https://one.org/x#z "title") [d](https://api.example.com/) [e](other.md)

[f]: https://three.org/
"""
    assert links({"b.md": page, "a.md": "[a](https://two.org)"}) == {
        "https://one.org/x#y": [Place("b.md", 4)],
        "https://one.org/x#z": [Place("b.md", 10)],
        "https://three.org/": [Place("b.md", 12)],
        "https://two.org": [Place("a.md", 1), Place("b.md", 4)],
    }


def test_a_page_is_asked_for_once() -> None:
    assert by_host(["https://a.org/x#1", "https://a.org/x#2", "https://b.org/"]) == {
        "a.org": {"https://a.org/x": ["https://a.org/x#1", "https://a.org/x#2"]},
        "b.org": {"https://b.org/": ["https://b.org/"]},
    }


@pytest.mark.parametrize(
    ("fragment", "status", "told", "sure"),
    [
        ("", 200, "", True),
        ("#there", 200, "", True),
        ("#old", 200, "", True),
        ("#readme", 200, "", True),
        ("#L10-L20", 200, "", True),
        ("#gone", 200, "the page has no part called #gone", True),
        ("", 404, "the host answers 404", True),
        ("", 410, "the host answers 410", True),
        ("", 403, "the host answers 403 to this script: look at it by hand", False),
        ("", 429, "the host answers 429 to this script: look at it by hand", False),
        ("", 503, "no answer: 503", False),
        ("", 0, "no answer: timed out", False),
    ],
)
def test_what_is_said_of_an_answer(fragment: str, status: int, told: str, sure: bool) -> None:
    url = f"https://a.org/{fragment}"
    assert verdict(url, Answer(status, url, PAGE, "timed out")) == (told, sure)


class _Host(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response({"/gone": 404, "/busy": 503}.get(self.path, 200))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.2", 0), _Host)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.2:{server.server_address[1]}"
    server.shutdown()


def test_the_script_tells_what_is_gone(host: str, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text(f"[a]({host}/x#there)\n[b]({host}/gone)\n[c]({host}/busy)\n[d]({host}/x#no)\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts/check_links.py"), "--pause", "0", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        f"{page.as_posix()}:3: perhaps: {host}/busy: no answer: 503",
        f"{page.as_posix()}:2: {host}/gone: the host answers 404",
        f"{page.as_posix()}:4: {host}/x#no: the page has no part called #no",
        "4 links, 2 of them are not good",
    ]
    assert done.returncode == 1
    assert _Host.asked.count("/x") == 1
    assert _Host.asked.count("/busy") == 3


def test_the_list_asks_nobody(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("[a](https://nobody.invalid/x)\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts/check_links.py"), "--list", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == (f"https://nobody.invalid/x {page.as_posix()}:1\n", 0)


def test_who_reads_only_the_first_lines_is_told_nothing_more() -> None:
    script = "import sys; from studybook.endings import in_a_sentence as run\n"
    script += "def main():\n    while True: print('x' * 1000)\nsys.exit(run(main))"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", UNREAD)
