#!/usr/bin/env python3
"""What CI will say of pages, in seconds: the command ``kubefence --strict``, and what this site asks besides.

    python scripts/check_pages.py [OPTION of kubefence …] [PATH …]        default: all pages and the READMEs

A page of the site is rendered with the pages that it links to; see src/studybook/page_check.py for what is asked.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALL = (
    "docs",
    "README.md",
    "README.zh-CN.md",
    "hooks/README.md",
    "src/kubefence/DESCRIPTION.md",
    "src/kubefence/README.md",
    "src/studybook/README.md",
)

try:
    from kubefence.edge.cli import main
    from studybook.endings import in_a_sentence
    from studybook.page_check import PageCheck
except ModuleNotFoundError as error:
    sys.exit(f"{error}. Run scripts/setup.sh once, then .venv/bin/python {' '.join(sys.argv)}")

if __name__ == "__main__":
    given = sys.argv[1:]
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.chdir(ROOT)
    paths = [] if any(Path(each).exists() for each in given) else ALL
    sys.exit(in_a_sentence(lambda: main(["--strict", *given, *paths], PageCheck(ROOT))))
