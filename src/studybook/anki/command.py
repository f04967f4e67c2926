"""The deck from the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from studybook import once
from studybook.errors import StudybookError

try:
    from studybook.anki.collect import FILE, Collector
except ModuleNotFoundError as error:
    sys.exit(f"{error}. Run scripts/setup.sh book, then this again")


def main(argv: list[str]) -> int:
    """0, or 1 with a message that says what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m studybook anki", description="Make the questions a deck for Anki.")
    parser.add_argument("-o", "--output", type=Path, help=f"the file to write; default: dist/{FILE}")
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    arguments = parser.parse_args(argv)
    file: Path = arguments.output or arguments.config.resolve().parent / "dist" / FILE
    if file.is_dir():
        parser.error(f"{file} is a folder; name the file in it")
    once.show_warnings()
    try:
        made = once.built(arguments.config, Collector()).deck
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made)
    except (StudybookError, MkDocsException, OSError) as error:
        print(f"The deck was not made: {error}", file=sys.stderr)
        return 1
    print(f"{file} ({file.stat().st_size / 1e6:.1f} MB)")
    return 0
