"""The command judges a page as a build does, as far as it can without making HTML of it."""

import pytest

from tests.helpers import findings, indented
from tests.rendered import sealed
from tests.test_seal import POD, UNVERIFIED, VERIFIED

TOLD = {
    **UNVERIFIED,
    "code in a sentence": "a `{apiVersion: v1, kind: Pod, spec: {}}`\n",
    "the text of a picture": "![{apiVersion: v1, kind: Pod, spec: 1](a.png)\n",
}
ONLY_IN_HTML = {
    "within a line": f"a\n\n<pre>{POD}</pre>\n",
    "in a comment": f"a\n\n<!-- <pre>{POD}</pre> -->\n",
    "in letters of unusual width": "a\n\n" + indented(POD, 4).replace("api", "ａｐｉ"),
    "in entities": f"a\n\n<pre>\n{POD.replace('kind', '&#107;ind')}</pre>\n",
    "that is YAML and no manifest": "a `#!yaml contaners: []`\n",
}


def told(page: str) -> bool:
    """Whether the command says that nobody verifies something on a page."""
    return not {finding.rule for finding in findings(page)}.isdisjoint(("not-verified", "untagged-manifest"))


@pytest.mark.parametrize("page", TOLD.values(), ids=TOLD)
def test_what_a_build_refuses_is_told(page: str) -> None:
    assert sealed(page)
    assert told(page)


@pytest.mark.parametrize("page", VERIFIED.values(), ids=VERIFIED)
def test_what_a_build_takes_is_not(page: str) -> None:
    assert not told(page)


@pytest.mark.parametrize("page", ONLY_IN_HTML.values(), ids=ONLY_IN_HTML)
def test_what_only_a_browser_shows_is_left_to_the_build(page: str) -> None:
    assert sealed(page)
    assert not told(page)
