"""``python -m studybook``: the book from the command line."""

from __future__ import annotations

import sys

from studybook.endings import in_a_sentence


def main() -> int:
    """The exit status of the command, which is loaded here: that takes long enough to be interrupted."""
    from studybook.command import main as run

    return run()


if __name__ == "__main__":
    sys.exit(in_a_sentence(main))
