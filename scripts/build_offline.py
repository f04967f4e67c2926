#!/usr/bin/env python3
"""Build the edition that is read without a server, as one zip: unpack it, open index.html.

    python scripts/build_offline.py [FILE]        default: dist/kubernetes-handbook-offline.zip

The same sources give the same bytes: entries are sorted and carry one fixed date.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from pathlib import Path

from studybook.endings import in_a_sentence
from studybook.mkdocs_command import mkdocs

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "dist" / "offline"
NAME = "kubernetes-handbook-offline"
DATE = (1980, 1, 1, 0, 0, 0)
"""Of every entry; zip files know none before it."""


def main() -> int:
    """Build, pack and say where the zip is; the exit code of the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=ROOT / "dist" / f"{NAME}.zip", metavar="FILE")
    target: Path = parser.parse_args().file
    if status := mkdocs("build", "--strict", "-f", str(ROOT / "mkdocs-offline.yml")):
        return status
    target.parent.mkdir(parents=True, exist_ok=True)
    pack(SITE, target)
    print(f"{target} ({target.stat().st_size / 1e6:.1f} MB)")
    return 0


def pack(folder: Path, target: Path) -> None:
    """All files of ``folder`` in a zip, below one folder called `NAME`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            if file.name in ("sitemap.xml", "sitemap.xml.gz"):
                continue  # addresses of a site that is not there, and the only files that change from day to day
            entry = zipfile.ZipInfo(f"{NAME}/{file.relative_to(folder).as_posix()}", DATE)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    sys.exit(in_a_sentence(main))
