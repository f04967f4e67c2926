"""What lies in a tree that kubefence is to be set up for: pages, manifests, CRDs, charts, and what makes the site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kubefence.edge.files import IGNORED, MANIFESTS, MARKDOWN

GENERATORS = {
    "hugo.toml": "Hugo",
    "hugo.yaml": "Hugo",
    "config/_default": "Hugo",
    "docusaurus.config.js": "Docusaurus",
    "docusaurus.config.ts": "Docusaurus",
    "zensical.toml": "Zensical",
    "book.toml": "mdBook",
    "antora.yml": "Antora",
    "_config.yml": "Jekyll",
    "conf.py": "Sphinx",
    ".vitepress": "VitePress",
}
"""What lies in the folder of a site, and what makes it; that of MkDocs is found as for every run."""
_LIKELY = ("docs", "doc", "documentation", "content", "website", "site", "pages", "examples", "example", "samples")
"""Folders that examples are in, and the site's own below the root."""
_CHART = "Chart.yaml"
_CRD = re.compile(rb"^kind:[ \t]*[\"']?CustomResourceDefinition\b", re.MULTILINE)
_OF_OTHERS = frozenset({"test", "tests", "testdata", "third_party", "vendor"})
"""Folders whose CRDs are not those that the pages tell of."""
_LOOKED_AT = 64 * 1024
"""Bytes of a manifest that are looked at for what it is."""
_MOST = 20_000
"""Files of a tree; what is looked at further would take minutes."""
_SAID = 12
"""Files of CRDs that are named one by one; more in a folder are said by its name."""


class Survey(NamedTuple):
    """What was found."""

    generator: str | None
    """What makes the site, if that is not MkDocs."""
    paths: tuple[str, ...]
    """Folders with pages or examples."""
    templates: tuple[str, ...]
    """Folders of templates of Helm charts, as patterns."""
    crds: tuple[str, ...]
    """Files of CRDs, as globs."""


def survey(root: Path) -> Survey:
    """What lies below a folder."""
    files, charts = [], []
    for file in _files(root):
        files.append(file)
        if file.name == _CHART and (root / file.parent / "templates").is_dir():
            charts.append(file.parent)
    templates = [chart / "templates" for chart in charts]
    outside = [file for file in files if not any(file.is_relative_to(folder) for folder in templates)]
    paths = tuple(name for name in _LIKELY if any(file.parts[0] == name and len(file.parts) > 1 for file in outside))
    readme = tuple(str(file) for file in outside if len(file.parts) == 1 and file.stem.lower() == "readme")
    return Survey(
        generator=next((name for sign, name in GENERATORS.items() if (root / sign).exists()), None),
        paths=(*paths, *readme) if paths else (".",),
        templates=tuple(f"/{folder.as_posix()}/" for folder in sorted(templates)),
        crds=tuple(_crds(root, outside)),
    )


def _files(root: Path) -> Iterator[Path]:
    """Pages and manifests below a folder, relative to it; hidden ones and links to folders are left out."""
    count = 0
    for here, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in IGNORED)
        for name in sorted(names):
            if Path(name).suffix.lower() in MARKDOWN | MANIFESTS and not name.startswith("."):
                count += 1
                if count > _MOST:
                    return
                yield Path(here, name).relative_to(root)


def _crds(root: Path, files: list[Path]) -> Iterator[str]:
    """Globs of the files that hold CRDs; of a folder that holds nothing else but many of them, one."""
    manifests = [
        file for file in files if file.suffix.lower() in (".yaml", ".yml") and _OF_OTHERS.isdisjoint(file.parts[:-1])
    ]
    found = [file for file in manifests if _has_crd(root / file)]
    for folder in dict.fromkeys(file.parent for file in found):
        of_folder = [file for file in found if file.parent == folder]
        suffixes = {file.suffix for file in of_folder}
        alone = len(of_folder) == sum(file.parent == folder for file in manifests)
        if alone and len(of_folder) > 1:
            yield from ((folder / f"*{suffix}").as_posix() for suffix in sorted(suffixes))
        elif len(of_folder) <= _SAID:
            yield from (_literal(file) for file in of_folder)


def _literal(file: Path) -> str:
    """The glob that only one file matches."""
    return re.sub(r"([*?\[])", r"[\1]", file.as_posix())


def _has_crd(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return _CRD.search(stream.read(_LOOKED_AT)) is not None
    except OSError:
        return False
