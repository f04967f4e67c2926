"""Typst in a process of its own, for it keeps what it has laid out: 600 MB of the book, which end with it.

This file is also the program of that process, which imports nothing else of this project.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

OUTPUT = "book.pdf"
FAULT = 3
"""What it ends with where Typst has something to say."""


class PressError(Exception):
    """What Typst said."""


def pressed(template: Path, fonts: Sequence[Path], timestamp: int) -> bytes:
    """The PDF of a template, which may read what lies beside it; raises `PressError`."""
    told = json.dumps({"template": str(template), "fonts": list(map(str, fonts)), "timestamp": timestamp})
    command = [sys.executable, "-P", __file__]
    done = subprocess.run(command, input=told, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise PressError(done.stderr.strip() if done.returncode == FAULT else f"{done.returncode} {done.stderr[-500:]}")
    return template.with_name(OUTPUT).read_bytes()


def main() -> int:
    """What the other process does."""
    import typst

    told = json.load(sys.stdin)
    template = Path(told["template"])
    try:
        typst.compile(
            str(template),
            output=str(template.with_name(OUTPUT)),
            root=str(template.parent),
            font_paths=told["fonts"],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=told["timestamp"],
        )
    except (typst.TypstError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return FAULT
    return 0


if __name__ == "__main__":
    sys.exit(main())
