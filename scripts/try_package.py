#!/usr/bin/env python3
"""Build the package, install it into an empty environment, and run the tests of its source distribution there.

    python scripts/try_package.py [OPTION of pytest …]

Needs the network. Whether the package is whole, apart from this repository, is seen in no other way.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from trial.environment import Failed, Tools
from trial.package import built


def main() -> int:
    """Print what pytest says; the exit code of the script."""
    with tempfile.TemporaryDirectory(prefix="kubefence-") as made:
        folder = Path(made)
        tools = Tools(folder / "tools")
        package = built(folder, tools)
        print(f"built {package.wheel.name}", flush=True)
        group = f"{package.source / 'pyproject.toml'}:engine"
        empty = tools.environment(folder / "empty", f"{package.wheel}[all]", "--group", group)
        home = empty.must(empty.python, "-c", "import kubefence; print(kubefence.__file__)").strip()
        print(f"installed: {home}", flush=True)
        if not Path(home).is_relative_to(empty.folder):
            raise Failed(f"not what was installed is used, but {home}")
        done = empty.run(empty.python, "-m", "pytest", "-q", "--maxfail=5", *sys.argv[1:], cwd=package.source)
        print(done.stdout + done.stderr)
        return done.returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failed:
        sys.exit(str(failed))
