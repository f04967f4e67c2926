"""Blocks of pages with their standing, as a site asks for it."""

from __future__ import annotations

from functools import cache

from kubefence import Config, Page, Verifier
from kubefence.findings import BlockReport, PageReport
from kubefence.versions import Version
from tests.helpers import fenced


@cache
def verifier(*, strict: bool = False) -> Verifier:
    return Verifier(Config(marks=True, lint=None, strict=strict))


def page(text: str, *, strict: bool = False) -> PageReport:
    return verifier(strict=strict).verify(Page("page.md", text))


def block(text: str, info: str = "yaml", before: str = "") -> BlockReport:
    """The only block of a page."""
    [found] = page(before + fenced(text, info)).blocks
    return found


def versions(first: int, last: int) -> tuple[Version, ...]:
    """1.``first`` to 1.``last``."""
    return tuple(Version(1, minor) for minor in range(first, last + 1))
