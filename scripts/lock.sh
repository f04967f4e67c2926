#!/bin/sh
# Pin the newest packages: those of Python for all supported platforms and Python 3.11 to 3.14, with hashes, and those
# from npm, in requirements/npm/. Needs the network and npm. Run it after changing what is wanted: make lock
set -eu
cd "$(dirname "$0")/.."
command -v npm >/dev/null || { echo "npm is needed, which comes with Node 20 or later." >&2; exit 1; }
tools=.cache/lock
export UV_CACHE_DIR="$PWD/$tools/uv" PIP_CACHE_DIR="$PWD/$tools/pip" npm_config_cache="$PWD/$tools/npm"
[ -x "$tools/bin/uv" ] || { python3 -m venv "$tools"; "$tools/bin/python" -m pip install -q --require-hashes -r requirements/lock.txt; }
compile() {
  "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url \
    --no-annotate --upgrade --custom-compile-command "make lock" "$@"
}
compile requirements/build.in -o requirements/build.txt
compile requirements/node.in -o requirements/node.txt
compile requirements/release.in -o requirements/release.txt
compile --no-deps requirements/properdocs.in -o requirements/properdocs.txt
# Pages are built without cel: none of them defines a custom resource, and it is as large as a third of the rest.
compile pyproject.toml --extra crypto --extra lint --extra fast --group site -o requirements/site.txt
compile pyproject.toml --extra crypto --extra lint --extra fast --group site --group book -o requirements/book.txt
compile pyproject.toml --extra all --group site --group book --group test -o requirements/test.txt
compile pyproject.toml requirements/trial.in --extra all --group engine -o requirements/trial.txt
compile requirements/lock.in -o requirements/lock.txt
# The newest within the major version, but of a browser the newest.
named='import json, sys; print(*(name + sys.argv[2] + version for name, version in json.load(sys.stdin).get(sys.argv[1], {}).items()))'
for part in requirements/npm/*/; do
  wanted=$(python3 -c "$named" dependencies '@^' <"$part/package.json")
  [ "$part" = requirements/npm/browser/ ] && wanted=$(python3 -c "$named" dependencies '@>=' <"$part/package.json")
  programs=$(python3 -c "$named" optionalDependencies '@^' <"$part/package.json")  # one for each kind of machine
  for change in "install --save-exact $wanted" "install --save-exact --save-optional $programs" update; do
    (cd "$part" && npm $change --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund)
  done
done
