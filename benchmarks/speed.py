#!/usr/bin/env python3
"""Manifests a CPU second, against the other validators, all in one run on one core.

    python benchmarks/speed.py FILE.jsonl[.gz] [--count 2000] [--kubeconform PATH --schemas FOLDER]

FILE has one JSON object a line with ``text`` (YAML) and ``verdict``; the accepted ones are used, each text
once. kubefence checks its default range of versions with all rules, kubernetes-validate and kubeconform one
version with the schema alone. Where kubeconform is at hand, name its binary and a folder of its schemas.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import kubernetes_validate
import yaml

from kubefence import Config, Page, Verifier
from kubefence.edge.cache import CachedVerifier
from kubefence.positions import FileMap
from kubefence.yamldoc.load import load


def main() -> None:
    """Measure and print the table."""
    options = _options()
    texts = _texts(options.file, options.count)
    plain = Config(lint=None)
    ours = _rate("kubefence, without yamllint", texts, _ours(plain))
    one = _rate("kubefence, one version, without yamllint", texts, _ours(Config(k8s="1.36", lint=None)))
    linted = _rate("kubefence, with yamllint", texts, _ours(Config()))
    lint, rest = 1 / linted - 1 / ours, 1 / ours
    print(f"    yamllint takes {lint:.6f} s a manifest; the rest is {rest / lint:.0%} of that")
    with tempfile.TemporaryDirectory() as folder:
        warm = _warm(texts, Path(folder))
    print(f"    warm cache: {warm / linted:.1f} times the cold run with yamllint")
    few = texts[: max(len(texts) // 20, 50)]
    theirs = _rate("kubernetes_validate.validate()", few, _kubernetes_validate)
    print(f"    kubefence is {ours / theirs:.0f} times as fast ({one / theirs:.0f} times for one version)")
    if options.kubeconform:
        rate = _kubeconform(options.kubeconform, options.schemas, texts)
        print(f"{'kubeconform -strict, one worker':45} {rate:9,.0f} a CPU second")
        print(f"    kubefence is {ours / rate:.1f} times as fast ({one / rate:.1f} times for one version)")
    start_up()
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--kubeconform", type=Path)
    parser.add_argument("--schemas", type=Path)
    return parser.parse_args()


def _texts(file: Path, count: int) -> list[str]:
    """Accepted manifests of one document, each once."""
    found: dict[str, None] = {}
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as lines:
        for line in lines:
            row = json.loads(line)
            if row["verdict"] == "accepted" and len(list(load(row["text"], FileMap("")))) == 1:
                found.setdefault(row["text"])
    return list(found)[:count]


def _rate(name: str, texts: list[str], check: Callable[[str], object]) -> float:
    for text in texts[:50]:
        check(text)
    started = time.process_time()
    for text in texts:
        check(text)
    rate = len(texts) / (time.process_time() - started)
    print(f"{name:45} {rate:9,.0f} a CPU second")
    return rate


def _ours(config: Config) -> Callable[[str], object]:
    verifier = Verifier(config)
    return lambda text: verifier.verify(Page("a.yaml", text, markdown=False))


def _warm(texts: list[str], folder: Path) -> float:
    config = Config()
    pages = [Page("a.yaml", text, markdown=False) for text in texts]
    with CachedVerifier(Verifier(config), config, folder / "cache.db") as cached:
        for page in pages:
            cached.verify(page)
    started = time.process_time()
    with CachedVerifier(Verifier(config), config, folder / "cache.db") as cached:
        for page in pages:
            cached.verify(page)
    return len(texts) / (time.process_time() - started)


def _kubernetes_validate(text: str) -> None:
    try:
        kubernetes_validate.validate(yaml.load(text, yaml.CSafeLoader), "1.36", strict=True)
    except Exception:  # it stops at its first error, in many ways; only its time is of interest
        return


def _kubeconform(binary: Path, schemas: Path | None, texts: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number}.yaml").write_text(text, encoding="utf-8")
        command = [str(binary), "-strict", "-ignore-missing-schemas", "-n", "1"]
        command += ["-kubernetes-version", "1.36.0", folder]
        if schemas:
            command[1:1] = ["-schema-location", str(schemas)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env={**os.environ, "GOMAXPROCS": "1"}, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return len(texts) / (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def start_up() -> None:
    """CPU time of the command on one small file, against importing the two libraries it cannot do without."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.yaml")
        file.write_text("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n", encoding="utf-8")
        libraries = _best([sys.executable, "-c", "import yaml, jsonschema_rs"])
        command = _best([sys.executable, "-m", "kubefence.edge.cli", "--no-cache", str(file)])
    print(f"start-up: {command:.3f} s, {command / libraries:.1f} times that of its libraries ({libraries:.3f} s)")


def _best(command: list[str]) -> float:
    times = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


if __name__ == "__main__":
    main()
