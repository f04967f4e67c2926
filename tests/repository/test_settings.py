"""The settings of this repository's own site."""

from pathlib import Path

from kubefence import Page, Verifier
from kubefence.edge.mkdocs_yml import read
from kubefence.edge.settings import config_of
from tests.helpers import WRONG_CONFIG_MAP, fenced, indented

ROOT = Path(__file__).parents[2]


def test_the_site_of_this_repository() -> None:
    verifier = Verifier(config_of(read(ROOT / "mkdocs.yml"), lint=None))
    report = verifier.verify(Page("a.md", "??? note\n\n" + indented(fenced(WRONG_CONFIG_MAP), 4)))
    assert [(finding.rule, finding.span.line) for finding in report.findings] == [("unknown-field", 8)]
