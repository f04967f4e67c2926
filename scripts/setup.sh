#!/bin/sh
# Make everything ready: a virtual environment with the locked packages, the browser parts from npm, a browser.
#   scripts/setup.sh serve   what previewing the pages and verifying their examples needs
#   scripts/setup.sh site    what building the site that is published needs
#   scripts/setup.sh book    the same and what making the book needs
#   scripts/setup.sh lint    what checking the code needs
#   scripts/setup.sh test    all of that and what the tests need, a browser too
# Running it again does only what has changed. Only a package of the system is ever put outside of this folder, and
# that is said before. Here a Python is looked for; scripts/ready does the rest.
set -eu
cd "$(dirname "$0")/.."
stop() { printf '%s\n' "$*" >&2; exit 1; }
fits() { "$1" -c 'import sys; sys.exit(not (3, 11, 5) <= sys.version_info < (3, 15))' 2>/dev/null; }

if [ "${PYTHON:-}" ]; then
  fits "$PYTHON" || stop "PYTHON is $PYTHON, which is no Python 3.11.5 to 3.14."
else
  for PYTHON in python3 python3.14 python3.13 python3.12 python3.11 .venv/bin/python ''; do
    if [ "$PYTHON" ] && fits "$PYTHON"; then break; fi
  done
fi
if [ ! "$PYTHON" ]; then
  case $(uname) in
    Darwin) how='brew install python@3.13' ;;
    *) how='sudo apt install python3 python3-venv; where that is too old, as on Debian 12: pyenv install 3.13' ;;
  esac
  found=$(python3 --version 2>/dev/null || echo 'no Python')
  stop "Python 3.11.5 to 3.14 is needed, found $found. Install it ($how), or name one: PYTHON=/path/to/python3 make"
fi
exec "$PYTHON" -I scripts/ready "$@"
