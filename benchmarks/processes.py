"""What commands cost: CPU time, time that passes, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from manifests import manifests, written

ROUNDS = 9
"""How often each command is run; the best of them counts, as what disturbs only ever takes time."""
_SMALL = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n"
_COMMAND = [sys.executable, "-c", "import sys; from kubefence.edge.cli import main; sys.exit(main())"]
"""What the installed command does."""
_LIBRARIES = [sys.executable, "-c", "import yaml, jsonschema_rs"]


class Cost(NamedTuple):
    """Seconds of one process, and the most memory that it had."""

    cpu: float
    wall: float
    mebibytes: float = 0.0


def cost(command: Sequence[str], folder: Path | str = ".", **environment: str) -> Cost:
    """Run a command in ``folder``; its output is dropped."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss / unit)


def start_up() -> tuple[Cost, dict[str, Cost]]:
    """Importing the two libraries that we cannot do without, and our command on one small file, in turns.

    Results are kept between runs beside a mkdocs.yml only; there the first turn fills the cache.
    """
    with tempfile.TemporaryDirectory() as folder:
        alone, site = Path(folder, "alone"), Path(folder, "site")
        for place in (alone, site):
            place.mkdir()
            (place / "a.yaml").write_text(_SMALL, encoding="utf-8")
        (site / "mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
        commands = {
            "": (_LIBRARIES, alone),
            "a file by itself": ([*_COMMAND, "a.yaml"], alone),
            "a file of a site, from the cache": ([*_COMMAND, "a.yaml"], site),
        }
        runs = [{name: cost(*command) for name, command in commands.items()} for _ in range(ROUNDS)]
    best = {name: Cost(min(run[name].cpu for run in runs), min(run[name].wall for run in runs)) for name in commands}
    return best.pop(""), best


def memory_of_command(count: int) -> Cost:
    """Our command with all checks on ``count`` files of manifests that all differ."""
    with tempfile.TemporaryDirectory() as folder:
        written(manifests(None, count), Path(folder))
        return cost([*_COMMAND, "--no-cache", "."], folder)
