"""Without a browser, a test run is one clear failure, where each test that needs one would fail by itself."""

from __future__ import annotations

import pytest

from studybook.browsers import BrowserError, find

DRIVING = {"browser", "renderer"}
"""Fixtures that start a browser."""


@pytest.hookimpl(trylast=True)  # when it is known which tests were chosen
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """One test instead of all, where some need a browser and there is none."""
    if any(item.get_closest_marker("browser") or DRIVING.intersection(fixtures(item)) for item in items):
        try:
            find()
        except BrowserError as error:
            items[:] = [NoBrowser.saying(session, str(error))]


def fixtures(item: pytest.Item) -> list[str]:
    """The names of what a test is given."""
    return list(getattr(item, "fixturenames", ()))


class NoBrowser(pytest.Item):
    """Stands for all tests, where those that need a browser would fail one by one."""

    why = ""

    @classmethod
    def saying(cls, session: pytest.Session, why: str) -> NoBrowser:
        """The item for a reason."""
        item: NoBrowser = cls.from_parent(session, name="a browser for the tests")
        item.why = f'No test was run: {why}; or leave out the tests that need one: -m "not browser"'
        return item

    def runtest(self) -> None:
        """Say it."""
        raise BrowserError(self.why)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: object) -> str:
        """In a sentence, not as a traceback."""
        return self.why
