#!/usr/bin/env python3
"""Use kubefence as others do: a wheel in an empty environment, a new site of each kind, with and without a mistake.

    python scripts/try_adoption.py [NAME …]        default: all of them, see scripts/trial/sites.py

Each site has to be made while its example is right, and to be stopped at the line of the mistake once it is not. So
have the hook of pre-commit and the action for workflows. Needs the network.
"""

from __future__ import annotations

import shlex
import sys
import tempfile
from pathlib import Path

from trial.action import Action
from trial.environment import Environment, Failed, Tools, said
from trial.package import Package, built
from trial.sites import LINE, PAGE, PLACE, RIGHT, RULE, TRIALS, WRONG, Trial

ACTION = "action"


def main() -> int:
    """Try all that is named and print a line for each; the exit code of the script."""
    known = [*TRIALS, ACTION]
    names = sys.argv[1:] or known
    if unknown := [name for name in names if name not in known]:
        print(f"There is no {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    failed = 0
    with tempfile.TemporaryDirectory(prefix="kubefence-") as made:
        folder = Path(made)
        tools = Tools(folder / "tools")
        package = built(folder, tools)
        for name in names:
            try:
                told = _action(folder / name, package) if name == ACTION else _site(folder / name, name, tools, package)
                print(f"{name}: {told}", flush=True)
            except Failed as error:
                failed += 1
                print(f"{name}: FAILED\n{error}\n", flush=True)
    return 1 if failed else 0


def _site(folder: Path, name: str, tools: Tools, package: Package) -> str:
    """What is told of a mistake; raises `Failed` where it is not, or where there is none."""
    trial = TRIALS[name]
    environment = tools.environment(folder / "environment", package.wheel, *trial.packages)
    trial.lay(folder / "right", RIGHT)
    trial.lay(folder / "wrong", WRONG)
    commands = [shlex.split(command.format(repository=package.repository)) for command in trial.commands]
    given = {"PRE_COMMIT_HOME": str(folder / "hooks"), "LC_ALL": "C.UTF-8"}
    for command in commands:
        environment.must(*command, cwd=folder / "right", **given)
    return _stopped(environment, commands, folder / "wrong", f"{trial.page}{PLACE}", given)


def _stopped(environment: Environment, commands: list[list[str]], site: Path, place: str, given: dict[str, str]) -> str:
    for command in commands:
        done = environment.run(*command, cwd=site, **given)
        if done.returncode:
            told = [line for line in (done.stdout + done.stderr).splitlines() if place in line and RULE in line]
            if not told:
                raise Failed(f"the mistake is not told at {place}\n{said(command, done)}")
            return told[0].strip()
    raise Failed(f"nothing stops a site with a mistake at {place}\n{said(commands[-1], done)}")


def _action(folder: Path, package: Package) -> str:
    """The same of the action, whose steps are run as a runner runs them."""
    for name, page in (("right", RIGHT), ("wrong", WRONG)):
        Trial("", (), {}, ()).lay(folder / name, page)
    action = Action(package.repository, paths="docs", python=sys.executable)
    runner = {"RUNNER_TEMP": str(folder), "LC_ALL": "C.UTF-8"}
    for number, site in ((0, "right"), (1, "right")):
        done = action.run(number, folder / site, **runner)
        if done.returncode:
            raise Failed(said([action.steps[number]["name"]], done))
    done = action.run(1, folder / "wrong", **runner)
    told = [line for line in done.stdout.splitlines() if line.startswith(f"::error file={PAGE},line={LINE},")]
    if done.returncode != 1 or not told:
        raise Failed(said([action.steps[1]["name"]], done))
    return told[0]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        sys.exit(str(failure))
