"""What the pointer is on can be read as well as what it is not on: links, buttons, folded answers, signs of places."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.browser import served
from tests.site.conftest import SCHEMES
from tests.site.studied import reading, violations

pytestmark = pytest.mark.browser
POINTED = {
    "dns/": (
        "article p a",
        "h2",
        ".study-add",
        "details[data-level] > summary",
        "button.item-option",
        ".md-nav--secondary a",
    ),
    "review/": (".md-button--primary", ".study-topics a", ".study-danger"),
    "quiz/": (".study-chip", ".md-path a"),
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_the_pointer_is_on_can_be_read(browser: Browser, tested: Path, scheme: str) -> None:
    with served(tested) as address, reading(browser, address, "desktop", scheme) as one:
        for path, places in POINTED.items():
            one.open(path)
            for place in places:
                one.page.locator(f"{place}:visible").first.hover()
                one.page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
                assert violations(one.page) == [], f"{path} {place}"
