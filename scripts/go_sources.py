"""What the Go sources of the Kubernetes API say, read with regular expressions; ``update_facts.py`` is made of it."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

Files = Mapping[str, str]
"""Path below the API (``networking/v1/types.go``) to text."""

BELOW = tuple(
    start + end
    for start in ("staging/src/k8s.io/", "usr/share/gocode/src/k8s.io/")
    for end in ("api/", "apiextensions-apiserver/pkg/apis/", "kube-aggregator/pkg/apis/")
)
"""Where the API is: in kubernetes/kubernetes and in unpacked packages of Debian; k8s.io/api has nothing above it."""
HOMES = {
    "core/v1/": "k8s.io/api",
    "apiextensions/v1beta1/": "k8s.io/apiextensions-apiserver",
    "apiregistration/v1beta1/": "k8s.io/kube-aggregator",
}
"""What only one repository has, and what that is called; kubernetes/kubernetes has all."""
EVENTS = ("introduced", "deprecated", "removed", "replacement")
"""What a life is made of, in the order that it is written in."""

_RELEASE = re.compile(r"(?:^|[^0-9.])v?[01]\.([0-9]+)(?:\.([0-9]+))?$")
_WANTED = re.compile(
    r"(?:[a-z]+/)+v[0-9]+(?:(?:alpha|beta)[0-9]+)?/(?!.*_test\.go$|.*\.pb\.go$|zz_(?!.*lifecycle))\w.*\.go$"
)
_ENUM = re.compile(r"^// \+enum\n(?://[^\n]*\n)*type (\w+) string\n", re.MULTILINE)
_CONSTANT = re.compile(
    r'^[ \t]*(?:const[ \t]+)?(\w+)(?:[ \t]+(\w+))?[ \t]*=[ \t]*(?:(\w+)\()?("[^"]*"|[\w.]+)', re.MULTILINE
)
_STRUCT = re.compile(r"^type (\w+) struct \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r'^\t(?:(\w+)\s+)?([\w.*\[\]]+)\s+`json:"([^",]*)([^"]*)"', re.MULTILINE)
_IMPORT = re.compile(r'^\s*(?:import\s+)?(?:(\w+)\s+)?"k8s\.io/api/([\w/]+)"', re.MULTILINE)
_GROUP = re.compile(r'GroupName\s*=\s*"([^"]*)"')
_LIFE = re.compile(
    r"func \(\w+ \*(\w+)\) APILifecycle(\w+)\(\)[^{]*\{\s*return (?:([0-9]+), ([0-9]+)"
    r'|schema\.GroupVersionKind\{Group: "([^"]*)", Version: "([^"]*)", Kind: "([^"]*)"\})'
)


class Release(NamedTuple):
    """The sources of one release."""

    minor: int
    files: Files
    name: str = ""
    """The tag, or the folder of the checkout."""

    @property
    def module(self) -> str:
        """What the sources are called in Go: ``k8s.io/api``."""
        homes = [home for start, home in HOMES.items() if any(start in path for path in self.files)]
        return homes[0] if len(homes) == 1 else "k8s.io/kubernetes"

    @property
    def digest(self) -> str:
        """Of the files that are read, by their paths below the API: the same wherever they are checked out."""
        lines = (f"{hashlib.sha256(text.encode()).hexdigest()}  {path}\n" for path, text in sorted(self.files.items()))
        return hashlib.sha256("".join(lines).encode()).hexdigest()


class Unresolved(Exception):
    """A value of an enum is made of a constant that is not among the sources."""


class _Constant(NamedTuple):
    kind: str
    value: str
    """A literal in quotes, or the name of another constant."""
    imports: Mapping[str, str]


_Constants = Mapping[tuple[str, str], _Constant]
"""Package and name to a constant."""


def read(path: Path) -> list[Release]:
    """The releases in a folder of checkouts or a git clone, oldest first, the last patch of each."""
    is_bare = (path / "HEAD").is_file() and (path / "objects").is_dir()
    if (path / ".git").exists() or path.suffix == ".git" or is_bare:
        names = _git(path, "tag").split()
        return [Release(minor, _tagged(path, name), name) for minor, name in _last_patches(names)]
    folders = _last_patches(folder.name for folder in path.iterdir())
    return [Release(minor, _checked_out(path / name), name) for minor, name in folders]


def _git(clone: Path, *command: str) -> str:
    return subprocess.run(["git", "-C", clone, *command], check=True, capture_output=True, text=True).stdout


def _last_patches(names: Iterable[str]) -> list[tuple[int, str]]:
    best: dict[int, tuple[int, str]] = {}
    for name in names:
        found = _RELEASE.search(name)
        if found:
            minor, patch = int(found[1]), int(found[2] or 0)
            best[minor] = max(best.get(minor, (-1, "")), (patch, name))
    return [(minor, name) for minor, (_, name) in sorted(best.items())]


def _below(path: str) -> str:
    """A path without what stands above the API."""
    return next((path.removeprefix(start) for start in BELOW if path.startswith(start)), path)


def _checked_out(root: Path) -> Files:
    places = [root / start for start in BELOW if (root / start).is_dir()] or [root]
    files = {file.relative_to(place).as_posix(): file for place in places for file in sorted(place.rglob("*.go"))}
    return {name: file.read_text(encoding="utf-8") for name, file in files.items() if _WANTED.fullmatch(name)}


def _tagged(clone: Path, tag: str) -> Files:
    listed = _git(clone, "ls-tree", "-r", "--name-only", tag).splitlines()
    starts = tuple(start for start in BELOW if any(name.startswith(start) for name in listed)) or ("",)
    wanted = [name for name in listed if name.startswith(starts) and _WANTED.fullmatch(_below(name))]
    asked = "".join(f"{tag}:{name}\n" for name in wanted).encode()
    answer = subprocess.run(
        ["git", "-C", clone, "cat-file", "--batch"], check=True, capture_output=True, input=asked
    ).stdout
    files: dict[str, str] = {}
    at = 0
    for name in wanted:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        files[_below(name)] = answer[end + 1 : end + 1 + size].decode("utf-8")
        at = end + 1 + size + 1
    return files


def fields(files: Files) -> dict[str, frozenset[str]]:
    """``io.k8s.api.apps.v1.DeploymentStrategy.type`` to the values that it may have, none where it is no enum."""
    enums = _enums(files)
    structs: dict[str, dict[str, tuple[str, Mapping[str, str]]]] = {}
    for path, text in files.items():
        here = structs.setdefault(_package(path), {})
        here.update((name, (body, _imports(text))) for name, body in _STRUCT.findall(text))
    return {
        f"io.k8s.api.{package.replace('/', '.')}.{name}.{field}": enums.get((home or package, kind), frozenset())
        for package, named in structs.items()
        for name in named
        for field, home, kind in _members(name, named)
    }


def _package(path: str) -> str:
    return path.rpartition("/")[0]


def _members(name: str, structs: Mapping[str, tuple[str, Mapping[str, str]]]) -> Iterator[tuple[str, str, str]]:
    """Fields of a struct and of those that it embeds: JSON name, package of the type where it is another, type."""
    body, imports = structs[name]
    for _, kind, field, more in _FIELD.findall(body):
        alias, _, bare = re.sub(r"\*|\[\]|map\[\w+\]", "", kind).rpartition(".")
        if field:
            yield field, imports.get(alias, alias), bare
        elif "inline" in more and bare in structs and not alias:
            yield from _members(bare, structs)


def _imports(text: str) -> dict[str, str]:
    return {alias or path.rpartition("/")[2]: path for alias, path in _IMPORT.findall(text)}


def _enums(files: Files) -> dict[tuple[str, str], frozenset[str]]:
    """Types that are marked as enums, by package and name, and their constants that are not empty."""
    constants: dict[tuple[str, str], _Constant] = {}
    values: dict[tuple[str, str], set[str]] = {}
    for path, text in files.items():
        package = _package(path)
        values.update({(package, name): set() for name in _ENUM.findall(text)})
        for name, typed, converted, value in _CONSTANT.findall(text):
            constants[package, name] = _Constant(typed or converted, value, _imports(text))
    for (package, name), constant in constants.items():
        if (package, constant.kind) in values:
            values[package, constant.kind].add(_literal(constants, package, name))
    return {kind: frozenset(found - {""}) for kind, found in values.items()}


def _literal(constants: _Constants, package: str, name: str) -> str:
    """The text that a constant comes down to; it may be made of another one, of its package or an imported one."""
    at, seen = (package, name), set[tuple[str, str]]()
    while at in constants and at not in seen:
        seen.add(at)
        constant = constants[at]
        if constant.value.startswith('"'):
            return constant.value.strip('"')
        alias, _, bare = constant.value.rpartition(".")
        at = (constant.imports.get(alias, alias) if alias else at[0], bare)
    raise Unresolved(f"{package}: the value of {name} is {'.'.join(at)}, a constant that is not among the sources")


def lives(files: Files) -> dict[str, dict[str, str]]:
    """``group/version/Kind`` to the events of its life."""
    groups = {_package(path): match[1] for path, text in files.items() if (match := _GROUP.search(text))}
    found: dict[str, dict[str, str]] = {}
    for path, text in files.items():
        package, version = _package(path), path.split("/")[-2]
        for kind, event, major, minor, *other in _LIFE.findall(text):
            if not kind.endswith("List") and package in groups:
                life = found.setdefault(_name(groups[package], version, kind), {})
                life[event.lower()] = _name(*other) if event == "Replacement" else f"{major}.{minor}"
    return {name: {event: life[event] for event in EVENTS if event in life} for name, life in found.items()}


def _name(group: str, version: str, kind: str) -> str:
    return "/".join(part for part in (group, version, kind) if part)
