#!/bin/sh
# Pin every Python package, for all supported platforms and Python 3.11 to 3.14, with hashes.
# Needs the network. Run it after changing pyproject.toml: make lock
set -eu
cd "$(dirname "$0")/.."
tools=.cache/lock
[ -x "$tools/bin/uv" ] || { python3 -m venv "$tools"; "$tools/bin/python" -m pip install -q --require-hashes -r requirements/lock.txt; }
compile() {
  "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url \
    --no-annotate --upgrade --custom-compile-command "make lock" "$@"
}
compile requirements/build.in -o requirements/build.txt
compile pyproject.toml --extra fast --extra site -o requirements/site.txt
compile pyproject.toml --extra fast --extra site --extra book -o requirements/book.txt
compile pyproject.toml --extra fast --extra site --extra book --extra test -o requirements/test.txt
compile requirements/lock.in -o requirements/lock.txt
