"""``python -m kubefence``: the command, where its name is not on the path."""

import sys

from kubefence.edge.cli import main

if __name__ == "__main__":
    sys.exit(main())
