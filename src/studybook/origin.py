"""Where the pages come from: the commit that they were made of, and the form for a mistake in one of them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import urlencode

FORM = "1-wrong-answer.yml"
"""In ``.github/ISSUE_TEMPLATE``; its fields are called ``page`` and ``commit``, and an address can fill them in."""
VERSION = "assets/study/version.js"
"""The one file of the site that names the commit."""
COMMIT = ("git", "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*")
"""The whole name, and that something has been changed since."""


def commit_of(root: Path) -> str:
    """The commit that a folder is at, ``-dirty`` behind it where something differs; empty where there is none."""
    try:
        asked = subprocess.run(COMMIT, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


def version_script(commit: str) -> str:
    """The script that tells a page what it was made of: a script, for a page from ``file://`` may load no data."""
    told = json.dumps({"commit": commit})
    return f"globalThis.handbook = globalThis.handbook || {{}};\nhandbook.version = {told};\n"


def report_address(repository: str, page: str) -> str:
    """The form for a mistake on the page with this address, which it has filled in."""
    return f"{repository.rstrip('/')}/issues/new?{urlencode({'template': FORM, 'page': page})}"
