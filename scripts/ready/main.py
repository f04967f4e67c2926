"""Set-up from beginning to end: look, decide, say what is loaded, then do it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from ready import chromium, machine, npm, python
from ready.browser import Way, ways
from ready.goals import CHROMIUM, GLIBC, GOALS, NODE, NPM, PYTHON, Goal, Need, Part, needs_browser
from ready.machine import Machine, Node
from ready.work import Stop, Work, say
from studybook.browsers import OWN, BrowserError, fault, find


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done, unless it has been."""

    run: Callable[[], None]
    done: bool
    part: Part | None = None
    """What it loads."""


@dataclass
class SetUp:
    """One run of set-up."""

    work: Work
    name: str
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    look: Callable[[], Machine] = machine.this
    node: Callable[[], Node | None] = machine.node

    @property
    def goal(self) -> Goal:
        """What is to be made ready for."""
        return GOALS[self.name]

    def run(self) -> None:
        """Make the folder ready; raises `Stop`, where it can before anything is installed."""
        fresh = not python.has_venv(self.work)
        browsers = self._browsers(fresh)
        if fresh:
            python.check()
        self._check_library()
        steps = [step for step in self._steps(browsers) if fresh or not step.done]
        self._announce([step.part for step in steps if step.part])
        for step in steps:
            step.run()

    def _check_library(self) -> None:
        """Raise `Stop` where the packages of the tests cannot be had: pip would only say that there are none."""
        packages = self.goal.python
        least = GLIBC.get(packages)
        if least is None or python.is_done(self.work, packages):
            return
        found = self.look().glibc
        if found and found < least:
            needed, there = (".".join(map(str, version)) for version in (least, found))
            raise Stop(
                f"Stopped before anything was installed: packages of the tests need glibc {needed}, as Debian 12 and "
                f"Ubuntu 22.04 have it, and this machine has {there}. Serving and building the site work here."
            )

    def _browsers(self, fresh: bool) -> list[Way]:
        """The sources of a browser, the better first; none if there is one or nobody asks for it."""
        work, need = self.work, needs_browser(self.goal, self.environment)
        if need is Need.NONE:
            return []
        own = work.venv / OWN
        try:
            if find(self.environment, None if fresh else own) != own or chromium.is_carried(work):
                return []
            return [Way.CARRIED]  # another version than the one that is declared
        except BrowserError as error:
            if self.environment.get("CHROME_PATH"):
                raise Stop(str(error)) from error
            if need is Need.WISHED:
                say("No browser was found: the diagrams will be drawn in the browsers of readers.")
                return []
            if not (found := ways(self.look())):
                raise Stop(f"Stopped before anything was installed: {error}") from error
            return found

    def _steps(self, browsers: list[Way]) -> list[Step]:
        work, packages = self.work, self.goal.python
        bring = Step(partial(self._bring, browsers), False, CHROMIUM if browsers[:1] == [Way.CARRIED] else None)
        return [
            Step(partial(python.make_venv, work), python.has_venv(work)),
            *([bring] if browsers else []),
            Step(partial(python.install, work, packages), python.is_done(work, packages), PYTHON[packages]),
            Step(partial(python.install_project, work), work.done("project", *python.project_inputs(work))),
            *(Step(partial(self._npm, part), npm.is_done(work, part), NPM[part]) for part in self.goal.npm),
        ]

    def _announce(self, parts: list[Part]) -> None:
        """Say what is loaded, and whether there is room for it."""
        if not parts:
            return
        if not {CHROMIUM, *NPM.values()}.isdisjoint(parts) and not self.node():
            parts = [*parts, NODE]
        loads, fills = sum(part.loads for part in parts), sum(part.fills for part in parts)
        what = ", ".join(f"{part.what} {part.loads}" for part in parts)
        say(f"Set-up loads about {loads} MB ({what}), which take {fills} MB in this folder.")
        room = shutil.disk_usage(self.work.root).free // 1_000_000
        wanted = fills + max(part.passes for part in parts)
        if room < wanted:
            raise Stop(f"The disk has {room} MB left, and {wanted} MB are needed: make room, then run this again.")

    def _npm(self, part: str) -> None:
        npm.install(self.work, part, self._tools)

    @cached_property
    def _tools(self) -> Node:
        return self.node() or npm.own_node(self.work, self.work.temporary / "node")

    def _bring(self, browsers: list[Way]) -> None:
        """A browser from the first source that has one; raises `Stop`."""
        for way in browsers:
            try:
                if way is Way.SYSTEM:
                    chromium.from_system(self.work, self.look())
                else:
                    chromium.carry(self.work, self._tools)
                fault.cache_clear()
                find(self.environment, self.work.venv / OWN)
                return
            except (Stop, BrowserError) as error:
                if way is browsers[-1]:
                    raise Stop(str(error)) from error
                say(str(error))
