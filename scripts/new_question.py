#!/usr/bin/env python3
"""Start a question: a page with everything that one needs, in the navigation and in the list of its section.

    python scripts/new_question.py SLUG --in FOLDER [--title TITLE]     or: make question SLUG=my-question IN=networking
    python scripts/new_question.py SLUG --page PAGE [--title TITLE]     or: make question SLUG=x PAGE=networking/dns.md

SLUG is the id of the question, which it keeps for good, and the name of its page. FOLDER is a section of docs. With
PAGE the question is a follow-up of that page. What has to be written is marked 待写; no check passes while it stands.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kubefence.nearest import suggestion
from studybook.study.questions import started
from studybook.study.questions.bank import Bank, gather
from studybook.study.questions.model import bad_slug
from studybook.study.questions.vocabulary import PATH

ROOT = Path(__file__).resolve().parent.parent
AS_IN = "as in: make question SLUG=dns-cache IN=networking"


class Refused(Exception):
    """Why no question is started; one sentence."""


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write what belongs to the question and say what is left to do; the exit code of the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("slug", metavar="SLUG")
    parser.add_argument("--in", dest="folder", metavar="FOLDER", default="")
    parser.add_argument("--page", metavar="PAGE", default="")
    parser.add_argument("--title", metavar="TITLE", default="")
    options = parser.parse_args(arguments)
    try:
        files = _started(root, options)
    except (Refused, started.NoPlace) as error:
        print(f"new_question: {error}", file=sys.stderr)
        return 2
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"written: {name}")
    pages = [name for name in files if name.startswith("docs/")]
    print(f'Now write what is marked 待写, then: make check FILES="{" ".join(pages)}"')
    return 0


def _started(root: Path, options: argparse.Namespace) -> Mapping[str, str]:
    """Names and texts of the files that have to be written."""
    docs = root / "docs"
    pages = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}
    bank = gather(dict(sorted(pages.items())), (root / PATH).read_text(encoding="utf-8"))
    slug, title = options.slug, " ".join(options.title.split())
    _possible(slug, bank)
    if options.page and options.folder:
        raise Refused("say either IN, for the page of a question, or PAGE, for a follow-up of that page")
    if options.page:
        name = options.page.removeprefix("docs/")
        if name not in pages:
            raise Refused(f"docs has no page {name!r:.80}{suggestion(name, pages, 0.6).en}")
        block = started.follow_up(slug, title or started.UNTITLED)
        return {f"docs/{name}": started.in_page(pages[name], block)}
    return _page(root, slug, title or started.UNTITLED, options.folder, bank, pages)


def _page(root: Path, slug: str, title: str, folder: str, bank: Bank, pages: Mapping[str, str]) -> Mapping[str, str]:
    sections = sorted({question.page.partition("/")[0] for question in bank.pages})
    if folder not in sections:
        there = ", ".join(sections)
        if not folder:
            raise Refused(f"say in which section the question stands, {AS_IN}; there are {there}")
        raise Refused(
            f"docs has no section {folder!r:.60}{suggestion(folder, sections, 0.6).en or f'; there are {there}'}"
        )
    if f"{folder}/{slug}.md" in pages:
        raise Refused(f"docs/{folder}/{slug}.md is there already; write the question in it, or give it another name")
    index = f"{folder}/index.md"
    configuration = (root / "mkdocs.yml").read_text(encoding="utf-8")
    return {
        f"docs/{folder}/{slug}.md": started.page(slug, title, started.topic_of(folder, bank.vocabulary)),
        "mkdocs.yml": started.in_navigation(configuration, folder, slug),
        f"docs/{index}": started.in_list(pages.get(index, ""), slug, title),
    }


def _possible(slug: str, bank: Bank) -> None:
    if not slug:
        raise Refused(f"name the question in English words, {AS_IN}")
    if wrong := bad_slug(slug):
        raise Refused(wrong.en)
    for question in bank.questions:
        if question.id == slug:
            raise Refused(f"there is a question {slug} already: “{question.title}” in docs/{question.page}")
    if slug in {rename.old for rename in bank.vocabulary.renamed}:
        raise Refused(f"{slug} was the id of another question, see {PATH}: readers' progress would go astray")


if __name__ == "__main__":
    sys.exit(main())
