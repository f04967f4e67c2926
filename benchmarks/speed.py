#!/usr/bin/env python3
"""Speed of kubefence against the other validators, all in one run, on one core.

    python benchmarks/speed.py [PATH] [--count 6000] [--rejected] [--memory 20000]
                               [--kubeconform BINARY --schemas FOLDER]

PATH is a folder of YAML files, or a file with one JSON object a line that has ``text`` (YAML) and, where an
API server has judged it, ``verdict``; only accepted ones are used, unless --rejected. Without a PATH the
manifests are made up. No two are the same, and none is checked twice by one contestant, after a warm-up with
others; the slow ones get a share of them, drawn at random. kubefence checks its default range of versions with
all rules; the others check one version, with the schema alone. Contestants take turns, so that a busy machine is
as busy for one as for the other; all figures are CPU time unless they say otherwise. Where kubeconform is at hand,
name its binary, and a folder of its schemas to keep it off the network.
"""

from __future__ import annotations

import argparse
import compileall
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import kubefence
from contestants import WARM_UP, take_turns
from kubefence import Config, Page, Verifier
from kubefence.edge.cache import CachedVerifier
from manifests import NotLabelled, manifests, written
from processes import Cost, cost, memory_of_command, start_up


def main() -> None:
    """Measure everything and print how it compares with the goals."""
    parser = _parser()
    options = parser.parse_args()
    try:
        texts = manifests(options.path, options.count + WARM_UP, rejected=options.rejected)
    except NotLabelled as error:
        parser.error(str(error))
    if len(texts) <= WARM_UP:
        parser.error(f"{options.path or '--count'}: fewer than {WARM_UP + 1} different manifests of one document")
    compileall.compile_dir(Path(kubefence.__file__).parent, quiet=2)  # as pip does with all that it installs
    characters = sum(map(len, texts)) // len(texts)
    print(f"{len(texts) - WARM_UP} manifests, all different, {characters} characters on average\n")
    plain = _validators(texts)
    if options.kubeconform:
        _kubeconform(options.kubeconform, options.schemas, texts[WARM_UP:], plain)
    else:
        print("    kubeconform is not measured: name its binary with --kubeconform (the goal is 5 times as fast)")
    _cache(texts[WARM_UP:])
    _start_up()
    if options.memory:
        command = memory_of_command(options.memory)
        print(f"memory: {command.mebibytes:.0f} MiB for {options.memory} files with all checks (goal: under 250 MB)")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="?", help="labelled JSON lines or a folder of YAML")
    parser.add_argument("--count", type=int, default=6000, help="manifests to check (default 6000)")
    parser.add_argument("--rejected", action="store_true", help="also those that an API server refused")
    parser.add_argument("--memory", type=int, default=20_000, help="manifests for the memory test, 0 for none")
    parser.add_argument("--kubeconform", type=Path, metavar="BINARY")
    parser.add_argument("--schemas", type=Path, metavar="FOLDER")
    return parser


def _validators(texts: Sequence[str]) -> float:
    """Compare the validators in Python; returns our seconds a manifest, without yamllint."""
    shares = {"plain": 1.0, "one-version": 1.0, "not-fast": 1.0, "linted": 0.25, "kubernetes-validate": 0.1}
    ours, single, slow, linted, theirs = take_turns(texts, shares)
    _line("kubefence, without yamllint", ours)
    _line("kubefence, without yamllint, one version", single)
    _line("kubefence, without yamllint, without ryaml", slow)
    _line("kubefence, with yamllint", linted)
    _line("kubernetes_validate.validate()", theirs)
    print(f"    kubefence without yamllint is {theirs / ours:.0f} times as fast (goal: 60),")
    print(f"    without the extra that has ryaml {theirs / slow:.0f} times,")
    print(f"    for the one version that the other checks {theirs / single:.0f} times")
    print(f"    our part takes {ours / (linted - ours):.1%} of yamllint's time (goal: at most 20 %)")
    return ours


def _line(name: str, seconds: float) -> None:
    print(f"{name:45} {1 / seconds:9,.0f} a CPU second")


def _kubeconform(binary: Path, schemas: Path | None, texts: Sequence[str], ours: float) -> None:
    command = [str(binary), "-strict", "-ignore-missing-schemas", "-n", "1", "-kubernetes-version", "1.36.0"]
    command += ["-schema-location", str(schemas)] if schemas else []
    with tempfile.TemporaryDirectory() as folder:
        written(texts, Path(folder))
        seconds = cost([*command, folder], GOMAXPROCS="1").cpu / len(texts)
    _line("kubeconform -strict, one worker", seconds)
    print(f"    kubefence without yamllint is {seconds / ours:.1f} times as fast (goal: 5)")


def _cache(texts: Sequence[str]) -> None:
    pages = [Page(f"{number}.yaml", text, markdown=False) for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        cold, warm = (_cached_run(pages, Path(folder, "cache.db")) for _ in range(2))
    print(f"    a warm cache is {cold / warm:.0f} times as fast as a cold run with yamllint (goal: 10)")


def _cached_run(pages: Sequence[Page], file: Path) -> float:
    config = Config()
    started = time.process_time()
    with CachedVerifier(Verifier(config), config, file) as cached:
        for page in pages:
            cached.verify(page)
    return time.process_time() - started


def _start_up() -> None:
    libraries, costs = start_up()
    for name, ours in costs.items():
        print(f"start-up, {name}: {_times(ours, libraries)} (goal: under 3)")


def _times(ours: Cost, libraries: Cost) -> str:
    return (
        f"{ours.cpu:.3f} s CPU, {ours.cpu / libraries.cpu:.2f} times importing yaml and jsonschema_rs; "
        f"{ours.wall:.3f} s in all, {ours.wall / libraries.wall:.2f} times"
    )


if __name__ == "__main__":
    main()
