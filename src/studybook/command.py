"""The book from the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

try:
    from mkdocs.exceptions import MkDocsException

    from studybook import once
    from studybook.book.collect import Collector
    from studybook.book.editions import EDITIONS, write
    from studybook.book.pdf.typeset import PAPERS
    from studybook.book.shared.assemble import Manuscript
    from studybook.book.shared.options import Options
    from studybook.errors import StudybookError
except ModuleNotFoundError as error:
    sys.exit(f"{error}. Run scripts/setup.sh book, then this again")


def _deck(argv: list[str]) -> int:
    from studybook.anki.command import main as run  # it needs packages that the book does not

    return run(argv)


def _paper(argv: list[str]) -> int:
    from studybook.exam.command import main as run

    return run(argv)


OTHERS: Mapping[str, Callable[[list[str]], int]] = {"anki": _deck, "paper": _paper}
"""What is made beside the book, each with options of its own."""


def collected(config_file: Path) -> Manuscript:
    """What the book needs of the site."""
    return once.built(config_file, Collector()).manuscript


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m studybook",
        description="Make the book of the site.",
        epilog=f"Not the book, with options of its own (--help): {', '.join(OTHERS)}.",
    )
    parser.add_argument("edition", choices=("pdf", "epub"))
    parser.add_argument("-o", "--output", type=Path, help="the file to write; else into dist/")
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    parser.add_argument("--paper", choices=tuple(PAPERS), default="a4", help="of the PDF; default: a4")
    parser.add_argument("--check", action="store_true", help="hold the finished PDF against the pages")
    parser.add_argument("--large-print", action="store_true", help="of the PDF: type of 16 points")
    parser.add_argument(
        "--answers",
        choices=("inline", "chapter-end"),
        default="inline",
        help="answers below their questions (default) or at the end of the chapter",
    )
    arguments = parser.parse_args(argv)
    if arguments.edition == "epub" and arguments.check:
        parser.error("--check is for the PDF; epubcheck is that for an EPUB")
    if arguments.edition == "epub" and (arguments.paper != "a4" or arguments.large_print):
        parser.error("--paper and --large-print are for the PDF; whoever reads an EPUB sets its type")
    if arguments.output and arguments.output.is_dir():
        parser.error(f"{arguments.output} is a folder; name the file in it")
    return arguments


def _file(arguments: argparse.Namespace) -> Path:
    if arguments.output:
        return Path(arguments.output)
    name = EDITIONS[arguments.edition].file
    marks = [arguments.paper] * (arguments.paper != "a4") + ["large"] * arguments.large_print
    if arguments.answers != "inline":
        marks.append(arguments.answers)
    stem, dot, kind = name.rpartition(".")
    return Path(arguments.config).resolve().parent / "dist" / ("-".join([stem, *marks]) + dot + kind)


def main(argv: list[str] | None = None) -> int:
    """0, or 1 with a message that says what is wrong."""
    words = sys.argv[1:] if argv is None else argv
    if words and words[0] in OTHERS:
        return OTHERS[words[0]](words[1:])
    arguments = _arguments(words)
    once.show_warnings()
    options = Options(arguments.paper, arguments.answers, arguments.large_print)
    file = _file(arguments)
    try:
        manuscript = collected(arguments.config)
        book = write(manuscript, arguments.config.resolve().parent, {file: (EDITIONS[arguments.edition], options)})
    except (StudybookError, MkDocsException, OSError) as error:
        print(f"The book was not made: {error}", file=sys.stderr)
        return 1
    print(f"{file} ({file.stat().st_size / 1e6:.1f} MB)")
    if not arguments.check:
        return 0
    try:
        from studybook.book.pdf.check import check_pdf
    except ImportError as error:  # it needs what only tests need
        print(f"--check needs packages that are not installed; run scripts/setup.sh test ({error})", file=sys.stderr)
        return 1
    found = check_pdf(file.read_bytes(), book, options)
    print("\n".join(found) or "Bookmarks, links, page numbers, text, fonts, tags: all as they must be.")
    return 1 if found else 0
