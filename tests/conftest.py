"""What holds for all tests: which stay on one worker, those that share a site or a book that takes long to make."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARED = {
    HERE / "site": ("site", {"site", "offline", "browser"}),
    HERE / "book": ("book", {"renderer", "made", "real"}),
}
"""Folder of the tests to the name of the group and the fixtures that are made once for all of it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one group run on the worker that has made what they share."""
    for item in items:
        name, fixtures = SHARED.get(item.path.parent, ("", set()))
        if fixtures.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(name))
