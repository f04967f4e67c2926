#!/usr/bin/env python3
"""Verify the Kubernetes YAML of pages and manifests. The same as the command ``kubefence``; see --help."""

import sys

try:
    from kubefence.edge.cli import main
except ModuleNotFoundError as error:
    sys.exit(f"{error}. Run scripts/setup.sh once, then .venv/bin/python {' '.join(sys.argv)}")

if __name__ == "__main__":
    sys.exit(main())
