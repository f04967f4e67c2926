"""A browser as a drawing board: started without a window, spoken to over a pipe.

`--remote-debugging-pipe` gives the DevTools protocol on two inherited file descriptors, as JSON messages
that end with a zero byte. That is all a driver does here, so none is installed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from studybook.browsers import BrowserError, environment, sandbox

SWITCHES = (
    "--headless",
    "--remote-debugging-pipe",
    "--allow-file-access-from-files",  # the font is a file, and fonts are subject to CORS
    "--font-render-hinting=none",  # the same widths on every machine
    "--force-color-profile=srgb",
    "--force-device-scale-factor=1",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # nothing is fetched from anywhere
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
)
LAUNCH = """
import fcntl, os, sys
commands, answers = (fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3])
os.dup2(commands, 3)
os.dup2(answers, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Becomes the browser, with the ends of the pipes where it looks for them."""
TIMEOUT = 60.0
"""Seconds for one answer; a diagram takes a fifth of one."""


class Page:
    """One page of a browser of its own, from ``with`` to the end of it."""

    def __init__(self, browser: Path, address: str) -> None:
        self._browser, self._address = browser, address
        self._last = 0
        self._session = ""
        self._rest = b""
        self._events: set[str] = set()

    def __enter__(self) -> Self:
        self._profile = tempfile.TemporaryDirectory(prefix="studybook-", ignore_cleanup_errors=True)
        commands, self._out = os.pipe()
        self._in, answers = os.pipe()
        self._log = Path(self._profile.name, "log").open("w+b")
        line = [sys.executable, "-ISc", LAUNCH, str(commands), str(answers), str(self._browser), *SWITCHES]
        line.append(f"--user-data-dir={self._profile.name}/profile")
        self._process = subprocess.Popen(
            [*line, *sandbox(), "about:blank"],
            env=environment(Path(self._profile.name)),
            pass_fds=(commands, answers),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )
        os.close(commands)
        os.close(answers)
        try:
            self._open()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited if it is a promise."""
        answer = self._ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if problem := answer.get("exceptionDetails"):
            thrown = problem.get("exception", {})
            raise BrowserError(str(thrown.get("description") or thrown.get("value") or problem["text"]))
        return answer["result"].get("value")

    def _open(self) -> None:
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")
        self._ask("Page.navigate", url=self._address)
        with self._deadline():
            while "Page.loadEventFired" not in self._events:
                self._read()

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        with self._deadline():
            self._write(json.dumps(message).encode() + b"\0")
            while (answer := self._read()).get("id") != self._last:
                pass
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error'].get('message')}")
        result: dict[str, Any] = answer["result"]
        return result

    @contextmanager
    def _deadline(self) -> Iterator[None]:
        """Ends the browser, and thereby the reading of its answers, when it takes too long."""
        overdue = threading.Timer(TIMEOUT, self._process.kill)
        overdue.start()
        try:
            yield
        finally:
            overdue.cancel()

    def _write(self, data: bytes) -> None:
        try:
            while data:
                data = data[os.write(self._out, data) :]
        except BrokenPipeError:
            raise self._gone() from None

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not (more := os.read(self._in, 1 << 20)):
                raise self._gone()
            self._rest += more
        one, self._rest = self._rest.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(one)
        self._events.add(answer.get("method", ""))
        return answer

    def _gone(self) -> BrowserError:
        self._log.seek(0)
        said = self._log.read().decode(errors="replace").strip().splitlines()[-3:]
        return BrowserError(f"{self._browser} does not run or ended at once: {' / '.join(said) or 'it said nothing'}")

    def _close(self) -> None:
        os.close(self._out)
        os.close(self._in)
        try:
            self._process.wait(5)  # it ends by itself when the pipe is gone
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                self._process.kill()
            self._process.wait()
        self._log.close()
        self._profile.cleanup()
