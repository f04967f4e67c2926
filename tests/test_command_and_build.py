"""The command judges a page as a build does, as far as it can without making HTML of it."""

import pytest

from tests.helpers import findings
from tests.test_seal import UNVERIFIED, VERIFIED

ONLY_IN_HTML = {"HTML", "a comment", "with letters that HTML writes otherwise"}
"""What the command, which makes no HTML, does not see."""


@pytest.mark.parametrize("name", [*UNVERIFIED, *VERIFIED])
def test_the_command_judges_a_page_as_a_build_does(name: str) -> None:
    page = {**VERIFIED, **UNVERIFIED}[name]
    told = {finding.rule for finding in findings(page)}
    assert bool(told & {"not-verified", "untagged-manifest"}) is (name in UNVERIFIED and name not in ONLY_IN_HTML)
