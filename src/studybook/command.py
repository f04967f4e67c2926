"""The book from the command line."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path

try:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import MkDocsException

    from studybook.book.collect import Collector
    from studybook.book.editions import EDITIONS, write
    from studybook.book.pdf.typeset import PAPERS
    from studybook.book.shared.assemble import Manuscript
    from studybook.book.shared.options import Options
    from studybook.errors import StudybookError
except ModuleNotFoundError as error:
    sys.exit(f"{error}. Run scripts/setup.sh book, then this again")


def collected(config_file: Path) -> Manuscript:
    """Build the site once, into a folder that is thrown away, and keep what the book needs."""
    with tempfile.TemporaryDirectory() as folder:
        config = load_config(str(config_file), site_dir=folder)
        _without_search(config)
        collector = Collector()
        config.plugins["studybook/collector"] = collector
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    return collector.manuscript


def _without_search(config: MkDocsConfig) -> None:
    """Nobody searches a site that is thrown away; the dictionary for its index alone takes 67 MB."""
    for name, plugin in config.plugins.items():
        if name.rpartition("/")[2] == "search" and "enabled" in plugin.config:
            plugin.config["enabled"] = False


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m studybook", description="Make the book of the site.")
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
    arguments = _arguments(argv)
    _show_warnings()
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


def _show_warnings() -> None:
    """Of MkDocs; other packages say more than anybody wants to know."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logging.getLogger("mkdocs").addHandler(handler)
