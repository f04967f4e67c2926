"""What the tests of the deck share."""

from __future__ import annotations

from tests import no_browser

pytest_collection_modifyitems = no_browser.pytest_collection_modifyitems
