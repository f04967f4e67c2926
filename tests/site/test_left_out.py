"""Readers find in one list what nobody checked, with the reason that its author gave."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from tests.site.conftest import ROOT, Site

OPENER = re.compile(r'^\s*(?P<fence>`{3,})[^`\n]*\bskip="(?P<reason>[^"]*)"', re.MULTILINE)
ENOUGH = 6
"""Characters of a reason, at least: less says only that there is none."""


def test_every_block_that_is_skipped_is_listed_with_its_reason(site: Site) -> None:
    pages = (ROOT / "docs").rglob("*.md")
    reasons = sorted(found["reason"] for page in pages for found in OPENER.finditer(page.read_text("utf-8")))
    report = LexborHTMLParser((site.folder / "report" / "index.html").read_bytes())
    (skipped,) = (each for each in report.css("[data-part=unchecked] details") if each.text().startswith("跳过"))
    told = sorted(row.css("td")[1].text().removeprefix("未核对：") for row in skipped.css("tbody tr"))
    assert told == reasons
    assert all(len(reason) >= ENOUGH for reason in reasons)


def test_pages_about_the_site_lead_to_that_list(site: Site) -> None:
    report = LexborHTMLParser((site.folder / "report" / "index.html").read_bytes())
    (heading,) = (found for found in report.css("h2") if found.attributes.get("id") == "没有核对的")
    assert heading.text()
    about = LexborHTMLParser((site.folder / "about" / "index.html").read_bytes())
    assert about.css_first('a[href="../report/#没有核对的"]') is not None
