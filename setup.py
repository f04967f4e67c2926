"""Where this project lives, which no file of it knows: whoever builds a release says it in REPO_URL and SITE_URL.

Everything else about the package stands in pyproject.toml.
"""

import os
from email import message_from_string
from pathlib import Path

from setuptools import setup


def urls() -> dict[str, str]:
    """The links that a registry shows; none where nobody has said where the project is."""
    repository, site = (os.environ.get(name, "").rstrip("/") for name in ("REPO_URL", "SITE_URL"))
    if not repository:
        return released()
    places = {"Source": "", "Issues": "/issues", "Changelog": "/blob/HEAD/CHANGELOG.md"}
    found = {label: repository + place for label, place in places.items()}
    return {"Documentation": f"{site}/", **found} if site else found


def released() -> dict[str, str]:
    """The links of the release that this is an unpacked source distribution of."""
    told = Path(__file__).with_name("PKG-INFO")
    if not told.is_file():
        return {}
    lines = message_from_string(told.read_text(encoding="utf-8")).get_all("Project-URL", [])
    return dict(line.split(", ", 1) for line in lines)


setup(project_urls=urls())
