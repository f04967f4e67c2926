"""All manifests that are asked about: as many that are taken as that are refused, so that guessing gains nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from kubefence.findings import PageReport
from studybook.study.questions.model import PageQuestion
from studybook.study.quiz import candidates, topics
from studybook.study.quiz.judge import judged
from studybook.study.quiz.model import Candidate, Manifest


class Asked(NamedTuple):
    """A manifest, the question that tells why, and what it is about."""

    manifest: Manifest
    question: str
    topics: tuple[str, ...]


class Site(NamedTuple):
    """What the quiz needs to know of the site."""

    texts: Mapping[str, str]
    """Pages by their names."""
    reports: Mapping[str, PageReport]
    pages: Sequence[PageQuestion]
    explained: Mapping[str, Sequence[str]]
    """Rules to the pages that explain them."""
    topics: Collection[str]
    versions: str


def collected(site: Site) -> list[Asked]:
    """All of them, in an order that tells nothing."""
    found = [made for each in _candidates(site) if candidates.fits(each) and (made := judged(each, site.versions))]
    unique = list({made.candidate.text: made for made in reversed(found)}.values())  # the first of the same
    asked = [_asked(made, site) for made in _balanced(unique)]
    return sorted(asked, key=lambda each: _chance(each.manifest.candidate.id))


def _candidates(site: Site) -> Iterable[Candidate]:
    yield from candidates.of_traps()
    for name, text in site.texts.items():
        if name in site.reports and not name.startswith("rules/"):
            yield from candidates.of_page(name, text, site.reports[name])
    yield from candidates.of_rules()


def _balanced(found: Sequence[Manifest]) -> list[Manifest]:
    """What is mended is only there to have as many that are taken as that are refused."""
    mended = [made for made in found if made.candidate.id.endswith("/mended")]
    others = [made for made in found if not made.candidate.id.endswith("/mended")]
    missing = sum(-1 if made.taken else 1 for made in others)
    chosen = sorted(mended, key=lambda made: _chance(made.candidate.id))[: max(0, missing)]
    return [*others, *chosen]


def _asked(made: Manifest, site: Site) -> Asked:
    by_page = {page.page: page for page in site.pages}
    names = [made.candidate.page, *site.explained.get(made.candidate.about, ())]
    page = next((by_page[name] for name in names if name in by_page), None)
    about = page.topics if page and made.candidate.page else topics.of_kind(made.candidate.text, site.topics)
    return Asked(made, page.id if page else "", about or (page.topics if page else ()))


def _chance(name: str) -> str:
    """By it things stand in an order that tells nothing, and always the same."""
    return sha256(name.encode()).hexdigest()
