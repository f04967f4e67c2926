"""What holds for all tests: which stay on one worker, those that share a site or a book that takes long to make."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.custom import Distribution

HERE = Path(__file__).parent
SHARED = {
    HERE / "site": ("site", {"site", "offline", "studied", "browser"}),
    HERE / "book": ("book", {"renderer", "made", "real"}),
}
"""Folder of the tests to the name of the group and the fixtures that are made once for all of it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one group run on the worker that has made what they share."""
    for item in items:
        name, fixtures = SHARED.get(item.path.parent, ("", set()))
        if fixtures.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(name))


@pytest.fixture(scope="session", autouse=True)
def hears_interrupts() -> None:
    """What a shell starts behind ``&`` is deaf to SIGINT, and so would be the programs that tests interrupt."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Distribution]:
    """A package that rules can be installed with, and an empty folder to work in."""
    folder, work = tmp_path / "packages", tmp_path / "work"
    folder.mkdir()
    work.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.chdir(work)
    yield Distribution(folder)
    for name in [name for name in sys.modules if name.startswith("example_rules")]:
        del sys.modules[name]
