"""``python scripts/ready GOAL``, for which ``scripts/setup.sh`` looks for a Python; nothing has to be installed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from studybook.endings import in_a_sentence

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """0, or the status that says why not; 1 for anything that a sentence has told."""
    from ready.goals import GOALS, USAGE  # all that can be interrupted is loaded where that is seen
    from ready.main import SetUp
    from ready.work import Stop, Work

    goal, *others = sys.argv[1:] or ["serve"]
    if others or goal not in GOALS:
        print(USAGE, file=sys.stderr)
        return 2
    work = Work(ROOT)
    try:
        with work.alone():
            SetUp(work, goal).run()
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(in_a_sentence(main))
