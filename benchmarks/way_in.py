"""How long it takes to set kubefence up for a repository that has a site of MkDocs, and whether it is guarded then.

    .venv/bin/python benchmarks/way_in.py CHECKOUT

CHECKOUT is a folder with an mkdocs.yml; the work is done on a copy. The environment needs what the site needs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
BLOCK = "\n```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: planted\ndat: {}\n```\n"
MISTAKE = re.compile(r"there is no field dat\b")


def ran(root: Path, module: str, *arguments: str) -> tuple[int, str]:
    """Run a module in the copy, and say how long that took; returns its exit status and what it wrote."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=root,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    print(f"{time.perf_counter() - started:7.1f} s  {module} {' '.join(arguments)}  → {done.returncode}")
    return done.returncode, done.stdout + done.stderr


def tried(root: Path) -> list[str]:
    """What does not hold of the way in."""
    wrong = []
    if ran(root, "mkdocs", "build", "-q")[0]:
        wrong.append("the site cannot be built without kubefence: install what it needs")
        return wrong
    status, said = ran(root, "kubefence", "--lang", "en")
    print(f"           before: {said.strip().splitlines()[-1] if said.strip() else status}")
    shutil.rmtree(root / "site", ignore_errors=True)
    status, said = ran(root, "kubefence", "init", "--lang", "en")
    print("           " + said.strip().replace("\n", "\n           "))
    if status:
        return ["kubefence init failed"]
    if ran(root, "mkdocs", "build", "-q")[0] or not (root / "site" / "index.html").exists():
        wrong.append("the site is not published")
    if ran(root, "kubefence")[0]:
        wrong.append("kubefence finds something on the tree as it is")
    page = sorted(root.joinpath("docs").rglob("*.md"))[0]
    page.write_text(page.read_text("utf-8") + BLOCK, encoding="utf-8")
    for module, arguments in (("kubefence", ("--lang", "en")), ("mkdocs", ("build", "-q"))):
        status, said = ran(root, module, *arguments)
        if not status or not MISTAKE.search(said):
            wrong.append(f"a new mistake does not stop {module}")
    return wrong


def main(arguments: Sequence[str]) -> int:
    """Try it on a copy of a checkout."""
    if len(arguments) != 1 or not Path(arguments[0], "mkdocs.yml").is_file():
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "copy")
        shutil.copytree(arguments[0], root, symlinks=True, ignore=shutil.ignore_patterns(".git", ".cache", "site"))
        wrong = tried(root)
    for line in wrong:
        print(f"WRONG: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
