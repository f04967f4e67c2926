#!/usr/bin/env python3
"""Build the site that is published into site/, strictly: mkdocs build --strict, and how it ends is said plainly.

python scripts/build_site.py [OPTION of mkdocs build …]
"""

from __future__ import annotations

import sys

from studybook.endings import in_a_sentence
from studybook.mkdocs_command import mkdocs

if __name__ == "__main__":
    sys.exit(in_a_sentence(lambda: mkdocs("build", "--strict", *sys.argv[1:])))
