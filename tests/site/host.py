"""A host for tests of what is kept in a browser: it counts, goes away, keeps waiting, and its site can change."""

from __future__ import annotations

import http.server
import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

BELOW = "/handbook/"
"""Where the site is: as that of a project is on a host that has others too."""

PORTAL = "<!doctype html><title>Wi-Fi</title><link rel=icon href=data:,><h1>请先输入房间号</h1>"


class Host:
    """What the host has, and how it behaves."""

    def __init__(self, folder: Path, below: str = BELOW) -> None:
        self.folder, self.below = folder, below
        self.asked: list[str] = []
        """Paths below the root of the site, in the order in which they were asked for."""
        self.address = ""
        self.gone: set[str] = set()
        self.answers: float = float("inf")
        """How many more requests are answered: afterwards the network is away."""
        self.portal = ""
        """How the network of a hotel answers in its place then: with its own `page`, or `leads` to that."""
        self.flowing = threading.Event()
        """Until it is set, nothing is answered, nor refused."""
        self.flowing.set()

    def away(self) -> None:
        """No more answers."""
        self.answers = 0

    def back(self) -> None:
        """The network is there again."""
        self.answers = float("inf")
        self.flowing.set()

    def new(self) -> list[str]:
        """What was asked for since this was last asked."""
        asked, self.asked = self.asked, []
        return asked

    def file(self, path: str) -> Path | None:
        """The file of an address."""
        if not path.startswith(self.below):
            return None
        name = path.removeprefix(self.below)
        file = self.folder / name / "index.html" if not name or name.endswith("/") else self.folder / name
        return file if file.is_file() and name not in self.gone else None


class _Handler(http.server.SimpleHTTPRequestHandler):
    host: Host

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer, as the host is just now."""
        host, path = self.host, self.path.partition("?")[0]
        host.flowing.wait()
        if host.answers <= 0 and host.portal:
            return self._portal(path)
        if host.answers <= 0:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return None
        host.answers -= 1
        host.asked.append(path.removeprefix(host.below))
        return super().send_head()

    def _portal(self, path: str) -> io.BytesIO | None:
        """The page that asks for a password, for whatever was asked for."""
        login = f"{self.host.below}login/"
        if self.host.portal == "leads" and path != login:
            self.send_response(302)
            self.send_header("Location", login)
            self.end_headers()
            return None
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        return io.BytesIO(PORTAL.encode())

    def end_headers(self) -> None:
        """Browsers may keep an answer for ten minutes, as those of GitHub Pages; but not what is none of the site."""
        self.send_header("Cache-Control", "no-store" if self.host.answers <= 0 else "max-age=600")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        """Below the root of the site, or nowhere."""
        return str(self.host.file(path.partition("?")[0]) or "/nowhere")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path, below: str = BELOW) -> Iterator[Host]:
    """A host on a free port of this machine."""
    host = Host(folder, below)
    handler = type("Handler", (_Handler,), {"host": host})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.address = f"http://127.0.0.1:{server.server_address[1]}{below}"
    try:
        yield host
    finally:
        host.back()
        server.shutdown()
        server.server_close()
