"""Runs tests with one module replaced by another text, in a process of its own: ``mutation.py`` starts it.

Standard input is JSON. For a mutant: ``module``, ``path`` and ``text`` of what is replaced; ``batches`` of tests, of
which the next is run when all of the one before pass, each with its ``files`` and ``only`` (the tests of them that are
run, null for all); and ``but``, tests that are never run. For a run without a mutant: ``packages`` and ``data``, the
file into which coverage writes which test runs which line of them; and one batch.
Standard output is a JSON list of the tests that failed; that of a mutant ends with the first.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import sys
import time
from collections.abc import Collection, Iterable, Sequence
from types import CodeType, ModuleType
from typing import Any

import pytest

from run_lines import Recorder, recorder

SECONDS = 120
"""Of processor time that one test may take, after which the run is ended: a mutant can make a loop endless."""
MEMORY = 4 * 2**30
"""Bytes of address space; an endless loop can also collect."""
OPTIONS = ["-q", "-o", "addopts=", "-p", "no:cacheprovider", "--hypothesis-profile=ci"]
"""Nothing is remembered, and what is drawn at random is drawn alike each time."""


class Text(importlib.machinery.SourceFileLoader):
    """Loads a module from a text in place of its file."""

    def __init__(self, module: str, path: str, text: str) -> None:
        super().__init__(module, path)
        self._text = text

    def get_code(self, fullname: str) -> CodeType:
        """The text, compiled; nothing is taken from the cache or written to it."""
        return compile(self._text, self.path, "exec", dont_inherit=True)


class Finder(importlib.abc.MetaPathFinder):
    """Finds one module, to be loaded by `Text`."""

    def __init__(self, loader: Text) -> None:
        self._loader = loader

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The module, if it is the one."""
        if fullname != self._loader.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._loader.path, loader=self._loader)


class Watch:
    """A pytest plugin that chooses tests, remembers those that fail and tells coverage which one is running."""

    def __init__(self, but: Collection[str], watched: Recorder | None) -> None:
        self.failed: list[str] = []
        self.only: Collection[str] | None = None
        self._but = but
        self._watched = watched

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Called when all files are read."""
        only = self.only
        items[:] = [item for item in items if item.nodeid not in self._but and (only is None or item.nodeid in only)]

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Called before each test."""
        if self._watched:
            self._watched.switch_context(nodeid)
        else:
            limit_time()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called for each step of each test."""
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Called for each file that was read."""
        if report.failed:
            self.failed.append(report.nodeid)


def failures(batches: Iterable[dict[str, Any]], watch: Watch, *options: str) -> list[str]:
    """The tests that fail in the first batch in which any does."""
    for batch in batches:
        watch.only = None if batch["only"] is None else frozenset(batch["only"])
        code = pytest.main([*OPTIONS, *options, *batch["files"]], plugins=[watch])
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return watch.failed or [f"pytest, which ends with {code}"]
    return []


def limit_time() -> None:
    """Let the process have as much more time as a test may take."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS, resource.RLIM_INFINITY))


def mutated(task: dict[str, Any]) -> list[str]:
    """The first test that fails with the module replaced."""
    limit_time()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.meta_path.insert(0, Finder(Text(task["module"], task["path"], task["text"])))
    return failures(task["batches"], Watch(frozenset(task["but"]), None), "-x")


def watched(task: dict[str, Any]) -> list[str]:
    """All tests that fail without a mutant, and on the way which test runs which line."""
    coverage = recorder(task["data"], task["packages"])
    with coverage.collect():
        failed = failures(task["batches"], Watch((), coverage))
    coverage.save()
    return failed


def main() -> None:
    """Read what to do, do it and say how it went."""
    sys.path[0] = os.getcwd()  # as ``python -m pytest`` has it
    task: dict[str, Any] = json.load(sys.stdin)
    answer = os.dup(1)
    os.dup2(2, 1)  # what the tests and pytest print
    os.write(answer, json.dumps(mutated(task) if "text" in task else watched(task)).encode())


if __name__ == "__main__":
    main()
