"""A paper from the command line: the same that the page 模拟面试 draws."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import get_files

from kubefence.nearest import suggestion
from studybook import dates
from studybook.book.pdf.glyphs import check_texts
from studybook.book.pdf.typeset import laid_out, printed
from studybook.book.shared.assemble import public
from studybook.errors import StudybookError
from studybook.exam.sheet import PARTS, Exam, data, sources, texts
from studybook.study.interview.draw import COUNT, MINUTES, SEED, Wish, drawn, possible
from studybook.study.questions.bank import Bank, gather
from studybook.study.questions.model import LEVEL_NAMES, Question
from studybook.study.questions.vocabulary import PATH

TEMPLATE = "exam.typ"
PAGE = "interview.md"


class NoPaper(StudybookError):
    """What is wished for cannot be; one sentence."""


def main(argv: Sequence[str]) -> int:
    """0, or 1 with a message that says what is wrong."""
    arguments = _arguments(argv)
    try:
        config = load_config(str(arguments.config))
        exam = _exam(config, arguments)
        for file, made in _files(config, exam, arguments.output).items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(made)
            print(f"{file} ({len(made) / 1e3:.0f} kB)")
    except (StudybookError, MkDocsException, OSError) as error:
        print(f"No paper was set: {error}", file=sys.stderr)
        return 1
    return 0


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    usual = Wish()
    parser = argparse.ArgumentParser(
        prog="python -m studybook paper",
        description="Set a paper of a mock interview as PDF: the questions, and in a second file how to mark them.",
        epilog="The same wishes and the same seed are the same paper, here and on the page of the site.",
    )
    parser.add_argument("--level", choices=tuple(LEVEL_NAMES), default=usual.level, help=f"default: {usual.level}")
    parser.add_argument("--topics", default="", help="some of those in study.toml, with commas between them; else all")
    for name, possible_numbers, default in (
        ("count", COUNT, usual.count),
        ("minutes", MINUTES, usual.minutes),
        ("seed", SEED, usual.seed),
    ):
        told = f"{possible_numbers[0]} to {possible_numbers[-1]}; default: {default}"
        parser.add_argument(f"--{name}", type=_number(possible_numbers), default=default, metavar="N", help=told)
    parser.add_argument("-o", "--output", type=Path, help="the file of the questions; else into dist/")
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    arguments = parser.parse_args(argv)
    if arguments.output and arguments.output.is_dir():
        parser.error(f"{arguments.output} is a folder; name the file in it")
    return arguments


def _number(possible_numbers: range) -> Callable[[str], int]:
    """Reads a number as a wish can have it."""

    def read(text: str) -> int:
        least, most = possible_numbers[0], possible_numbers[-1]
        if text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and int(text) in possible_numbers:
            return int(text)
        raise argparse.ArgumentTypeError(f"{text!r:.40} is no number from {least} to {most}")

    return read


def _exam(config: MkDocsConfig, arguments: argparse.Namespace) -> Exam:
    root = Path(config.config_file_path).parent
    pages = {file.src_uri: file for file in get_files(config).documentation_pages()}
    bank = _bank(root, {name: file.content_string for name, file in pages.items()})
    site = public(config.site_url or "")
    wish = Wish(arguments.level, _topics(arguments.topics, bank), arguments.count, arguments.minutes, arguments.seed)
    if (there := possible(bank.pages, wish)) < wish.count:
        raise NoPaper(_too_many(wish, there))

    def address(question: Question) -> str:
        here = pages[question.page].url
        return f"{site}{here}" if site else ""

    return Exam(
        site=config.site_name,
        author=config.site_author or f"《{config.site_name}》的贡献者",
        day=dates.day(dates.moment(root, (page.reviewed for page in bank.pages))),
        vocabulary=bank.vocabulary,
        wish=wish,
        paper=drawn(bank.pages, wish),
        address=address,
        page=f"{site}{pages[PAGE].url}?{_query(wish, bank)}" if site and PAGE in pages else "",
    )


def _bank(root: Path, pages: dict[str, str]) -> Bank:
    study = root / PATH
    if not study.is_file():
        raise NoPaper(f"{study} is missing: this site has no questions")
    bank = gather(pages, study.read_text(encoding="utf-8"))
    if bank.faults:
        first = bank.faults[0]
        told = f"{first.path}:{first.span.line}:{first.span.column}: {first.text.en}"
        raise NoPaper(f"{told} (make check tells all mistakes)")
    return bank


def _topics(given: str, bank: Bank) -> frozenset[str]:
    known = [topic.slug for topic in bank.vocabulary.topics]
    names = [name.strip() for name in given.split(",") if name.strip()]
    for name in names:
        if name not in known:
            near = suggestion(name, known, 0.6).en
            raise NoPaper(f"there is no topic {name!r:.40}{near} ({PATH} has {', '.join(known)})")
    return frozenset(names)


def _too_many(wish: Wish, there: int) -> str:
    about = f" on {', '.join(sorted(wish.topics))}" if wish.topics else ""
    more = "or name more topics" if wish.topics else "or another level"
    if there == 0:
        return f"there is no question{about} for the level {wish.level}; name other topics or another level"
    return f"{wish.count} questions{about} are not there for the level {wish.level}: say --count {there}, {more}"


def _query(wish: Wish, bank: Bank) -> str:
    """What the page of the site writes into its address."""
    topics = [topic.slug for topic in bank.vocabulary.topics if topic.slug in wish.topics]
    told = {"level": wish.level, "minutes": wish.minutes, "topic": ",".join(topics)}
    rest = {"count": wish.count, "seed": wish.seed}
    return urlencode({**{name: value for name, value in told.items() if value}, **rest}, safe=",")


def _files(config: MkDocsConfig, exam: Exam, output: Path | None) -> dict[Path, bytes]:
    root = Path(config.config_file_path).resolve().parent
    first = output or root / "dist" / f"interview-{exam.wish.level}-{exam.wish.seed}-{exam.sign}.pdf"
    named = {"questions": first, "key": first.with_name(f"{first.stem}-key{first.suffix}")}
    return {named[part]: _pdf(exam, part, root / "node_modules") for part in PARTS}


def _pdf(exam: Exam, part: str, modules: Path) -> bytes:
    said = data(exam, part)
    for place, value in sources(exam, said):
        check_texts(place, texts(value), modules)
    with TemporaryDirectory(prefix="studybook-") as folder:
        return printed(laid_out(Path(folder), __package__, TEMPLATE, said), exam.day, modules)
