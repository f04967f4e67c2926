#!/usr/bin/env python3
"""Serve the site with live reload, on port 8000 or the next free one; PORT=9000 names another.

    python scripts/serve_site.py [OPTION of mkdocs serve …]

The port is chosen before the site is built, which takes a while.
"""

from __future__ import annotations

import os
import sys

from studybook.endings import in_a_sentence
from studybook.mkdocs_command import mkdocs
from studybook.ports import HOST, USUAL, PortError, port


def main() -> int:
    """Serve until it is interrupted; the exit status."""
    try:
        chosen = port(os.environ)
    except PortError as error:
        print(f"The site is not served: {error}.", file=sys.stderr)
        return 1
    if chosen != USUAL and not os.environ.get("PORT"):
        print(f"Port {USUAL} is in use: the site is served on http://{HOST}:{chosen}/ instead.", file=sys.stderr)
    return mkdocs("serve", "--dev-addr", f"{HOST}:{chosen}", *sys.argv[1:])


if __name__ == "__main__":
    sys.exit(in_a_sentence(main))
