"""Serving: the port is chosen before the site is built, and said."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from collections.abc import Iterator

import pytest

from studybook import ports
from studybook.endings import INTERRUPTED, in_a_sentence
from studybook.ports import PortError, port
from tests.helpers import loaded_script


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A port on which somebody listens, as the usual one."""
    with socket.socket() as server:
        server.bind((ports.HOST, 0))
        server.listen()
        number = int(server.getsockname()[1])
        monkeypatch.setattr(ports, "USUAL", number)
        yield number


def test_the_usual_port(monkeypatch: pytest.MonkeyPatch, busy: int) -> None:
    with socket.socket() as gone:
        gone.bind((ports.HOST, 0))
        free = int(gone.getsockname()[1])
    monkeypatch.setattr(ports, "USUAL", free)
    assert port({}) == free


def test_the_next_free_port(busy: int) -> None:
    found = port({"PORT": ""})
    assert busy < found < busy + ports.TRIED


@pytest.mark.parametrize("wanted", ["0", "65536", "-1", "http", "80a", "８０"])
def test_no_port(wanted: str) -> None:
    with pytest.raises(PortError, match=f"PORT is {wanted}, which is no port: a number from 1 to 65535"):
        port({"PORT": wanted})


def test_a_port_that_is_named_is_not_replaced_by_another(busy: int) -> None:
    with pytest.raises(PortError, match=f"port {busy} is in use"):
        port({"PORT": str(busy)})


def test_no_port_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "is_free", lambda _: False)
    with pytest.raises(PortError, match=r"the ports 8000 to 8019 are in use; name another one: PORT=9000 make serve"):
        port({})


def test_it_is_said_before_the_site_is_built(
    monkeypatch: pytest.MonkeyPatch, busy: int, capsys: pytest.CaptureFixture[str]
) -> None:
    script = loaded_script("serve_site")
    served: list[tuple[str, ...]] = []

    def serve(*arguments: str) -> int:
        served.append(arguments)
        return 0

    monkeypatch.setattr(script, "mkdocs", serve)
    monkeypatch.setattr(script, "USUAL", busy)
    monkeypatch.setattr(sys, "argv", ["serve_site.py", "--dirty"])
    monkeypatch.delenv("PORT", raising=False)
    assert script.main() == 0
    ((_, _, address, option),) = served
    assert option == "--dirty"
    assert capsys.readouterr().err == f"Port {busy} is in use: the site is served on http://{address}/ instead.\n"
    monkeypatch.setenv("PORT", str(busy))
    assert script.main() == 1
    assert capsys.readouterr().err.startswith(f"The site is not served: port {busy} is in use")
    assert len(served) == 1


@pytest.fixture
def handlers() -> Iterator[None]:
    """What happens on signals is as before when the test ends."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def raising(error: BaseException) -> int:
    raise error


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), INTERRUPTED, "\nStopped before it was done; run it again.\n"),
        (OSError(errno.ENOSPC, "x", "site/a.html"), 1, "The disk is full while writing site/a.html: make room, then"),
        (OSError(errno.EDQUOT, "x"), 1, "The disk is full: make room, then run this again.\n"),
    ],
    ids=repr,
)
def test_ends_in_a_sentence(error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert in_a_sentence(lambda: raising(error)) == status
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.usefixtures("handlers")
def test_other_mistakes_are_not_hidden() -> None:
    with pytest.raises(OSError, match="denied"):
        in_a_sentence(lambda: raising(OSError(errno.EACCES, "denied")))


@pytest.mark.usefixtures("handlers")
def test_a_request_to_end_is_one_to_stop() -> None:
    def ended() -> int:
        os.kill(os.getpid(), signal.SIGTERM)
        return 0

    assert in_a_sentence(ended) == INTERRUPTED
