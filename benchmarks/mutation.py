#!/usr/bin/env python3
"""Which share of small slips in the rules the tests would catch, and which they would let pass.

    nice python benchmarks/mutation.py [--seed 1] [--count 200] [--least 92] [--quick] [--package kubefence.rules …]

Draws mutants of the modules of a package at random (``mutants.py`` says what they are), puts each in the place of its
module in a process of its own (``mutated_run.py``), and runs the tests of the engine until one fails: those first that
concern it (``nearest_tests.py``), then all others, so a mutant that survives has met every test; with ``--quick`` it
has met only the former. Which test runs which line is found by a run without any mutant, and kept in ``.cache``.
Mutants that no test can catch, since they do the same as the source, stand in ``equivalent_mutants.toml`` with the
reason; they are not drawn. Ends with 1 if fewer than ``--least`` per cent are caught.

Why not a library: mutmut changes what is inside of functions only, but the bounds and tables stand outside of them;
neither it nor cosmic-ray draws a sample that a seed repeats, and a process, a checkout and the whole suite for each
mutant takes hours here.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from mutant_kinds import Mutant
from mutants import candidates, is_one
from nearest_tests import Batch, Nearest
from run_lines import lines

ROOT = Path(__file__).resolve().parent.parent
RUN = Path(__file__).with_name("mutated_run.py")
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
TESTS = ("tests/rules/**/test_*.py", "tests/test_*.py", "tests/repository/test_generated.py")
"""The tests of the engine; those that build sites and books take long and find nothing in a rule that these do not."""
PACKAGES = ["kubefence.rules", "kubefence.formats", "kubefence.cel"]
"""What is changed: the rules, and what they are written with."""
CACHE = ROOT / ".cache" / "mutation"
"""Where it is kept which test runs which line."""
CAUGHT = ROOT / ".cache" / "mutants.json"
"""Which test caught a mutant when it was last drawn; that one is asked before all others."""


class Drawn(NamedTuple):
    """A mutant, and where it comes from."""

    module: str
    path: Path
    source: str
    mutant: Mutant

    @property
    def name(self) -> str:
        """What it is called where it is kept what caught it."""
        return "\n".join((self.module, *self.mutant.shown(self.source)))

    @property
    def place(self) -> str:
        """``src/kubefence/rules/vocabulary/values.py:12``."""
        return f"{self.path.relative_to(ROOT)}:{self.mutant.line}"


class Verdict(NamedTuple):
    """What became of a mutant; ``caught`` has the test that failed."""

    drawn: Drawn
    caught: list[str]


def main() -> int:
    """Draw, run, print; the exit code of the script."""
    options = _options()
    sources = dict(modules(options.package))
    known = equivalents(EQUIVALENT)
    drawn = draw(sources, options.seed, options.count, known)
    nearest, broken = tests_that_ran(options.package, sources)
    for name in broken:
        print(f"left out, as it fails without any mutant: {name}")
    last: dict[str, str] = json.loads(CAUGHT.read_text(encoding="utf-8")) if CAUGHT.exists() else {}
    with ThreadPoolExecutor(options.workers) as pool:
        asked = pool.map(lambda one: judged(one, nearest, broken, last, thorough=not options.quick), drawn)
        verdicts = [_told(verdict, number, len(drawn)) for number, verdict in enumerate(asked, 1)]
    last.update({verdict.drawn.name: verdict.caught[-1] for verdict in verdicts if verdict.caught})
    CAUGHT.write_text(json.dumps(last, indent=0), encoding="utf-8")
    report(verdicts)
    share = 100 * sum(bool(verdict.caught) for verdict in verdicts) / len(verdicts)
    print(f"{share:.1f} % of {len(verdicts)} mutants are caught (seed {options.seed})")
    return int(share < options.least)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same mutants of the same sources")
    parser.add_argument("--count", type=int, default=200, help="how many are drawn")
    parser.add_argument("--least", type=float, default=92, help="the share that has to be caught, in per cent")
    parser.add_argument("--quick", action="store_true", help="run only the tests that concern a mutant")
    parser.add_argument("--workers", type=int, default=2, help="how many processes run at a time")
    parser.add_argument("--package", nargs="+", default=PACKAGES, help="packages that are changed")
    return parser.parse_args()


def modules(packages: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """The modules of the packages, by name, and their files; nothing is imported but what is around the packages."""
    for package in packages:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            sys.exit(f"there is no package {package}")
        folder = Path(spec.origin).parent
        if not folder.is_relative_to(ROOT):
            sys.exit(f"{package} comes from {folder}, not from this checkout; run with PYTHONPATH={ROOT / 'src'}")
        for path in sorted(folder.rglob("*.py")):
            below = path.relative_to(folder).with_suffix("").parts
            yield ".".join((package, *below)).removesuffix(".__init__"), path


def draw(sources: dict[str, Path], seed: int, count: int, known: set[tuple[str, str]]) -> list[Drawn]:
    """Mutants at random, without those that are known to do the same as their source."""
    texts = {module: path.read_text(encoding="utf-8") for module, path in sources.items()}
    every = [Drawn(name, sources[name], text, one) for name, text in texts.items() for one in candidates(text)]
    print(f"{len(every)} mutants are possible, {len(known)} are known to do the same as their source")
    for before, after in sorted(known - {one.mutant.shown(one.source) for one in every}):
        print(f"there is no such mutant any more, strike it from {EQUIVALENT.name}: {before} -> {after}")
    random.Random(seed).shuffle(every)
    sound = (one for one in every if one.mutant.shown(one.source) not in known and is_one(one.mutant, one.source))
    return [one for one, _ in zip(sound, range(count), strict=False)]


def equivalents(file: Path) -> set[tuple[str, str]]:
    """The lines, before and after, of mutants that no test can catch."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {(row["before"], after) for row in table["mutants"] for after in row["after"] if row["reason"]}


def tests_that_ran(packages: Sequence[str], sources: dict[str, Path]) -> tuple[Nearest, list[str]]:
    """Run the tests once without a mutant, unless that was done with these very files: what ran, and what failed."""
    files = sorted(path for pattern in TESTS for path in ROOT.glob(pattern))
    every = sorted({*sources.values(), *ROOT.glob("tests/**/*.py"), *ROOT.glob("src/kubefence/**/*.py")})
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in every)).hexdigest()[:16]
    data, failed = CACHE / f"{digest}.sqlite", CACHE / f"{digest}.json"
    if not failed.exists():
        shutil.rmtree(CACHE, ignore_errors=True)
        CACHE.mkdir(parents=True)
        batch = Batch([str(path) for path in files])
        names = ask({"packages": packages, "data": str(data), "batches": [batch._asdict()]})
        failed.write_text(json.dumps(names), encoding="utf-8")
    ran = lines(str(data))
    ran.read()
    return Nearest(files, ran, ROOT), json.loads(failed.read_text(encoding="utf-8"))


def judged(drawn: Drawn, nearest: Nearest, but: Sequence[str], last: Mapping[str, str], *, thorough: bool) -> Verdict:
    """Run the tests that concern a mutant until one fails; first the one that failed last time."""
    mutant, before = drawn.mutant, last.get(drawn.name, "")
    first = [Batch([before.partition("::")[0]], [before])] if "::" in before else []
    about = f"{drawn.module} {_around(drawn.source, mutant.line)}"
    batches = nearest.batches(drawn.path, mutant.lines if mutant.runs else range(0), about, thorough=thorough)
    task = {"module": drawn.module, "path": str(drawn.path), "text": mutant.applied(drawn.source), "but": but}
    return Verdict(drawn, ask({**task, "batches": [batch._asdict() for batch in (*first, *batches)]}))


def _around(source: str, line: int) -> str:
    """The line with the lines around it that say what it is about."""
    return "\n".join(source.splitlines()[max(0, line - 12) : line + 6])


def ask(task: dict[str, Any]) -> list[str]:
    """What a process of its own answers: the tests that fail."""
    done = subprocess.run([sys.executable, RUN], input=json.dumps(task), capture_output=True, text=True, cwd=ROOT)
    if not done.stdout:
        return [f"the process, which ends with {done.returncode}"]  # out of time, or out of depth
    names: list[str] = json.loads(done.stdout)
    return names


def _told(verdict: Verdict, number: int, of: int) -> Verdict:
    """The verdict; a mutant that survives is shown at once, as the others may take long."""
    print(f"{number} of {of}: {', '.join(verdict.caught) or 'survives'}"[:100], file=sys.stderr, flush=True)
    if not verdict.caught:
        before, after = verdict.drawn.mutant.shown(verdict.drawn.source)
        print(f"{verdict.drawn.place} survives\n  - {before}\n  + {after}", flush=True)
    return verdict


def report(verdicts: Sequence[Verdict]) -> None:
    """Print the shares of each kind."""
    drawn, missed = Counter[str](), Counter[str]()
    for verdict in verdicts:
        drawn[verdict.drawn.mutant.kind] += 1
        missed[verdict.drawn.mutant.kind] += not verdict.caught
    for kind, count in drawn.most_common():
        print(f"{kind:<12} {count - missed[kind]:>4} of {count}")


if __name__ == "__main__":
    sys.exit(main())
