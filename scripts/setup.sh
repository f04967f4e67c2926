#!/bin/sh
# Make everything ready: a virtual environment with the locked packages, and the browser parts from npm.
#   scripts/setup.sh site   what building and serving the site needs
#   scripts/setup.sh book   the same and what making the book needs
#   scripts/setup.sh test   all of that and what the tests need
# Running it again does only what has changed. Nothing is written outside of this folder.
set -eu
cd "$(dirname "$0")/.."
wanted=${1:-site}
venv=.venv
stamps=$venv/.installed
say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

find_python() {
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(not (3, 11, 5) <= sys.version_info < (3, 15))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  case $(uname) in
    Darwin) how='brew install python@3.13' ;;
    *) how='sudo apt install python3 python3-venv; where that is too old, as on Debian 12: pyenv install 3.13' ;;
  esac
  found=$(python3 --version 2>/dev/null || echo 'no Python')
  stop "Python 3.11.5 to 3.14 is needed, found $found. Install it ($how), or name one: PYTHON=/path/to/python3 make"
}

make_venv() {
  [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import pip' 2>/dev/null && return
  python=$(find_python)
  say "Making $venv with $("$python" --version)"
  "$python" -m venv "$venv" >/dev/null 2>&1 && return
  rm -rf "$venv"
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  stop "Python cannot make virtual environments here. Install its venv module: sudo apt install python$version-venv"
}

# is_done NAME FILES…: whether the step has succeeded for these very files before.
is_done() {
  name=$1
  shift
  [ -f "$stamps/$name" ] && [ "$(cat "$stamps/$name")" = "$(cat "$@" | cksum)" ]
}

# once NAME FILES… -- COMMAND…: run the command unless it is done.
once() {
  name=$1
  shift
  files=
  while [ "$1" != -- ]; do files="$files $1"; shift; done
  shift
  is_done "$name" $files && return
  say "Installing: $name"
  "$@" || stop "Installing $name failed; the message above says why. Packages come from PyPI and npm: check the network, then run this again."
  mkdir -p "$stamps"
  cat $files | cksum >"$stamps/$name"
}

pip() { "$venv/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }
packages() { pip install --require-hashes --no-deps --no-build-isolation --root-user-action ignore -r "$1"; }
project() { pip install --no-deps --no-build-isolation --root-user-action ignore --editable .; }
npm() { "$venv/bin/npm" ci --ignore-scripts --no-audit --no-fund --loglevel=error; }

case $wanted in  # each set of packages holds those before it
  site) sets='site book test' ;;
  book) sets='book test' ;;
  test) sets=test ;;
  *) stop "usage: scripts/setup.sh [site|book|test]" ;;
esac
make_venv
once build requirements/build.txt -- packages requirements/build.txt
for set in $sets; do
  is_done "$set" "requirements/$set.txt" && ready=$set
done
[ "${ready:-}" ] || once "$wanted" "requirements/$wanted.txt" -- packages "requirements/$wanted.txt"
once project pyproject.toml -- project
[ -d node_modules ] || rm -f "$stamps/npm"
once npm package-lock.json -- npm
